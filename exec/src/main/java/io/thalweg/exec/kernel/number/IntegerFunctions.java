package io.thalweg.exec.kernel.number;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.arithmetic.DecimalOperand;
import io.thalweg.exec.kernel.cast.CastKernels;
import java.math.BigInteger;
import java.util.Arrays;

/// Divisors, multiples, factorials, signs and hexadecimal digits.
public final class IntegerFunctions {
  private static final DecimalType WIDE = new DecimalType(38, 0);

  /// 33! is the last below 10^38.
  private static final BigInteger[] FACTORIALS = new BigInteger[34];

  static {
    FACTORIALS[0] = BigInteger.ONE;
    for (int i = 1; i < FACTORIALS.length; i++) {
      FACTORIALS[i] = FACTORIALS[i - 1].multiply(BigInteger.valueOf(i));
    }
  }

  private IntegerFunctions() {}

  /// The kernel of `gcd` and `lcm`.
  public static Kernel divisors(boolean multiple, DataType type) {
    Kernel narrow = CastKernels.of(WIDE, type);
    return (arguments, rows) -> {
      Int128Column a = DecimalOperand.widen(arguments[0], rows);
      Int128Column b = DecimalOperand.widen(arguments[1], rows);
      long[] validity = Nulls.strict(arguments, rows);
      long[] high = new long[rows];
      long[] low = new long[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          BigInteger result = of(multiple, a.value(i), b.value(i));
          high[i] = Int128.high(result);
          low[i] = Int128.low(result);
        }
      }
      return narrow.apply(new FlatColumn[] {new Int128Column(rows, high, low, validity)}, rows);
    };
  }

  private static BigInteger of(boolean multiple, BigInteger a, BigInteger b) {
    BigInteger divisor = a.gcd(b);
    if (!multiple) {
      return divisor;
    }
    return divisor.signum() == 0 ? BigInteger.ZERO : a.divide(divisor).multiply(b).abs();
  }

  public static FlatColumn factorial(FlatColumn[] arguments, int rows) {
    long[] values = Storage.longs(arguments[0]);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (arguments[0].isNull(i)) {
        continue;
      }
      long n = values[i];
      if (n < 0) {
        throw Failure.argument("factorial of the negative number " + n + " is undefined");
      }
      if (n >= FACTORIALS.length) {
        throw Failure.outOfRange("factorial(" + n + ")", WIDE);
      }
      high[i] = Int128.high(FACTORIALS[(int) n]);
      low[i] = Int128.low(FACTORIALS[(int) n]);
    }
    return new Int128Column(rows, high, low, arguments[0].validity());
  }

  /// -1, 0 or 1 as INTEGER, of integers and decimals.
  public static FlatColumn sign(FlatColumn[] arguments, int rows) {
    Int128Column wide = DecimalOperand.widen(arguments[0], rows);
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      long high = wide.high()[i];
      result[i] = high < 0 ? -1 : (high | wide.low()[i]) == 0 ? 0 : 1;
    }
    return new IntColumn(rows, result, arguments[0].validity());
  }

  public static FlatColumn toHex(FlatColumn[] arguments, int rows) {
    long[] values = Storage.longs(arguments[0]);
    BytesBuilder result = new BytesBuilder(rows, rows * 8);
    for (int i = 0; i < rows; i++) {
      result.append(Long.toHexString(values[i]));
      result.endRow();
    }
    return result.build(arguments[0].validity());
  }

  /// π.
  public static FlatColumn pi(FlatColumn[] arguments, int rows) {
    double[] result = new double[rows];
    Arrays.fill(result, Math.PI);
    return new DoubleColumn(rows, result, null);
  }
}
