package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Two's complement 128-bit values as a high and a low `long` per row: layout [Layout#INT128].
public final class Int128Column extends FlatColumn {
  private final long[] high;
  private final long[] low;

  /// @param high upper halves, signed; at least `length` entries; owned by the column from now on
  /// @param low lower halves, as unsigned; at least `length` entries
  public Int128Column(int length, long[] high, long[] low, long @Nullable [] validity) {
    super(Layout.INT128, length, validity);
    if (high.length < length || low.length < length) {
      throw new IllegalArgumentException("fewer values than " + length + " rows");
    }
    this.high = high;
    this.low = low;
  }

  public long[] high() {
    return high;
  }

  public long[] low() {
    return low;
  }

  /// The row as a signed 128-bit integer.
  public BigInteger value(int row) {
    return Int128.toBigInteger(high[row], low[row]);
  }

  @Override
  public Int128Column gather(int[] rows, int count) {
    long[] newHigh = new long[count];
    long[] newLow = new long[count];
    for (int i = 0; i < count; i++) {
      newHigh[i] = high[rows[i]];
      newLow[i] = low[rows[i]];
    }
    return new Int128Column(count, newHigh, newLow, Bits.gather(validity(), rows, count));
  }

  @Override
  public Int128Column slice(int from, int count) {
    return new Int128Column(
        count,
        Arrays.copyOfRange(high, from, from + count),
        Arrays.copyOfRange(low, from, from + count),
        Bits.slice(validity(), from, count));
  }

  @Override
  public Int128Column withValidity(long @Nullable [] newValidity) {
    return new Int128Column(length(), high, low, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 8L * (high.length + low.length) + validityBytes();
  }
}
