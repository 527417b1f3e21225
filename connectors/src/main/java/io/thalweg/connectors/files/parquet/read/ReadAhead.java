package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Has columns of mapped files read into the memory of the operating system before scans get to
/// them, which otherwise wait for one small piece of a column after the other. Costs nearly nothing
/// for what is there already. Thread-safe.
public final class ReadAhead {
  private static final ExecutorService READER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("thalweg-read-ahead").factory());

  private ReadAhead() {}

  /// Returns at once.
  ///
  /// @param file mapped
  /// @param columns of the file that a scan of the row group reads
  public static void start(MemorySegment file, RowGroupMetadata group, List<SchemaNode> columns) {
    List<LeafColumn> leaves = new ArrayList<>();
    columns.forEach(column -> addLeaves(column, leaves));
    for (LeafColumn leaf : leaves) {
      ChunkMetadata chunk = group.chunks().get(leaf.ordinal());
      if (isWithin(file, chunk)) {
        MemorySegment pages = file.asSlice(chunk.start(), chunk.length());
        if (!pages.isLoaded()) {
          READER.execute(() -> load(pages));
        }
      }
    }
  }

  /// A damaged footer is the reader's to tell of.
  private static boolean isWithin(MemorySegment file, ChunkMetadata chunk) {
    return chunk.start() >= 0
        && chunk.length() >= 0
        && chunk.start() <= file.byteSize() - chunk.length();
  }

  private static void addLeaves(SchemaNode node, List<LeafColumn> leaves) {
    switch (node) {
      case SchemaNode.Leaf leaf -> leaves.add(leaf.column());
      case SchemaNode.Group group -> group.fields().forEach(child -> addLeaves(child, leaves));
      case SchemaNode.Repeated list -> addLeaves(list.element(), leaves);
    }
  }

  private static void load(MemorySegment pages) {
    try {
      pages.load();
    } catch (InternalError e) {
      // The file has become shorter. Whoever reads these pages says so.
    }
  }
}
