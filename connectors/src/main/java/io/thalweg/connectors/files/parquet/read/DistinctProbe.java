package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.Layout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/// How many distinct values a column chunk has: what its statistics say, else the size of its
/// dictionary when all pages use it, else a sample of its first values. Reads at most one page.
public final class DistinctProbe {
  /// Rows that [#sample] looks at.
  public static final int SAMPLE_ROWS = 2048;

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
    return probe(
        field,
        chunk,
        pages -> {
          pages.next();
          return pages.dictionarySize();
        });
  }

  /// Distinct values among the first [#SAMPLE_ROWS] rows of a chunk of numbers without NULLs; -1
  /// when it is none or is shorter.
  public long sample(SchemaNode.Leaf field, RowGroupMetadata group) {
    Layout layout = field.type().layout();
    boolean numbers = layout == Layout.INT || layout == Layout.LONG;
    if (!numbers || !field.column().isFlat() || group.rows() < SAMPLE_ROWS) {
      return -1;
    }
    return probe(
        field,
        group.chunks().get(field.column().ordinal()),
        pages -> count(new FlatReader(field.column(), pages).read(SAMPLE_ROWS).flatten()));
  }

  private static long count(FlatColumn column) {
    if (column.mayHaveNulls()) {
      return -1;
    }
    return column instanceof IntColumn ints
        ? Arrays.stream(ints.values(), 0, SAMPLE_ROWS).distinct().count()
        : Arrays.stream(((LongColumn) column).values(), 0, SAMPLE_ROWS).distinct().count();
  }

  private long probe(
      SchemaNode.Leaf field, ChunkMetadata chunk, ToLongFunction<PageReader> question) {
    MemoryPool pool = MemoryPool.root("statistics", Integer.MAX_VALUE);
    try (Decompressor decompressor = new Decompressor();
        MemoryReservation memory = pool.reservation("statistics")) {
      PageBuffer buffer = new PageBuffer(memory);
      return question.applyAsLong(
          new PageReader(file, field.column(), chunk, decompressor, buffer));
    } catch (RuntimeException | InternalError e) {
      // Advice only; whoever reads the chunk gets the error.
      return -1;
    }
  }
}
