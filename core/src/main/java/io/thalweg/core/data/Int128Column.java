package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Two's complement 128-bit values as a high and a low `long` per row: layout [Layout#INT128].
///
/// Most wide decimals fit 64 bits. A column that is made of such ([#ofLongs]) says so ([#isNarrow])
/// and has upper halves only once somebody asks for them.
public final class Int128Column extends FlatColumn {
  private final boolean narrow;

  /// Upper halves; of a narrow column null until they are asked for. Volatile, because any thread
  /// may ask.
  private volatile long @Nullable [] high;

  private final long[] low;

  /// @param high upper halves, signed; at least `length` entries; owned by the column from now on
  /// @param low lower halves, as unsigned; at least `length` entries
  public Int128Column(int length, long[] high, long[] low, long @Nullable [] validity) {
    this(length, false, high, low, validity);
    if (high.length < length) {
      throw new IllegalArgumentException("fewer values than " + length + " rows");
    }
  }

  private Int128Column(
      int length, boolean narrow, long @Nullable [] high, long[] low, long @Nullable [] validity) {
    super(Layout.INT128, length, validity);
    if (low.length < length) {
      throw new IllegalArgumentException("fewer values than " + length + " rows");
    }
    this.narrow = narrow;
    this.high = high;
    this.low = low;
  }

  /// Values that fit 64 bits.
  ///
  /// @param values at least `length` entries; owned by the column from now on
  public static Int128Column ofLongs(int length, long[] values, long @Nullable [] validity) {
    return new Int128Column(length, true, null, values, validity);
  }

  /// Whether every value is known to fit 64 bits, so that [#low] is all there is to it.
  public boolean isNarrow() {
    return narrow;
  }

  public long[] high() {
    long[] known = high;
    if (known == null) {
      known = new long[low.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = low[i] >> 63;
      }
      high = known;
    }
    return known;
  }

  public long[] low() {
    return low;
  }

  /// The row as a signed 128-bit integer.
  public BigInteger value(int row) {
    return narrow ? BigInteger.valueOf(low[row]) : Int128.toBigInteger(high()[row], low[row]);
  }

  @Override
  public Int128Column gather(int[] rows, int count) {
    long[] newLow = pick(low, rows, count);
    return new Int128Column(
        count,
        narrow,
        narrow ? null : pick(high(), rows, count),
        newLow,
        Bits.gather(validity(), rows, count));
  }

  private static long[] pick(long[] values, int[] rows, int count) {
    long[] picked = new long[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }

  @Override
  public Int128Column slice(int from, int count) {
    return new Int128Column(
        count,
        narrow,
        narrow ? null : Arrays.copyOfRange(high(), from, from + count),
        Arrays.copyOfRange(low, from, from + count),
        Bits.slice(validity(), from, count));
  }

  @Override
  public Int128Column withValidity(long @Nullable [] newValidity) {
    return new Int128Column(length(), narrow, high, low, newValidity);
  }

  /// With upper halves, whether or not they have been asked for yet: who takes bytes for a column
  /// gives as many back.
  @Override
  public long sizeInBytes() {
    return 2L * Long.BYTES * low.length + validityBytes();
  }
}
