package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.ByteStrings;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Layout;
import org.jspecify.annotations.Nullable;

/// Stored values as column values, a batch or a dictionary at a time; the switch over the
/// conversion is outside of the loops.
final class Converter {
  private static final long UNSIGNED_INT = 0xffffffffL;

  private Converter() {}

  static FlatColumn ofInts(LeafColumn leaf, int rows, int[] ints, long @Nullable [] validity) {
    if (leaf.physical() == PhysicalType.FLOAT) {
      double[] doubles = new double[rows];
      for (int i = 0; i < rows; i++) {
        doubles[i] = Float.intBitsToFloat(ints[i]);
      }
      return new DoubleColumn(rows, doubles, validity);
    }
    return switch (leaf.conversion()) {
      case NONE -> new IntColumn(rows, ints, validity);
      case UNSIGNED_8 -> masked(rows, ints, 0xff, validity);
      case UNSIGNED_16 -> masked(rows, ints, 0xffff, validity);
      case UNSIGNED_32 -> widened(leaf, rows, ints, UNSIGNED_INT, 1, validity);
      case WIDEN -> widened(leaf, rows, ints, -1L, 1, validity);
      case MILLIS -> widened(leaf, rows, ints, -1L, 1000, validity);
      case UNSIGNED_64, NANOS_TO_MICROS, INT96_TIMESTAMP, BIG_ENDIAN, UUID, FLOAT16, INTERVAL ->
          throw noConversion(leaf);
    };
  }

  private static FlatColumn masked(int rows, int[] ints, int mask, long @Nullable [] validity) {
    for (int i = 0; i < rows; i++) {
      ints[i] &= mask;
    }
    return new IntColumn(rows, ints, validity);
  }

  private static FlatColumn widened(
      LeafColumn leaf, int rows, int[] ints, long mask, long factor, long @Nullable [] validity) {
    long[] longs = new long[rows];
    for (int i = 0; i < rows; i++) {
      longs[i] = (ints[i] & mask) * factor;
    }
    return leaf.type().layout() == Layout.INT128
        ? Int128Column.ofLongs(rows, longs, validity)
        : new LongColumn(rows, longs, validity);
  }

  static FlatColumn ofLongs(LeafColumn leaf, int rows, long[] longs, long @Nullable [] validity) {
    if (leaf.physical() == PhysicalType.DOUBLE) {
      double[] doubles = new double[rows];
      for (int i = 0; i < rows; i++) {
        doubles[i] = Double.longBitsToDouble(longs[i]);
      }
      return new DoubleColumn(rows, doubles, validity);
    }
    return switch (leaf.conversion()) {
      case NONE -> new LongColumn(rows, longs, validity);
      case WIDEN -> Int128Column.ofLongs(rows, longs, validity);
      case UNSIGNED_64 -> new Int128Column(rows, new long[rows], longs, validity);
      case MILLIS -> millis(rows, longs, validity);
      case NANOS_TO_MICROS -> nanos(rows, longs, validity);
      case UNSIGNED_8,
          UNSIGNED_16,
          UNSIGNED_32,
          INT96_TIMESTAMP,
          BIG_ENDIAN,
          UUID,
          FLOAT16,
          INTERVAL ->
          throw noConversion(leaf);
    };
  }

  private static FlatColumn millis(int rows, long[] longs, long @Nullable [] validity) {
    long most = Long.MAX_VALUE / 1000;
    for (int i = 0; i < rows; i++) {
      if (longs[i] > most || longs[i] < -most) {
        throw new ThalwegException(
            ErrorCode.DATETIME_OUT_OF_RANGE,
            "a timestamp of "
                + longs[i]
                + " milliseconds does not fit microseconds; write it as text");
      }
      longs[i] *= 1000;
    }
    return new LongColumn(rows, longs, validity);
  }

  private static FlatColumn nanos(int rows, long[] longs, long @Nullable [] validity) {
    for (int i = 0; i < rows; i++) {
      longs[i] = Math.floorDiv(longs[i], 1000L);
    }
    return new LongColumn(rows, longs, validity);
  }

  static FlatColumn ofStrings(
      LeafColumn leaf, int rows, ByteStrings strings, long @Nullable [] validity) {
    int[] offsets = strings.offsets();
    byte[] bytes = strings.bytes();
    return switch (leaf.conversion()) {
      case NONE -> new BytesColumn(rows, offsets, bytes, validity);
      case BIG_ENDIAN ->
          leaf.type().layout() == Layout.LONG
              ? new LongColumn(rows, ByteConversions.longs(rows, offsets, bytes), validity)
              : ByteConversions.wide(rows, offsets, bytes, validity);
      case UUID -> ByteConversions.wide(rows, offsets, bytes, validity);
      case FLOAT16 ->
          new DoubleColumn(rows, ByteConversions.halves(rows, offsets, bytes), validity);
      case INT96_TIMESTAMP ->
          new LongColumn(rows, ByteConversions.int96(rows, offsets, bytes), validity);
      case INTERVAL ->
          new LongColumn(rows, ByteConversions.intervals(rows, offsets, bytes), validity);
      case UNSIGNED_8, UNSIGNED_16, UNSIGNED_32, UNSIGNED_64, WIDEN, MILLIS, NANOS_TO_MICROS ->
          throw noConversion(leaf);
    };
  }

  private static RuntimeException noConversion(LeafColumn leaf) {
    return ParquetErrors.corrupt(
        "column '" + leaf.path() + "' is " + leaf.type().sql() + " stored as " + leaf.physical());
  }
}
