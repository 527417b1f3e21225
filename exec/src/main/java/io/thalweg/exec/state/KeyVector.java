package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Fixed-width columns up to 64 bits in one form: a `long` per row that is equal exactly when the
/// SQL values are equal. Booleans are 0 and 1, doubles their bits without -0.0 and odd NaNs.
public final class KeyVector {
  private KeyVector() {}

  /// Whether values of the layout have a [#longs] form.
  public static boolean isLong(Layout layout) {
    return switch (layout) {
      case BOOLEAN, INT, LONG, DOUBLE -> true;
      case BYTES, INT128, ARRAY, ROW, NONE -> false;
    };
  }

  /// The rows of `column` as longs: its own storage when it has this form, else `scratch`.
  ///
  /// @param scratch at least `column.length()` long
  public static long[] longs(Column column, long[] scratch) {
    return switch (column) {
      case LongColumn longs -> longs.values();
      case FlatColumn flat -> flatLongs(flat, scratch);
      case DictionaryColumn dictionary -> dictionaryLongs(dictionary, scratch);
      case ConstantColumn constant -> {
        long value = longs(constant.value(), new long[1])[0];
        Arrays.fill(scratch, 0, constant.length(), value);
        yield scratch;
      }
    };
  }

  private static long[] flatLongs(FlatColumn column, long[] scratch) {
    int length = column.length();
    switch (column.layout()) {
      case INT -> widen(((IntColumn) column).values(), length, scratch);
      case DOUBLE -> bits(((DoubleColumn) column).values(), length, scratch);
      case BOOLEAN -> expand(((BooleanColumn) column).values(), length, scratch);
      case LONG, BYTES, INT128, ARRAY, ROW, NONE ->
          throw new IllegalStateException("no long form of " + column.layout());
    }
    return scratch;
  }

  private static long[] dictionaryLongs(DictionaryColumn column, long[] scratch) {
    FlatColumn values = column.values();
    if (values.length() == 0) {
      Arrays.fill(scratch, 0, column.length(), 0);
      return scratch;
    }
    int[] ids = column.ids();
    if (values.layout() == Layout.INT) {
      int[] ints = ((IntColumn) values).values();
      for (int i = 0; i < column.length(); i++) {
        scratch[i] = ints[ids[i]];
      }
      return scratch;
    }
    if (values.layout() == Layout.DOUBLE && values.length() > column.length()) {
      return longs(column.flatten(), scratch);
    }
    long[] entries = longs(values, new long[values.layout() == Layout.LONG ? 0 : values.length()]);
    for (int i = 0; i < column.length(); i++) {
      scratch[i] = entries[ids[i]];
    }
    return scratch;
  }

  private static void widen(int[] values, int length, long[] result) {
    for (int i = 0; i < length; i++) {
      result[i] = values[i];
    }
  }

  private static void bits(double[] values, int length, long[] result) {
    for (int i = 0; i < length; i++) {
      result[i] = Double.doubleToLongBits(values[i] + 0.0);
    }
  }

  private static void expand(long[] bits, int length, long[] result) {
    for (int i = 0; i < length; i++) {
      result[i] = bits[i >> 6] >>> i & 1;
    }
  }

  /// A flat column of `layout` from the long forms `values[from..from+count)`.
  ///
  /// @param validity already moved to the front
  public static FlatColumn column(
      Layout layout, long[] values, int from, int count, long @Nullable [] validity) {
    return switch (layout) {
      case LONG -> new LongColumn(count, Arrays.copyOfRange(values, from, from + count), validity);
      case INT -> {
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
          ints[i] = (int) values[from + i];
        }
        yield new IntColumn(count, ints, validity);
      }
      case DOUBLE -> {
        double[] doubles = new double[count];
        for (int i = 0; i < count; i++) {
          doubles[i] = Double.longBitsToDouble(values[from + i]);
        }
        yield new DoubleColumn(count, doubles, validity);
      }
      case BOOLEAN -> {
        long[] bits = new long[Bits.words(count)];
        for (int i = 0; i < count; i++) {
          bits[i >> 6] |= values[from + i] << i;
        }
        yield new BooleanColumn(count, bits, validity);
      }
      case BYTES, INT128, ARRAY, ROW, NONE ->
          throw new IllegalStateException("no long form of " + layout);
    };
  }

  /// A flat column of `layout` from the groups' entries of `values`.
  ///
  /// @param validity already in the order of the groups
  public static FlatColumn column(
      Layout layout, long[] values, Groups groups, long @Nullable [] validity) {
    long[] picked = groups.longs(values);
    return layout == Layout.LONG
        ? new LongColumn(picked.length, picked, validity)
        : column(layout, picked, 0, picked.length, validity);
  }

  private static long @Nullable [] unlessAllSet(long @Nullable [] validity, int length) {
    return validity == null || Bits.count(validity, length) == length ? null : validity;
  }

  /// The validity of a column of any kind, null when no row is NULL.
  public static long @Nullable [] validity(Column column) {
    return switch (column) {
      case FlatColumn flat -> unlessAllSet(flat.validity(), flat.length());
      case DictionaryColumn dictionary -> unlessAllSet(dictionary.validity(), dictionary.length());
      case ConstantColumn constant ->
          constant.mayHaveNulls() ? new long[Bits.words(constant.length())] : null;
    };
  }
}
