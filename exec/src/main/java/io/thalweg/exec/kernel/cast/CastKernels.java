package io.thalweg.exec.kernel.cast;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/// Picks the kernel of a conversion.
public final class CastKernels {
  private CastKernels() {}

  /// Whether values of `from` are stored as values of `to` are, so that nothing has to be done.
  public static boolean isIdentity(DataType from, DataType to) {
    if (from.equals(to)) {
      return true;
    }
    return switch (from) {
      case SimpleType a when to instanceof SimpleType b -> isIdentity(a, b);
      case DecimalType a when to instanceof DecimalType b ->
          a.scale() == b.scale() && a.precision() <= b.precision() && a.isLong() == b.isLong();
      // The session's zone is UTC.
      case TimestampType a when to instanceof TimestampType b ->
          a.isNanos() == b.isNanos() && a.precision() <= b.precision();
      default -> false;
    };
  }

  private static boolean isIdentity(SimpleType from, SimpleType to) {
    return switch (from) {
      case TINYINT -> to == SimpleType.SMALLINT || to == SimpleType.INTEGER;
      case SMALLINT -> to == SimpleType.INTEGER;
      case REAL -> to == SimpleType.DOUBLE;
      case VARCHAR -> to == SimpleType.JSON;
      case JSON -> to == SimpleType.VARCHAR;
      case BOOLEAN, INTEGER, BIGINT, DOUBLE, VARBINARY, DATE, TIME, UUID, NULL -> false;
    };
  }

  /// Whether no value of `from` can raise an error.
  public static boolean isTotal(DataType from, DataType to) {
    if (isIdentity(from, to) || to == SimpleType.VARCHAR) {
      return true;
    }
    if (from == SimpleType.BOOLEAN) {
      return to.isInteger() || to.isFloating();
    }
    if (from.isInteger()) {
      return to == SimpleType.BIGINT || to.isFloating() || to == SimpleType.BOOLEAN;
    }
    return from instanceof DecimalType && to.isFloating()
        || from instanceof TimestampType && to == SimpleType.TIME;
  }

  /// A kernel of one argument.
  ///
  /// @throws ThalwegException TYPE_MISMATCH when the conversion does not exist
  public static Kernel of(DataType from, DataType to) {
    Kernel kernel = isIdentity(from, to) ? (arguments, rows) -> arguments[0] : find(from, to);
    if (kernel == null) {
      throw new ThalwegException(
          ErrorCode.TYPE_MISMATCH,
          "there is no cast from " + from.sql() + " to " + to.sql() + "; cast to VARCHAR between");
    }
    return kernel;
  }

  private static @Nullable Kernel find(DataType from, DataType to) {
    if (isText(to)) {
      return ToText.kernel(from);
    }
    if (isText(from)) {
      return FromText.kernel(to);
    }
    if (isNumber(from) && isNumber(to)) {
      return NumberCasts.of(from, to);
    }
    return switch (from) {
      case SimpleType simple when simple == SimpleType.VARBINARY || simple == SimpleType.UUID ->
          UuidCasts.of(simple, to);
      case SimpleType _, TimestampType _, IntervalType _ -> TimeCasts.of(from, to);
      case ArrayType a when to instanceof ArrayType b -> NestedCasts.array(a, b);
      case MapType a when to instanceof MapType b -> NestedCasts.map(a, b);
      case RowType a when to instanceof RowType b && a.fields().size() == b.fields().size() ->
          NestedCasts.row(a, b);
      case DecimalType _, ArrayType _, MapType _, RowType _ -> null;
    };
  }

  private static boolean isText(DataType type) {
    return type == SimpleType.VARCHAR || type == SimpleType.JSON;
  }

  private static boolean isNumber(DataType type) {
    return type.isNumeric() || type == SimpleType.BOOLEAN;
  }
}
