package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.ByteStrings;
import io.thalweg.connectors.files.parquet.encoding.Encoding;
import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// The smallest and the largest value of a column chunk, decoded with the readers of its values.
///
/// @param min one row: a lower bound of all values that are not NULL; null when unknown
/// @param max one row: an upper bound, likewise; unknown when NaN, which is above all, may occur
public record ChunkBounds(@Nullable FlatColumn min, @Nullable FlatColumn max) {

  public static ChunkBounds of(LeafColumn leaf, ChunkMetadata chunk) {
    boolean floating =
        leaf.physical() == PhysicalType.FLOAT || leaf.physical() == PhysicalType.DOUBLE;
    return new ChunkBounds(
        decode(leaf, chunk.min()), floating && !chunk.nanFree() ? null : decode(leaf, chunk.max()));
  }

  private static @Nullable FlatColumn decode(LeafColumn leaf, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      if (leaf.physical() == PhysicalType.BYTE_ARRAY
          || leaf.physical() == PhysicalType.FIXED_LEN_BYTE_ARRAY) {
        ByteStrings one = new ByteStrings();
        one.reserve(1);
        one.append(value, 0, value.length);
        return Converter.ofStrings(leaf, 1, one, null);
      }
      FlatColumn column =
          ValueReader.of(leaf)
              .read(
                  Encoding.PLAIN.decoder(leaf.physical(), leaf.width(), value, 0, value.length),
                  1,
                  1,
                  null);
      return isNan(column) ? null : column;
    } catch (RuntimeException e) {
      // Statistics are advice: without them the chunk is read.
      return null;
    }
  }

  private static boolean isNan(FlatColumn column) {
    return column instanceof io.thalweg.core.data.DoubleColumn doubles
        && Double.isNaN(doubles.values()[0]);
  }

  /// Whether the bounds are byte strings, which writers may cut short.
  public boolean areBytes() {
    return min instanceof BytesColumn || max instanceof BytesColumn;
  }
}
