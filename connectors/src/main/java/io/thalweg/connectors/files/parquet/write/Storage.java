package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.LogicalTypes;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;

/// How each SQL type without children is stored and annotated.
///
/// An interval is stored as a BIGINT, because Parquet's own has no micros; its type is noted in the
/// file's metadata.
final class Storage {
  private static final int MAX_INT_PRECISION = 9;
  private static final int WIDE_BYTES = 16;

  private Storage() {}

  static PhysicalType physical(DataType type) {
    return switch (type) {
      case SimpleType simple ->
          switch (simple) {
            case BOOLEAN -> PhysicalType.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER, DATE, NULL -> PhysicalType.INT32;
            case BIGINT, TIME -> PhysicalType.INT64;
            case REAL -> PhysicalType.FLOAT;
            case DOUBLE -> PhysicalType.DOUBLE;
            case VARCHAR, VARBINARY, JSON -> PhysicalType.BYTE_ARRAY;
            case UUID -> PhysicalType.FIXED_LEN_BYTE_ARRAY;
          };
      case DecimalType decimal ->
          decimal.precision() <= MAX_INT_PRECISION
              ? PhysicalType.INT32
              : decimal.isLong() ? PhysicalType.INT64 : PhysicalType.FIXED_LEN_BYTE_ARRAY;
      case TimestampType _, IntervalType _ -> PhysicalType.INT64;
      case ArrayType _, MapType _, RowType _ -> throw nested(type);
    };
  }

  /// Bytes of a FIXED_LEN_BYTE_ARRAY value; 0 for other physical types.
  static int width(DataType type) {
    return physical(type) == PhysicalType.FIXED_LEN_BYTE_ARRAY ? WIDE_BYTES : 0;
  }

  static Type thrift(PhysicalType physical) {
    return switch (physical) {
      case BOOLEAN -> Type.BOOLEAN;
      case INT32 -> Type.INT32;
      case INT64 -> Type.INT64;
      case INT96 -> Type.INT96;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case BYTE_ARRAY -> Type.BYTE_ARRAY;
      case FIXED_LEN_BYTE_ARRAY -> Type.FIXED_LEN_BYTE_ARRAY;
    };
  }

  /// Adds physical type and annotations.
  static SchemaElement annotate(SchemaElement element, DataType type) {
    element.setType(thrift(physical(type)));
    if (width(type) > 0) {
      element.setType_length(width(type));
    }
    return switch (type) {
      case SimpleType simple -> annotate(element, simple);
      case DecimalType decimal ->
          element
              .setLogicalType(LogicalTypes.DECIMAL(decimal.scale(), decimal.precision()))
              .setConverted_type(ConvertedType.DECIMAL)
              .setScale(decimal.scale())
              .setPrecision(decimal.precision());
      case TimestampType timestamp -> element.setLogicalType(timestamp(timestamp));
      case IntervalType _ -> element;
      case ArrayType _, MapType _, RowType _ -> throw nested(type);
    };
  }

  private static LogicalType timestamp(TimestampType type) {
    TimeUnit unit =
        type.isNanos() ? TimeUnit.NANOS(new NanoSeconds()) : TimeUnit.MICROS(new MicroSeconds());
    return LogicalType.TIMESTAMP(
        new org.apache.parquet.format.TimestampType(type.withTimeZone(), unit));
  }

  private static SchemaElement annotate(SchemaElement element, SimpleType type) {
    return switch (type) {
      case BOOLEAN, BIGINT, REAL, DOUBLE, VARBINARY -> element;
      case TINYINT -> integer(element, 8, ConvertedType.INT_8);
      case SMALLINT -> integer(element, 16, ConvertedType.INT_16);
      case INTEGER -> integer(element, 32, ConvertedType.INT_32);
      case VARCHAR ->
          element.setLogicalType(LogicalTypes.UTF8).setConverted_type(ConvertedType.UTF8);
      case JSON ->
          element
              .setLogicalType(LogicalType.JSON(new JsonType()))
              .setConverted_type(ConvertedType.JSON);
      case DATE -> element.setLogicalType(LogicalTypes.DATE).setConverted_type(ConvertedType.DATE);
      case TIME ->
          element.setLogicalType(
              LogicalType.TIME(new TimeType(false, TimeUnit.MICROS(new MicroSeconds()))));
      case UUID -> element.setLogicalType(LogicalType.UUID(new UUIDType()));
      case NULL -> element.setLogicalType(LogicalType.UNKNOWN(new NullType()));
    };
  }

  private static SchemaElement integer(SchemaElement element, int bits, ConvertedType converted) {
    return element
        .setLogicalType(LogicalType.INTEGER(new IntType((byte) bits, true)))
        .setConverted_type(converted);
  }

  private static IllegalStateException nested(DataType type) {
    return new IllegalStateException(type.sql() + " is stored as its leaves");
  }
}
