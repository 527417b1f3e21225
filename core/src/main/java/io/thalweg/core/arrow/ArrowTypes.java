package io.thalweg.core.arrow;

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
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/// Which Arrow type carries which SQL type, without children and metadata.
///
/// UUID travels as text, because the JDBC driver of Arrow prints a fixed-size binary as if it were
/// text. A DAY TO SECOND interval is a duration: both are one number of micros.
final class ArrowTypes {
  private static final int ARROW_DECIMAL_BITS = 128;

  private ArrowTypes() {}

  static ArrowType toArrow(DataType type) {
    return switch (type) {
      case SimpleType simple -> toArrow(simple);
      case DecimalType decimal ->
          new ArrowType.Decimal(decimal.precision(), decimal.scale(), ARROW_DECIMAL_BITS);
      case TimestampType timestamp ->
          new ArrowType.Timestamp(
              timestamp.isNanos() ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND,
              timestamp.withTimeZone() ? "UTC" : null);
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH
              ? new ArrowType.Interval(IntervalUnit.YEAR_MONTH)
              : new ArrowType.Duration(TimeUnit.MICROSECOND);
      case ArrayType _ -> ArrowType.List.INSTANCE;
      case MapType _ -> new ArrowType.Map(false);
      case RowType _ -> ArrowType.Struct.INSTANCE;
    };
  }

  private static ArrowType toArrow(SimpleType type) {
    return switch (type) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(8, true);
      case SMALLINT -> new ArrowType.Int(16, true);
      case INTEGER -> new ArrowType.Int(32, true);
      case BIGINT -> new ArrowType.Int(64, true);
      case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case VARCHAR, JSON, UUID -> ArrowType.Utf8.INSTANCE;
      case VARBINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
      case NULL -> ArrowType.Null.INSTANCE;
    };
  }

  /// The SQL type that holds every value of an Arrow type without children.
  ///
  /// @param column for the error message
  /// @throws ThalwegException FEATURE_NOT_SUPPORTED when there is none
  static DataType fromArrow(ArrowType type, String column) {
    return switch (type) {
      case ArrowType.Bool _ -> SimpleType.BOOLEAN;
      case ArrowType.Int number -> integer(number);
      case ArrowType.FloatingPoint floating ->
          floating.getPrecision() == FloatingPointPrecision.DOUBLE
              ? SimpleType.DOUBLE
              : SimpleType.REAL;
      case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Utf8View _ -> SimpleType.VARCHAR;
      case ArrowType.Binary _,
          ArrowType.LargeBinary _,
          ArrowType.BinaryView _,
          ArrowType.FixedSizeBinary _ ->
          SimpleType.VARBINARY;
      case ArrowType.Decimal decimal -> decimal(decimal, column);
      case ArrowType.Date _ -> SimpleType.DATE;
      case ArrowType.Time _ -> SimpleType.TIME;
      case ArrowType.Timestamp timestamp ->
          new TimestampType(precision(timestamp.getUnit()), timestamp.getTimezone() != null);
      case ArrowType.Duration _ -> IntervalType.DAY_TIME;
      case ArrowType.Interval interval ->
          interval.getUnit() == IntervalUnit.YEAR_MONTH
              ? IntervalType.YEAR_MONTH
              : IntervalType.DAY_TIME;
      case ArrowType.Null _ -> SimpleType.NULL;
      default -> throw unsupported(type, column);
    };
  }

  private static DataType integer(ArrowType.Int type) {
    return switch (type.getBitWidth()) {
      case 8 -> type.getIsSigned() ? SimpleType.TINYINT : SimpleType.SMALLINT;
      case 16 -> type.getIsSigned() ? SimpleType.SMALLINT : SimpleType.INTEGER;
      case 32 -> type.getIsSigned() ? SimpleType.INTEGER : SimpleType.BIGINT;
      default -> type.getIsSigned() ? SimpleType.BIGINT : new DecimalType(20, 0);
    };
  }

  private static DataType decimal(ArrowType.Decimal type, String column) {
    int scale = type.getScale();
    if (type.getPrecision() > DecimalType.MAX_PRECISION
        || scale < 0
        || scale > type.getPrecision()) {
      throw unsupported(type, column);
    }
    return new DecimalType(type.getPrecision(), scale);
  }

  private static int precision(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 0;
      case MILLISECOND -> 3;
      case MICROSECOND -> 6;
      case NANOSECOND -> 9;
    };
  }

  static ThalwegException unsupported(ArrowType type, String column) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "column '"
            + column
            + "' has the Arrow type "
            + type
            + ", which no SQL type holds;"
            + " leave it out or convert it where the data is written");
  }
}
