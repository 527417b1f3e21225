package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.ByteStrings;
import io.thalweg.connectors.files.parquet.encoding.ValueDecoder;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// Turns the values of a page into a flat column, one implementation per kind of stored value.
abstract sealed class ValueReader {
  final LeafColumn leaf;

  private ValueReader(LeafColumn leaf) {
    this.leaf = leaf;
  }

  static ValueReader of(LeafColumn leaf) {
    return switch (leaf.physical()) {
      case BOOLEAN -> new OfBits(leaf);
      case INT32, FLOAT -> new OfInts(leaf);
      case INT64, DOUBLE -> new OfLongs(leaf);
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new OfStrings(leaf);
    };
  }

  /// The next `rows` rows, of which `values` are not NULL.
  ///
  /// @param validity null when no row is NULL
  abstract FlatColumn read(ValueDecoder decoder, int rows, int values, long @Nullable [] validity);

  /// The rows `positions[0..count)` of the next `total`, none of which is NULL.
  abstract FlatColumn readSelected(ValueDecoder decoder, int[] positions, int count, int total);

  private static final class OfBits extends ValueReader {
    OfBits(LeafColumn leaf) {
      super(leaf);
    }

    @Override
    FlatColumn read(ValueDecoder decoder, int rows, int values, long @Nullable [] validity) {
      long[] bits = new long[Bits.words(rows)];
      decoder.readBits(bits, 0, values);
      if (validity != null) {
        Spread.bits(bits, validity, rows, values);
      }
      return new BooleanColumn(rows, bits, validity);
    }

    @Override
    FlatColumn readSelected(ValueDecoder decoder, int[] positions, int count, int total) {
      return read(decoder, total, total, null).gather(positions, count);
    }
  }

  private static final class OfInts extends ValueReader {
    OfInts(LeafColumn leaf) {
      super(leaf);
    }

    @Override
    FlatColumn read(ValueDecoder decoder, int rows, int values, long @Nullable [] validity) {
      int[] ints = new int[rows];
      decoder.read(ints, 0, values);
      if (validity != null) {
        Spread.ints(ints, validity, rows, values);
      }
      return Converter.ofInts(leaf, rows, ints, validity);
    }

    @Override
    FlatColumn readSelected(ValueDecoder decoder, int[] positions, int count, int total) {
      int[] ints = new int[count];
      decoder.readSelected(ints, positions, count, total);
      return Converter.ofInts(leaf, count, ints, null);
    }
  }

  private static final class OfLongs extends ValueReader {
    OfLongs(LeafColumn leaf) {
      super(leaf);
    }

    @Override
    FlatColumn read(ValueDecoder decoder, int rows, int values, long @Nullable [] validity) {
      long[] longs = new long[rows];
      decoder.read(longs, 0, values);
      if (validity != null) {
        Spread.longs(longs, validity, rows, values);
      }
      return Converter.ofLongs(leaf, rows, longs, validity);
    }

    @Override
    FlatColumn readSelected(ValueDecoder decoder, int[] positions, int count, int total) {
      long[] longs = new long[count];
      decoder.readSelected(longs, positions, count, total);
      return Converter.ofLongs(leaf, count, longs, null);
    }
  }

  private static final class OfStrings extends ValueReader {
    OfStrings(LeafColumn leaf) {
      super(leaf);
    }

    @Override
    FlatColumn read(ValueDecoder decoder, int rows, int values, long @Nullable [] validity) {
      ByteStrings strings = new ByteStrings();
      strings.reserve(rows);
      decoder.read(strings, values);
      if (validity != null) {
        strings.spread(validity, 0, rows, values);
      }
      return Converter.ofStrings(leaf, rows, strings, validity);
    }

    @Override
    FlatColumn readSelected(ValueDecoder decoder, int[] positions, int count, int total) {
      ByteStrings strings = new ByteStrings();
      decoder.readSelected(strings, positions, count, total);
      return Converter.ofStrings(leaf, count, strings, null);
    }
  }
}
