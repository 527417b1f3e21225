package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import java.math.BigDecimal;
import java.math.BigInteger;

/// `%` of decimals: the remainder has the sign of the first operand.
record DecimalRemainder(DecimalType left, DecimalType right, DecimalType result) implements Kernel {

  @Override
  public FlatColumn apply(FlatColumn[] arguments, int rows) {
    Int128Column a = DecimalOperand.widen(arguments[0], rows);
    Int128Column b = DecimalOperand.widen(arguments[1], rows);
    long[] validity = Nulls.strict(arguments, rows);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        BigInteger remainder = remainder(a.value(i), b.value(i));
        high[i] = remainder.shiftRight(64).longValue();
        low[i] = remainder.longValue();
      }
    }
    return result.isLong()
        ? new LongColumn(rows, low, validity)
        : new Int128Column(rows, high, low, validity);
  }

  private BigInteger remainder(BigInteger a, BigInteger b) {
    BigDecimal dividend = new BigDecimal(a, left.scale());
    BigDecimal divisor = new BigDecimal(b, right.scale());
    if (divisor.signum() == 0) {
      throw Failure.divisionByZero(dividend.toPlainString() + " % 0");
    }
    return WideMath.rescale(
        dividend.remainder(divisor).unscaledValue(),
        Math.max(left.scale(), right.scale()),
        result.scale());
  }
}
