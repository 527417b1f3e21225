package io.thalweg.connectors.files.orc;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.core.arrow.ArrowBatchReader;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/// Reads one ORC file.
final class OrcReader implements SplitReader {
  private final FileStamp file;
  private final Schema schema;
  private final FileScan scan;
  private final MemoryReservation memory;
  private @Nullable OrcScan source;

  OrcReader(FileStamp file, Schema schema, FileScan scan, MemoryPool memory) {
    this.file = file;
    this.schema = schema;
    this.scan = scan;
    this.memory = memory.reservation("scan of '" + file.shortName() + "'");
  }

  @Override
  public Progress read() {
    @Nullable VectorSchemaRoot root = opened().next();
    if (root == null) {
      return Progress.Finished.INSTANCE;
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < scan.columns().size(); i++) {
      columns.add(ArrowBatchReader.column(root.getVector(i), null));
    }
    Batch batch = Batch.of(root.getRowCount(), columns);
    memory.setTo(2 * batch.sizeInBytes());
    return new Progress.Rows(batch);
  }

  private OrcScan opened() {
    OrcScan known = source;
    if (known == null) {
      known = new OrcScan(file.path());
      source = known;
      // Without a column the scanner would not count rows.
      List<Integer> read = scan.columns().isEmpty() ? List.of(0) : scan.columns();
      known.start(
          read.stream().map(ordinal -> schema.field(ordinal).name()).toList(), scan.batchRows());
    }
    return known;
  }

  @Override
  public void close() {
    if (source != null) {
      source.close();
    }
    memory.close();
  }
}
