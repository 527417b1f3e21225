package io.thalweg.exec.kernel.cast;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.arithmetic.PowersOfTen;

/// What integers and decimals can hold: the scale, and the smallest and largest unscaled value of
/// those that are stored in a `long`.
record ExactRange(int scale, boolean isLong, int precision, long min, long max) {

  static ExactRange of(DataType type) {
    if (type instanceof DecimalType decimal) {
      long max = decimal.isLong() ? PowersOfTen.ofLong(decimal.precision()) - 1 : Long.MAX_VALUE;
      return new ExactRange(decimal.scale(), decimal.isLong(), decimal.precision(), -max, max);
    }
    return switch ((SimpleType) type) {
      case TINYINT -> new ExactRange(0, true, 3, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> new ExactRange(0, true, 5, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> new ExactRange(0, true, 10, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> new ExactRange(0, true, 19, Long.MIN_VALUE, Long.MAX_VALUE);
      case BOOLEAN, REAL, DOUBLE, VARCHAR, VARBINARY, DATE, TIME, UUID, JSON, NULL ->
          throw new IllegalArgumentException(type.sql());
    };
  }
}
