package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.exec.state.Groups;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One exact sum of doubles, or of products of two, per group: a fixed-point number wide enough for
/// all of them.
///
/// A sum is `digit[0] + digit[1] * 2^32 + …`, in units of the smallest double, 2^-1074, or of the
/// smallest product, 2^-2148. Digits are longs, so that additions need no carry for a long time.
/// Each digit is an array over the groups that exists once some value reaches it: values of similar
/// size take three or four. Infinities and NaN are counted in digits of their own.
///
/// A sum is encoded as the digits that are not 0, each a byte of position and eight of value.
final class ExactDoubles {
  private static final int SMALLEST_EXPONENT = -1074;
  private static final int DIGIT_BITS = 32;
  private static final long DIGIT_MASK = 0xFFFFFFFFL;
  private static final long FRACTION_MASK = (1L << 52) - 1;
  private static final int INFINITE_EXPONENT = 0x7FF;
  private static final long INFINITY_BITS = (long) INFINITE_EXPONENT << 52;

  /// The 2,098 bits of all doubles, a weight's 32, and room for more than 2^63 additions.
  private static final int DIGITS = 70;

  private static final int POSITIVE_INFINITY = 0;
  private static final int NEGATIVE_INFINITY = 1;
  private static final int NOT_A_NUMBER = 2;
  private static final int SPECIALS = 3;

  /// An addition changes a digit by less than 2^33; so many leave it within a `long`.
  private static final int ADDITIONS_WITHOUT_CARRY = 1 << 28;

  private final int digitCount;

  /// The digits, and behind them the counts of values that are not finite.
  private final long[] @Nullable [] digits;

  private final long[] carried;
  private int capacity;
  private int additions;

  /// @param products whether products are summed
  ExactDoubles(boolean products) {
    digitCount = products ? 2 * DIGITS : DIGITS;
    digits = new long[digitCount + SPECIALS][];
    carried = new long[digitCount];
  }

  void ensure(int groups) {
    if (capacity < groups) {
      capacity = Math.max(groups, (int) Math.min(2L * capacity, Integer.MAX_VALUE - 8));
      for (int i = 0; i < digits.length; i++) {
        long[] known = digits[i];
        if (known != null) {
          digits[i] = Arrays.copyOf(known, capacity);
        }
      }
    }
  }

  void add(int group, double value, int weight) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & INFINITE_EXPONENT;
    if (exponent == INFINITE_EXPONENT) {
      addSpecial(group, value, weight);
      return;
    }
    long fraction = fraction(bits);
    long times = Math.abs((long) weight);
    long sign = bits < 0 == weight < 0 ? 1 : -1;
    countAddition();
    addShifted(group, Math.multiplyHigh(fraction, times), fraction * times, position(bits), sign);
  }

  private void addSpecial(int group, double value, int weight) {
    int which =
        Double.isNaN(value) ? NOT_A_NUMBER : value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
    digit(digitCount + which)[group] += weight;
  }

  private static long fraction(long bits) {
    return bits & FRACTION_MASK | ((bits & INFINITY_BITS) == 0 ? 0 : 1L << 52);
  }

  /// Where the fraction's lowest bit stands above the smallest double's.
  private static int position(long bits) {
    return Math.max(((int) (bits >>> 52) & INFINITE_EXPONENT) - 1, 0);
  }

  /// Adds `left * right * weight`; only for sums of products.
  void addProduct(int group, double left, double right, int weight) {
    if (!Double.isFinite(left) || !Double.isFinite(right)) {
      addSpecial(group, Double.NaN, weight);
      return;
    }
    long leftBits = Double.doubleToRawLongBits(left);
    long rightBits = Double.doubleToRawLongBits(right);
    long one = fraction(leftBits);
    long other = fraction(rightBits);
    long low = one * other;
    long high = Math.multiplyHigh(one, other);
    long times = Math.abs((long) weight);
    int position = position(leftBits) + position(rightBits);
    long sign = (leftBits ^ rightBits) < 0 == weight < 0 ? 1 : -1;
    countAddition();
    countAddition();
    addShifted(group, Math.unsignedMultiplyHigh(low, times), low * times, position, sign);
    addShifted(group, Math.multiplyHigh(high, times), high * times, position + Long.SIZE, sign);
  }

  /// Adds `sign * (high * 2^64 + low) * 2^position` units.
  private void addShifted(int group, long high, long low, int position, long sign) {
    int at = position / DIGIT_BITS;
    int shift = position % DIGIT_BITS;
    long first = (low & DIGIT_MASK) << shift;
    long second = (low >>> DIGIT_BITS) << shift;
    long third = high << shift;
    addTo(at, group, sign * (first & DIGIT_MASK));
    addTo(at + 1, group, sign * ((first >>> DIGIT_BITS) + (second & DIGIT_MASK)));
    addTo(at + 2, group, sign * ((second >>> DIGIT_BITS) + (third & DIGIT_MASK)));
    addTo(at + 3, group, sign * (third >>> DIGIT_BITS));
  }

  private void addTo(int digit, int group, long value) {
    if (value != 0) {
      digit(digit)[group] += value;
    }
  }

  private long[] digit(int which) {
    long[] known = digits[which];
    if (known == null) {
      known = new long[capacity];
      digits[which] = known;
    }
    return known;
  }

  private void countAddition() {
    if (++additions >= ADDITIONS_WITHOUT_CARRY) {
      additions = 0;
      for (int group = 0; group < capacity; group++) {
        boolean negative = carry(group);
        for (int i = 0; i < digitCount; i++) {
          if (carried[i] != 0 || digits[i] != null) {
            digit(i)[group] = negative ? -carried[i] : carried[i];
          }
        }
      }
    }
  }

  /// Writes the group's magnitude to [#carried], each digit in 0..2^32); whether it is negative.
  private boolean carry(int group) {
    long carry = 0;
    for (int i = 0; i < digitCount; i++) {
      long[] known = digits[i];
      long value = carry + (known == null ? 0 : known[group]);
      carried[i] = value & DIGIT_MASK;
      carry = value >> DIGIT_BITS;
    }
    if (carry >= 0) {
      return false;
    }
    long borrow = 1;
    for (int i = 0; i < digitCount; i++) {
      long value = (carried[i] ^ DIGIT_MASK) + borrow;
      carried[i] = value & DIGIT_MASK;
      borrow = value >>> DIGIT_BITS;
    }
    return true;
  }

  /// The sum in its units; only when all values were finite.
  BigInteger units(int group) {
    boolean negative = carry(group);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * digitCount);
    for (int i = digitCount - 1; i >= 0; i--) {
      bytes.putInt((int) carried[i]);
    }
    BigInteger magnitude = new BigInteger(1, bytes.array());
    return negative ? magnitude.negate() : magnitude;
  }

  /// Whether a value was infinite or NaN.
  boolean hasSpecials(int group) {
    return special(POSITIVE_INFINITY, group) != 0
        || special(NEGATIVE_INFINITY, group) != 0
        || special(NOT_A_NUMBER, group) != 0;
  }

  /// The sum of values, rounded to the nearest double.
  double value(int group) {
    long up = special(POSITIVE_INFINITY, group);
    long down = special(NEGATIVE_INFINITY, group);
    if (special(NOT_A_NUMBER, group) != 0 || (up != 0 && down != 0)) {
      return Double.NaN;
    }
    if (up != 0 || down != 0) {
      return up != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    boolean negative = carry(group);
    int top = digitCount - 1;
    while (top >= 0 && carried[top] == 0) {
      top--;
    }
    double magnitude = top < 0 ? 0 : rounded(top);
    return negative ? -magnitude : magnitude;
  }

  private long special(int which, int group) {
    long[] known = digits[digitCount + which];
    return known == null ? 0 : known[group];
  }

  /// The magnitude in [#carried], whose highest digit is `top`.
  private double rounded(int top) {
    int zeros = Long.numberOfLeadingZeros(carried[top]) - DIGIT_BITS;
    long next = top > 0 ? carried[top - 1] : 0;
    long last = top > 1 ? carried[top - 2] : 0;
    long bits = carried[top] << DIGIT_BITS + zeros | next << zeros | last >>> DIGIT_BITS - zeros;
    int exponent = DIGIT_BITS * (top - 1) - zeros + SMALLEST_EXPONENT;
    if (exponent + 11 < SMALLEST_EXPONENT) {
      // All lower bits are 0: a sum is a multiple of the smallest double.
      return (bits >>> SMALLEST_EXPONENT - exponent) * Double.MIN_VALUE;
    }
    boolean inexact = (last & (1L << DIGIT_BITS - zeros) - 1) != 0;
    for (int i = top - 3; i >= 0 && !inexact; i--) {
      inexact = carried[i] != 0;
    }
    long mantissa = bits >>> 11;
    long rest = bits & 0x7FF;
    boolean up = rest > 0x400 || (rest == 0x400 && (inexact || (mantissa & 1) != 0));
    return Math.scalb((double) (up ? mantissa + 1 : mantissa), exponent + 11);
  }

  /// The groups' sums as byte strings.
  BytesColumn encode(Groups groups) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] offsets = new int[groups.count() + 1];
    ByteBuffer entry = ByteBuffer.allocate(1 + Long.BYTES);
    for (int i = 0; i < groups.count(); i++) {
      int group = groups.at(i);
      boolean negative = carry(group);
      for (int digit = 0; digit < digits.length; digit++) {
        boolean finite = digit < digitCount;
        long value = finite ? carried[digit] : special(digit - digitCount, group);
        if (value != 0) {
          entry.clear().put((byte) digit).putLong(negative && finite ? -value : value);
          out.write(entry.array(), 0, entry.position());
        }
      }
      offsets[i + 1] = out.size();
    }
    return new BytesColumn(groups.count(), offsets, out.toByteArray(), null);
  }

  /// Adds a sum that [#encode] wrote.
  void addEncoded(int group, BytesColumn column, int row) {
    countAddition();
    ByteBuffer bytes = ByteBuffer.wrap(column.bytes());
    for (int at = column.offsets()[row]; at < column.offsets()[row + 1]; at += 1 + Long.BYTES) {
      digit(bytes.get(at) & 0xFF)[group] += bytes.getLong(at + 1);
    }
  }

  void forget(Groups groups) {
    for (long[] known : digits) {
      if (known != null) {
        groups.fill(known, 0);
      }
    }
  }

  void clear() {
    Arrays.fill(digits, null);
    additions = 0;
  }

  long sizeInBytes() {
    long bytes = 0;
    for (long[] known : digits) {
      bytes += known == null ? 0 : 8L * known.length;
    }
    return bytes;
  }
}
