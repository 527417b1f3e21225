package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One `double` per row: layout [Layout#DOUBLE].
public final class DoubleColumn extends FlatColumn {
  private final double[] values;

  /// @param values at least `length` entries; owned by the column from now on
  public DoubleColumn(int length, double[] values, long @Nullable [] validity) {
    super(Layout.DOUBLE, length, validity);
    if (values.length < length) {
      throw new IllegalArgumentException(values.length + " values for " + length + " rows");
    }
    this.values = values;
  }

  /// The storage; entries from [#length] on are unspecified.
  public double[] values() {
    return values;
  }

  @Override
  public DoubleColumn gather(int[] rows, int count) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new DoubleColumn(count, result, Bits.gather(validity(), rows, count));
  }

  @Override
  public DoubleColumn slice(int from, int count) {
    if (from == 0) {
      return count == length() ? this : new DoubleColumn(count, values, validity());
    }
    return new DoubleColumn(
        count, Arrays.copyOfRange(values, from, from + count), Bits.slice(validity(), from, count));
  }

  @Override
  public DoubleColumn withValidity(long @Nullable [] newValidity) {
    return new DoubleColumn(length(), values, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 8L * values.length + validityBytes();
  }
}
