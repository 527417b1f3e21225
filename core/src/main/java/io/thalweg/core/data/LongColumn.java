package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One `long` per row: layout [Layout#LONG].
public final class LongColumn extends FlatColumn {
  private final long[] values;

  /// @param values at least `length` entries; owned by the column from now on
  public LongColumn(int length, long[] values, long @Nullable [] validity) {
    super(Layout.LONG, length, validity);
    if (values.length < length) {
      throw new IllegalArgumentException(values.length + " values for " + length + " rows");
    }
    this.values = values;
  }

  /// The storage; entries from [#length] on are unspecified.
  public long[] values() {
    return values;
  }

  @Override
  public LongColumn gather(int[] rows, int count) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[rows[i]];
    }
    return new LongColumn(count, result, Bits.gather(validity(), rows, count));
  }

  @Override
  public LongColumn slice(int from, int count) {
    if (from == 0) {
      return count == length() ? this : new LongColumn(count, values, validity());
    }
    return new LongColumn(
        count, Arrays.copyOfRange(values, from, from + count), Bits.slice(validity(), from, count));
  }

  @Override
  public LongColumn withValidity(long @Nullable [] newValidity) {
    return new LongColumn(length(), values, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 8L * values.length + validityBytes();
  }
}
