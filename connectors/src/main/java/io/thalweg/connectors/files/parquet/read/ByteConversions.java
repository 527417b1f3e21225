package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import org.jspecify.annotations.Nullable;

/// Values stored as byte strings that mean numbers. Empty strings (NULL rows) become zero.
final class ByteConversions {
  private static final int LONG_BYTES = 8;
  private static final int WIDE_BYTES = 16;
  private static final long JULIAN_EPOCH_DAY = 2_440_588L;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int MAX_DAY = 100_000_000;

  private ByteConversions() {}

  /// Big-endian two's complement of any width as `long`.
  static long[] longs(int rows, int[] offsets, byte[] bytes) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      int from = offsets[i];
      int to = offsets[i + 1];
      if (to - from > LONG_BYTES) {
        from = withoutSign(bytes, from, to, LONG_BYTES);
      }
      values[i] = signed(bytes, from, to);
    }
    return values;
  }

  /// Big-endian two's complement of any width as 128 bits.
  static Int128Column wide(int rows, int[] offsets, byte[] bytes, long @Nullable [] validity) {
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      int from = offsets[i];
      int to = offsets[i + 1];
      if (to - from > WIDE_BYTES) {
        from = withoutSign(bytes, from, to, WIDE_BYTES);
      }
      if (to - from == WIDE_BYTES) {
        high[i] = Long.reverseBytes(Words.getLong(bytes, from));
        low[i] = Long.reverseBytes(Words.getLong(bytes, from + LONG_BYTES));
      } else {
        int middle = Math.max(from, to - LONG_BYTES);
        long lower = signed(bytes, middle, to);
        high[i] = middle == from ? lower >> 63 : signed(bytes, from, middle);
        low[i] = lower;
      }
    }
    return new Int128Column(rows, high, low, validity);
  }

  private static long signed(byte[] bytes, int from, int to) {
    if (from == to) {
      return 0;
    }
    long value = bytes[from];
    for (int i = from + 1; i < to; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  /// The start of the last `width` bytes when those before only repeat the sign.
  private static int withoutSign(byte[] bytes, int from, int to, int width) {
    int start = to - width;
    byte sign = (byte) (bytes[start] >> 7);
    for (int i = from; i < start; i++) {
      if (bytes[i] != sign) {
        throw ParquetErrors.corrupt("a decimal value has more digits than its column allows");
      }
    }
    return start;
  }

  static double[] halves(int rows, int[] offsets, byte[] bytes) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      if (offsets[i + 1] > offsets[i]) {
        values[i] = Float.float16ToFloat((short) Words.getShort(bytes, offsets[i]));
      }
    }
    return values;
  }

  /// Nanos of the day and a Julian day, as micros since 1970.
  static long[] int96(int rows, int[] offsets, byte[] bytes) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (offsets[i + 1] > offsets[i]) {
        long nanos = Words.getLong(bytes, offsets[i]);
        long day = Words.getInt(bytes, offsets[i] + LONG_BYTES) - JULIAN_EPOCH_DAY;
        if (Math.abs(day) > MAX_DAY) {
          throw new ThalwegException(
              ErrorCode.DATETIME_OUT_OF_RANGE,
              "a timestamp " + day + " days from 1970 does not fit microseconds; write it as text");
        }
        values[i] = day * MICROS_PER_DAY + Math.floorDiv(nanos, 1000L);
      }
    }
    return values;
  }

  /// Months, days and millis, as micros.
  static long[] intervals(int rows, int[] offsets, byte[] bytes) {
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (offsets[i + 1] > offsets[i]) {
        int at = offsets[i];
        if (Words.getInt(bytes, at) != 0) {
          throw ParquetErrors.unsupported(
              "an interval has months and days at once; cast the column before writing the file");
        }
        long days = Words.getInt(bytes, at + 4) & 0xffffffffL;
        long millis = Words.getInt(bytes, at + 8) & 0xffffffffL;
        values[i] = days * MICROS_PER_DAY + millis * 1000L;
      }
    }
    return values;
  }
}
