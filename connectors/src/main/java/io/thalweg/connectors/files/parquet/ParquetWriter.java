package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.codec.Codec;
import io.thalweg.connectors.files.parquet.write.FileWriter;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes one file. Rows go to a hidden file beside the target, which takes its place on commit.
///
/// Thread-safe: batches are taken one at a time, in the order of the calls.
final class ParquetWriter implements TableSink {
  /// Heap bytes of gathered batches above which a row group ends early.
  private static final long MAX_GATHERED_BYTES = 256L << 20;

  private final Path target;
  private final Path hidden;
  private final Schema schema;
  private final Codec codec;
  private final int rowGroupSize;
  private final int pageRows;
  private final List<Batch> gathered = new ArrayList<>();
  private @Nullable FileWriter file;
  private int gatheredRows;
  private long gatheredBytes;

  ParquetWriter(Path target, Schema schema, Codec codec, int rowGroupSize, int pageRows) {
    this.target = target.toAbsolutePath();
    this.hidden =
        this.target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    this.schema = schema;
    this.codec = codec;
    this.rowGroupSize = rowGroupSize;
    this.pageRows = pageRows;
  }

  @Override
  public synchronized void write(Batch batch) {
    Batch rest = batch;
    while (rest.rowCount() > 0) {
      int taken = Math.min(rest.rowCount(), rowGroupSize - gatheredRows);
      gathered.add(rest.slice(0, taken).compact());
      gatheredRows += taken;
      gatheredBytes += ownBytes(gathered.getLast());
      if (gatheredRows == rowGroupSize || gatheredBytes > MAX_GATHERED_BYTES) {
        writeRowGroup();
      }
      rest = rest.slice(taken, rest.rowCount() - taken);
    }
  }

  /// Heap bytes without dictionaries, which batches share.
  private static long ownBytes(Batch batch) {
    long bytes = 0;
    for (Column column : batch.columns()) {
      bytes +=
          column instanceof DictionaryColumn dictionary
              ? 4L * dictionary.length()
              : column.sizeInBytes();
    }
    return bytes;
  }

  private void writeRowGroup() {
    try {
      open().writeRowGroup(gathered);
    } catch (IOException e) {
      throw failed(e);
    }
    gathered.clear();
    gatheredRows = 0;
    gatheredBytes = 0;
  }

  private FileWriter open() throws IOException {
    if (file == null) {
      file = new FileWriter(hidden, schema, codec, pageRows);
    }
    return file;
  }

  @Override
  public synchronized long commit() {
    try {
      if (gatheredRows > 0) {
        writeRowGroup();
      }
      long rows = finish();
      Files.move(
          hidden, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return rows;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private long finish() throws IOException {
    try (FileWriter open = open()) {
      open.finish();
      return open.rows();
    }
  }

  @Override
  public synchronized void abort() {
    try {
      if (file != null) {
        file.close();
      }
      Files.deleteIfExists(hidden);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ThalwegException failed(IOException e) {
    return new ThalwegException(
        ErrorCode.FILE_WRITE_FAILED,
        "cannot write '" + target + "': " + e + "; check the directory and the free space",
        e);
  }
}
