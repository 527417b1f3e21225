package io.thalweg.exec.kernel;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;

/// The errors that values cause.
public final class Failure {
  private Failure() {}

  public static ThalwegException outOfRange(String what, DataType type) {
    return new ThalwegException(
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        what + " is out of range of " + type.sql() + "; cast an operand to a wider type");
  }

  public static ThalwegException divisionByZero(String what) {
    return new ThalwegException(
        ErrorCode.DIVISION_BY_ZERO,
        "division by zero: " + what + "; exclude zero, or use nullif(divisor, 0)");
  }

  public static ThalwegException argument(String message) {
    return new ThalwegException(ErrorCode.INVALID_ARGUMENT, message);
  }

  public static ThalwegException cast(String value, DataType from, DataType to, String hint) {
    return new ThalwegException(
        ErrorCode.INVALID_CAST,
        "cannot cast '" + value + "' of type " + from.sql() + " to " + to.sql() + hint);
  }

  public static ThalwegException tooLong(String function) {
    return new ThalwegException(
        ErrorCode.STRING_TOO_LONG, "the result of " + function + " is longer than a text can be");
  }

  public static ThalwegException date(String message) {
    return new ThalwegException(ErrorCode.DATETIME_OUT_OF_RANGE, message);
  }
}
