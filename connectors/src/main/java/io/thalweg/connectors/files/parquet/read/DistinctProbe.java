package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import java.lang.foreign.MemorySegment;

/// How many distinct values a column chunk has: what its statistics say, else the size of its
/// dictionary when all pages use it. Reads at most one page header.
public final class DistinctProbe {
  private final MemorySegment file;

  public DistinctProbe(MemorySegment file) {
    this.file = file;
  }

  /// Distinct values that are not NULL; -1 when unknown.
  public long distinct(SchemaNode.Leaf field, RowGroupMetadata group) {
    ChunkMetadata chunk = group.chunks().get(field.column().ordinal());
    if (chunk.distinctCount() >= 0) {
      return chunk.distinctCount();
    }
    if (!chunk.dictionaryOnly()) {
      return -1;
    }
    try (Decompressor decompressor = new Decompressor();
        MemoryReservation nothing = MemoryPool.root("statistics", 0).reservation("statistics")) {
      PageReader pages =
          new PageReader(file, field.column(), chunk, decompressor, new PageBuffer(nothing));
      pages.next();
      return pages.dictionarySize();
    } catch (RuntimeException | InternalError e) {
      // Advice only; whoever reads the chunk gets the error.
      return -1;
    }
  }
}
