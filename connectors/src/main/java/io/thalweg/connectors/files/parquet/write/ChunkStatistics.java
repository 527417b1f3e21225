package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.data.Int128;
import io.thalweg.core.type.DecimalType;
import java.util.Arrays;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/// The statistics of a column chunk: bounds, NULLs, distinct values.
final class ChunkStatistics {
  /// Longer bounds are cut to this many bytes.
  private static final int MAX_BOUND = 64;

  private ChunkStatistics() {}

  /// @param values all values, or the entries of their dictionary
  /// @param distinct distinct values, or -1
  static Statistics of(LeafData data, StoredValues values, long distinct) {
    Statistics statistics = new Statistics();
    if (data.leaf.maxRepetition() == 0) {
      statistics.setNull_count(data.entries - data.values.length());
    }
    if (distinct >= 0) {
      statistics.setDistinct_count(distinct);
    }
    addBounds(data.leaf, values, statistics);
    return statistics;
  }

  /// Adds the bounds of these values, when they have some.
  static void addBounds(Target.Leaf leaf, StoredValues values, Statistics statistics) {
    if (values.count > 0) {
      switch (values) {
        case StoredValues.Booleans booleans -> booleans(booleans, statistics);
        case StoredValues.Numbers numbers when isFloating(leaf) -> floating(numbers, statistics);
        case StoredValues.Numbers numbers -> integers(numbers, statistics);
        case StoredValues.Strings strings -> strings(leaf, strings, statistics);
      }
    }
  }

  private static boolean isFloating(Target.Leaf leaf) {
    return leaf.physical() == PhysicalType.FLOAT || leaf.physical() == PhysicalType.DOUBLE;
  }

  private static void booleans(StoredValues.Booleans values, Statistics statistics) {
    Buffer bits = new Buffer();
    values.plain(0, values.count, bits);
    int ones = 0;
    for (int i = 0; i < bits.size(); i++) {
      ones += Integer.bitCount(bits.bytes()[i] & 0xff);
    }
    statistics.setMin_value(new byte[] {(byte) (ones == values.count ? 1 : 0)});
    statistics.setMax_value(new byte[] {(byte) (ones > 0 ? 1 : 0)});
  }

  private static void integers(StoredValues.Numbers values, Statistics statistics) {
    long min = values.values[0];
    long max = min;
    for (int i = 1; i < values.count; i++) {
      min = Math.min(min, values.values[i]);
      max = Math.max(max, values.values[i]);
    }
    statistics.setMin_value(number(min, values.width));
    statistics.setMax_value(number(max, values.width));
  }

  /// NaN is left out of the bounds and counted; zeros are widened to both signs.
  private static void floating(StoredValues.Numbers values, Statistics statistics) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long nans = 0;
    for (int i = 0; i < values.count; i++) {
      double value =
          values.width == Float.BYTES
              ? Float.intBitsToFloat((int) values.values[i])
              : Double.longBitsToDouble(values.values[i]);
      if (Double.isNaN(value)) {
        nans++;
      } else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    statistics.setNan_count(nans);
    if (nans < values.count) {
      statistics.setMin_value(floating(min == 0 ? -0.0 : min, values.width));
      statistics.setMax_value(floating(max == 0 ? 0.0 : max, values.width));
    }
  }

  private static byte[] floating(double value, int width) {
    return width == Float.BYTES
        ? number(Float.floatToRawIntBits((float) value), width)
        : number(Double.doubleToRawLongBits(value), width);
  }

  private static byte[] number(long value, int width) {
    byte[] bytes = new byte[Long.BYTES];
    Words.putLong(bytes, 0, value);
    return Arrays.copyOf(bytes, width);
  }

  private static void strings(
      Target.Leaf leaf, StoredValues.Strings values, Statistics statistics) {
    boolean signed = leaf.type() instanceof DecimalType;
    int min = 0;
    int max = 0;
    for (int i = 1; i < values.count; i++) {
      min = compare(values, i, min, signed) < 0 ? i : min;
      max = compare(values, i, max, signed) > 0 ? i : max;
    }
    byte[] lower = bytes(values, min);
    byte[] upper = bytes(values, max);
    boolean lowerIsWhole = lower.length <= MAX_BOUND;
    boolean upperIsWhole = upper.length <= MAX_BOUND;
    statistics.setMin_value(lowerIsWhole ? lower : Arrays.copyOf(lower, MAX_BOUND));
    statistics.setIs_min_value_exact(lowerIsWhole);
    byte[] above = upperIsWhole ? upper : above(upper);
    if (above != null) {
      statistics.setMax_value(above);
      statistics.setIs_max_value_exact(upperIsWhole);
    }
  }

  private static int compare(StoredValues.Strings values, int left, int right, boolean signed) {
    int[] offsets = values.offsets;
    if (signed) {
      return Int128.compare(
          half(values, offsets[left]),
          half(values, offsets[left] + Long.BYTES),
          half(values, offsets[right]),
          half(values, offsets[right] + Long.BYTES));
    }
    return Arrays.compareUnsigned(
        values.bytes,
        offsets[left],
        offsets[left + 1],
        values.bytes,
        offsets[right],
        offsets[right + 1]);
  }

  private static long half(StoredValues.Strings values, int at) {
    return Long.reverseBytes(Words.getLong(values.bytes, at));
  }

  private static byte[] bytes(StoredValues.Strings values, int row) {
    return Arrays.copyOfRange(values.bytes, values.offsets[row], values.offsets[row + 1]);
  }

  /// A short string above all that begin like `value`; null when there is none. Counts up a byte of
  /// ASCII only, so that text stays text.
  private static byte @Nullable [] above(byte[] value) {
    for (int i = MAX_BOUND - 1; i >= 0; i--) {
      if (value[i] >= 0 && value[i] < Byte.MAX_VALUE) {
        byte[] cut = Arrays.copyOf(value, i + 1);
        cut[i]++;
        return cut;
      }
    }
    return null;
  }
}
