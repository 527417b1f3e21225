package io.thalweg.connectors.files.orc;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.dataset.file.FileFormat;
import org.apache.arrow.dataset.file.FileSystemDatasetFactory;
import org.apache.arrow.dataset.jni.NativeMemoryPool;
import org.apache.arrow.dataset.scanner.ScanOptions;
import org.apache.arrow.dataset.scanner.Scanner;
import org.apache.arrow.dataset.source.Dataset;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// One file opened by Arrow Dataset, with the memory it uses. Used by one thread; closed by who
/// opened it.
final class OrcScan implements AutoCloseable {
  private final Path path;
  private final BufferAllocator allocator = new RootAllocator();
  private final FileSystemDatasetFactory factory;
  private @Nullable Dataset dataset;
  private @Nullable Scanner scanner;
  private @Nullable ArrowReader reader;

  OrcScan(Path path) {
    this.path = path;
    try {
      this.factory =
          new FileSystemDatasetFactory(
              allocator,
              NativeMemoryPool.getDefault(),
              FileFormat.ORC,
              path.toAbsolutePath().toUri().toString());
    } catch (LinkageError | IllegalStateException e) {
      allocator.close();
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "ORC needs Arrow's native library, which does not load on this machine: "
              + e.getMessage()
              + "; convert '"
              + path
              + "' to Parquet",
          e);
    } catch (RuntimeException e) {
      allocator.close();
      throw corrupt(e);
    }
  }

  Schema schema() {
    try {
      return ArrowSchemas.fromArrow(factory.inspect());
    } catch (RuntimeException e) {
      throw corrupt(e);
    }
  }

  /// Begins to read these columns.
  void start(List<String> columns, int batchRows) {
    try {
      Dataset all = factory.finish();
      dataset = all;
      ScanOptions options =
          new ScanOptions.Builder(batchRows)
              .columns(Optional.of(columns.toArray(String[]::new)))
              .build();
      Scanner scan = all.newScan(options);
      scanner = scan;
      reader = scan.scanBatches();
    } catch (RuntimeException e) {
      throw corrupt(e);
    }
  }

  /// The next rows, valid until the next call; null at the end.
  @Nullable VectorSchemaRoot next() {
    ArrowReader source = reader;
    if (source == null) {
      return null;
    }
    try {
      return source.loadNextBatch() ? source.getVectorSchemaRoot() : null;
    } catch (IOException | RuntimeException e) {
      throw corrupt(e);
    }
  }

  private ThalwegException corrupt(Exception e) {
    return FileErrors.corrupt(path, "is no sound ORC file", e);
  }

  @Override
  public void close() {
    try {
      closeAll(reader, scanner, dataset, factory);
    } finally {
      allocator.close();
    }
  }

  private void closeAll(@Nullable AutoCloseable... parts) {
    for (AutoCloseable part : parts) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        throw corrupt(e);
      }
    }
  }
}
