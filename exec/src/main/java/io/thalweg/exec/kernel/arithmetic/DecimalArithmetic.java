package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// `+ - *` of decimals. Results of at most 18 digits never overflow by construction of their type
/// and are plain loops over `long`; wider ones are computed in 128 bits and checked against 38
/// digits.
final class DecimalArithmetic {
  /// Products below 2^63 have at most 19 digits, those below 2^59 at most 18.
  private static final int SMALL_PRODUCT = 60;

  /// Sums of numbers of fewer bits have at most 18 digits.
  private static final int SMALL_SUMMAND = 58;

  private final DecimalType left;
  private final DecimalType right;
  private final DecimalType result;

  DecimalArithmetic(DecimalType left, DecimalType right, DecimalType result) {
    this.left = left;
    this.right = right;
    this.result = result;
  }

  /// Whether the result's type has room for every result.
  boolean isExact(char operator) {
    return operator == '*'
        ? result.precision() >= left.precision() + right.precision()
        : result.precision() > wholeDigits() + result.scale();
  }

  Kernel kernel(char operator) {
    boolean exact = isExact(operator);
    if (operator == '*') {
      if (result.isLong() && exact) {
        return DecimalArithmetic::multiplyLongs;
      }
      return left.isLong() && right.isLong() && exact
          ? DecimalArithmetic::multiplyToWide
          : this::multiplyWide;
    }
    return result.isLong() && exact ? sumOfLongs(operator == '-') : sumOfWide(operator == '-');
  }

  private int wholeDigits() {
    return Math.max(left.precision() - left.scale(), right.precision() - right.scale());
  }

  private static FlatColumn multiplyLongs(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] product = new long[rows];
    for (int i = 0; i < rows; i++) {
      product[i] = a[i] * b[i];
    }
    return new LongColumn(rows, product, Nulls.strict(arguments, rows));
  }

  private static FlatColumn multiplyToWide(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] validity = Nulls.strict(arguments, rows);
    if (Magnitudes.bits(a, rows) + Magnitudes.bits(b, rows) < Long.SIZE) {
      return multiplySmall(a, b, validity, rows);
    }
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      high[i] = Math.multiplyHigh(a[i], b[i]);
      low[i] = a[i] * b[i];
    }
    return new Int128Column(rows, high, low, validity);
  }

  /// Products that fit a `long`.
  private static Int128Column multiplySmall(
      long[] a, long[] b, long @Nullable [] validity, int rows) {
    long[] product = new long[rows];
    for (int i = 0; i < rows; i++) {
      product[i] = a[i] * b[i];
    }
    return Int128Column.ofLongs(rows, product, validity);
  }

  private FlatColumn multiplyWide(FlatColumn[] arguments, int rows) {
    Int128Column a = DecimalOperand.widen(arguments[0], rows);
    Int128Column b = DecimalOperand.widen(arguments[1], rows);
    long[] validity = Nulls.strict(arguments, rows);
    if (left.scale() + right.scale() != result.scale()) {
      return multiplyRounded(a, b, validity, rows);
    }
    long[] al = a.low();
    long[] bl = b.low();
    if (!result.isLong()
        && Magnitudes.areLong(a, rows)
        && Magnitudes.areLong(b, rows)
        && Magnitudes.bits(al, rows) + Magnitudes.bits(bl, rows) < SMALL_PRODUCT) {
      return multiplySmall(al, bl, validity, rows);
    }
    long[] ah = a.high();
    long[] bh = b.high();
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      boolean fits =
          WideMath.multiply(ah[i], al[i], bh[i], bl[i], high, low, i)
              && PowersOfTen.fits(high[i], low[i], result.precision());
      if (!fits && Bits.isValid(validity, i)) {
        throw overflow(a, b, i, '*');
      }
    }
    return narrow(high, low, validity, rows);
  }

  /// Scales that add up to more than 38: the product is rounded.
  private FlatColumn multiplyRounded(
      Int128Column a, Int128Column b, long @Nullable [] validity, int rows) {
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        var product =
            WideMath.rescale(
                a.value(i).multiply(b.value(i)), left.scale() + right.scale(), result.scale());
        if (product.bitLength() > 127) {
          throw overflow(a, b, i, '*');
        }
        high[i] = product.shiftRight(64).longValue();
        low[i] = product.longValue();
        if (!PowersOfTen.fits(high[i], low[i], result.precision())) {
          throw overflow(a, b, i, '*');
        }
      }
    }
    return narrow(high, low, validity, rows);
  }

  private Kernel sumOfLongs(boolean subtract) {
    long leftFactor = PowersOfTen.ofLong(result.scale() - left.scale());
    long rightFactor = PowersOfTen.ofLong(result.scale() - right.scale());
    long signedRight = subtract ? -rightFactor : rightFactor;
    return (arguments, rows) -> {
      long[] a = Storage.longs(arguments[0]);
      long[] b = Storage.longs(arguments[1]);
      long[] sum = new long[rows];
      if (leftFactor == 1 && rightFactor == 1) {
        unscaledSum(a, b, sum, rows, subtract);
      } else {
        for (int i = 0; i < rows; i++) {
          sum[i] = a[i] * leftFactor + b[i] * signedRight;
        }
      }
      return new LongColumn(rows, sum, Nulls.strict(arguments, rows));
    };
  }

  private static void unscaledSum(long[] a, long[] b, long[] sum, int rows, boolean subtract) {
    if (subtract) {
      for (int i = 0; i < rows; i++) {
        sum[i] = a[i] - b[i];
      }
    } else {
      for (int i = 0; i < rows; i++) {
        sum[i] = a[i] + b[i];
      }
    }
  }

  private Kernel sumOfWide(boolean subtract) {
    int leftUp = Math.max(0, result.scale() - left.scale());
    int rightUp = Math.max(0, result.scale() - right.scale());
    return (arguments, rows) -> {
      long[] validity = Nulls.strict(arguments, rows);
      Int128Column a = scaleUp(arguments[0], leftUp, validity, rows);
      Int128Column b = scaleUp(arguments[1], rightUp, validity, rows);
      if (!result.isLong() && areSmall(a, b, rows)) {
        long[] sum = new long[rows];
        unscaledSum(a.low(), b.low(), sum, rows, subtract);
        return Int128Column.ofLongs(rows, sum, validity);
      }
      long[] ah = a.high();
      long[] al = a.low();
      long[] bh = b.high();
      long[] bl = b.low();
      long[] high = new long[rows];
      long[] low = new long[rows];
      long flip = subtract ? -1 : 0;
      boolean suspicious = false;
      for (int i = 0; i < rows; i++) {
        // a - b is a + ~b + 1; both are below 10^38, so their sum fits 128 bits.
        long otherLow = bl[i] ^ flip;
        long sum = al[i] + otherLow;
        long carry = Long.compareUnsigned(sum, otherLow) < 0 ? 1 : 0;
        long total = sum - flip;
        carry += flip != 0 && total == 0 ? 1 : 0;
        low[i] = total;
        high[i] = ah[i] + (bh[i] ^ flip) + carry;
        suspicious |= !PowersOfTen.fits(high[i], low[i], result.precision());
      }
      if (suspicious) {
        findOverflow(a, b, high, low, validity, subtract ? '-' : '+', rows);
      }
      return narrow(high, low, validity, rows);
    };
  }

  /// Whether sums and differences fit a `long`, and a decimal that is wider than that.
  private static boolean areSmall(Int128Column a, Int128Column b, int rows) {
    return a.isNarrow()
        && b.isNarrow()
        && Math.max(Magnitudes.bits(a.low(), rows), Magnitudes.bits(b.low(), rows)) < SMALL_SUMMAND;
  }

  private Int128Column scaleUp(
      FlatColumn column, int digits, long @Nullable [] validity, int rows) {
    Int128Column wide = DecimalOperand.widen(column, rows);
    if (digits == 0) {
      return wide;
    }
    long[] low = new long[rows];
    if (wide.isNarrow() && Magnitudes.bits(wide.low(), rows) + bits(digits) < SMALL_PRODUCT) {
      long factor = PowersOfTen.ofLong(digits);
      for (int i = 0; i < rows; i++) {
        low[i] = wide.low()[i] * factor;
      }
      return Int128Column.ofLongs(rows, low, wide.validity());
    }
    long[] high = new long[rows];
    long factorHigh = PowersOfTen.high(digits);
    long factorLow = PowersOfTen.low(digits);
    for (int i = 0; i < rows; i++) {
      boolean fits =
          WideMath.multiply(wide.high()[i], wide.low()[i], factorHigh, factorLow, high, low, i);
      if (!fits && Bits.isValid(validity, i)) {
        throw Failure.outOfRange(wide.value(i) + " with " + digits + " more digits", result);
      }
    }
    return new Int128Column(rows, high, low, wide.validity());
  }

  /// The bits of a power of ten; more than a product may have where it is no `long`.
  private static int bits(int digits) {
    return digits > DecimalType.MAX_LONG_PRECISION
        ? Long.SIZE
        : Long.SIZE - Long.numberOfLeadingZeros(PowersOfTen.ofLong(digits));
  }

  private FlatColumn narrow(long[] high, long[] low, long @Nullable [] validity, int rows) {
    return result.isLong()
        ? new LongColumn(rows, low, validity)
        : new Int128Column(rows, high, low, validity);
  }

  private void findOverflow(
      Int128Column a,
      Int128Column b,
      long[] high,
      long[] low,
      long @Nullable [] validity,
      char operator,
      int rows) {
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i) && !PowersOfTen.fits(high[i], low[i], result.precision())) {
        throw overflow(a, b, i, operator);
      }
    }
  }

  private RuntimeException overflow(Int128Column a, Int128Column b, int row, char operator) {
    boolean scaled = operator != '*';
    String x = new BigDecimal(a.value(row), scaled ? result.scale() : left.scale()).toPlainString();
    String y =
        new BigDecimal(b.value(row), scaled ? result.scale() : right.scale()).toPlainString();
    return Failure.outOfRange(x + " " + operator + " " + y, result);
  }
}
