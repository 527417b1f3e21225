package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One `int` per row: layout [Layout#INT].
public final class IntColumn extends FlatColumn {
  private final int[] values;

  /// @param values at least `length` entries; owned by the column from now on
  public IntColumn(int length, int[] values, long @Nullable [] validity) {
    super(Layout.INT, length, validity);
    if (values.length < length) {
      throw new IllegalArgumentException(values.length + " values for " + length + " rows");
    }
    this.values = values;
  }

  /// The storage; entries from [#length] on are unspecified.
  public int[] values() {
    return values;
  }

  @Override
  public IntColumn gather(int[] rows, int count) {
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new IntColumn(count, result, Bits.gather(validity(), rows, count));
  }

  @Override
  public IntColumn slice(int from, int count) {
    if (from == 0) {
      return count == length() ? this : new IntColumn(count, values, validity());
    }
    return new IntColumn(
        count, Arrays.copyOfRange(values, from, from + count), Bits.slice(validity(), from, count));
  }

  @Override
  public IntColumn withValidity(long @Nullable [] newValidity) {
    return new IntColumn(length(), values, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 4L * values.length + validityBytes();
  }
}
