package io.thalweg.connectors.files.arrow;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.core.arrow.ArrowBatchReader;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// Reads some record batches, each cut into pieces of the requested size.
final class ArrowBatches implements SplitReader {
  private final FileStamp file;
  private final boolean stream;
  private final FileScan scan;
  private final int to;
  private final MemoryReservation memory;
  private int next;
  private @Nullable ArrowInput input;
  private Batch batch = Batch.of(0);
  private int taken;

  ArrowBatches(FileStamp file, boolean stream, Split split, FileScan scan, MemoryPool memory) {
    Map<String, String> place = split.properties();
    this.file = file;
    this.stream = stream;
    this.scan = scan;
    this.next = Integer.parseInt(place.getOrDefault(ArrowSource.FROM, "0"));
    this.to = Integer.parseInt(place.getOrDefault(ArrowSource.TO, "0"));
    this.memory = memory.reservation("scan of '" + file.shortName() + "'");
  }

  @Override
  public Progress read() {
    while (taken == batch.length()) {
      ArrowInput source = opened();
      if (!source.read(this::load)) {
        return Progress.Finished.INSTANCE;
      }
      memory.setTo(source.allocatedBytes() + batch.sizeInBytes());
      taken = 0;
    }
    int count = Math.min(scan.batchRows(), batch.length() - taken);
    Batch piece = batch.slice(taken, count);
    taken += count;
    return new Progress.Rows(piece);
  }

  private ArrowInput opened() {
    ArrowInput known = input;
    if (known == null) {
      known = new ArrowInput(file.path(), stream);
      input = known;
    }
    return known;
  }

  private boolean load(ArrowReader reader) throws IOException {
    if (stream ? !reader.loadNextBatch() : !loadBlock((ArrowFileReader) reader)) {
      return false;
    }
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    List<Column> columns = new ArrayList<>();
    for (int ordinal : scan.columns()) {
      columns.add(ArrowBatchReader.column(root.getVector(ordinal), reader));
    }
    batch = Batch.of(root.getRowCount(), columns);
    return true;
  }

  private boolean loadBlock(ArrowFileReader reader) throws IOException {
    if (next >= to) {
      return false;
    }
    return reader.loadRecordBatch(reader.getRecordBlocks().get(next++));
  }

  @Override
  public void close() {
    if (input != null) {
      input.close();
    }
    memory.close();
  }
}
