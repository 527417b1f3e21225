package io.thalweg.connectors.files.parquet.format;

import static io.thalweg.connectors.files.parquet.format.ParquetErrors.required;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The SQL type and conversion of a primitive schema element, from its logical type or, in older
/// files, its converted type. An annotation that does not fit the physical type is ignored, as the
/// format asks.
final class LogicalTypes {
  private static final TimestampType MILLIS = new TimestampType(3, false);
  private static final TimestampType MILLIS_UTC = new TimestampType(3, true);
  private static final TimestampType NANOS = new TimestampType(9, false);
  private static final TimestampType NANOS_UTC = new TimestampType(9, true);
  private static final int INT96_BYTES = 12;
  private static final int UUID_BYTES = 16;
  private static final int FLOAT16_BYTES = 2;
  private static final int INTERVAL_BYTES = 12;

  private LogicalTypes() {}

  /// A column's type and how stored values become values of it.
  record Mapping(DataType type, Conversion conversion) {}

  static Mapping map(SchemaElement element, PhysicalType physical) {
    return switch (physical) {
      case BOOLEAN -> new Mapping(SimpleType.BOOLEAN, Conversion.NONE);
      case INT32 -> int32(element);
      case INT64 -> int64(element);
      case INT96 -> new Mapping(TimestampType.MICROS, Conversion.INT96_TIMESTAMP);
      case FLOAT -> new Mapping(SimpleType.REAL, Conversion.NONE);
      case DOUBLE -> new Mapping(SimpleType.DOUBLE, Conversion.NONE);
      case BYTE_ARRAY -> byteArray(element);
      case FIXED_LEN_BYTE_ARRAY -> fixed(element);
    };
  }

  private static Mapping int32(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    DecimalType decimal = decimal(element);
    if (decimal != null) {
      return new Mapping(decimal, Conversion.WIDEN);
    }
    if (logical != null && logical.isSetINTEGER()) {
      IntType integer = logical.getINTEGER();
      return integer.isIsSigned()
          ? signed32(integer.getBitWidth())
          : unsigned32(integer.getBitWidth());
    }
    if (logical != null && logical.isSetDATE()) {
      return new Mapping(SimpleType.DATE, Conversion.NONE);
    }
    if (logical != null && logical.isSetTIME()) {
      return new Mapping(SimpleType.TIME, Conversion.MILLIS);
    }
    ConvertedType converted = element.getConverted_type();
    return converted == null
        ? signed32(32)
        : switch (converted) {
          case INT_8 -> signed32(8);
          case INT_16 -> signed32(16);
          case UINT_8 -> unsigned32(8);
          case UINT_16 -> unsigned32(16);
          case UINT_32 -> unsigned32(32);
          case DATE -> new Mapping(SimpleType.DATE, Conversion.NONE);
          case TIME_MILLIS -> new Mapping(SimpleType.TIME, Conversion.MILLIS);
          default -> signed32(32);
        };
  }

  private static Mapping signed32(int bits) {
    return new Mapping(
        switch (bits) {
          case 8 -> SimpleType.TINYINT;
          case 16 -> SimpleType.SMALLINT;
          default -> SimpleType.INTEGER;
        },
        Conversion.NONE);
  }

  private static Mapping unsigned32(int bits) {
    return switch (bits) {
      case 8 -> new Mapping(SimpleType.SMALLINT, Conversion.UNSIGNED_8);
      case 16 -> new Mapping(SimpleType.INTEGER, Conversion.UNSIGNED_16);
      default -> new Mapping(SimpleType.BIGINT, Conversion.UNSIGNED_32);
    };
  }

  private static Mapping int64(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    DecimalType decimal = decimal(element);
    if (decimal != null) {
      return new Mapping(decimal, decimal.isLong() ? Conversion.NONE : Conversion.WIDEN);
    }
    if (logical != null && logical.isSetTIMESTAMP()) {
      return timestamp(
          required(logical.getTIMESTAMP().getUnit(), "a time unit"),
          logical.getTIMESTAMP().isIsAdjustedToUTC());
    }
    if (logical != null && logical.isSetTIME()) {
      boolean nanos = required(logical.getTIME().getUnit(), "a time unit").isSetNANOS();
      return new Mapping(SimpleType.TIME, nanos ? Conversion.NANOS_TO_MICROS : Conversion.NONE);
    }
    boolean unsigned =
        (logical != null && logical.isSetINTEGER())
            ? !logical.getINTEGER().isIsSigned()
            : element.getConverted_type() == ConvertedType.UINT_64;
    if (unsigned) {
      return new Mapping(new DecimalType(20, 0), Conversion.UNSIGNED_64);
    }
    ConvertedType converted = element.getConverted_type();
    if (converted == ConvertedType.TIMESTAMP_MILLIS) {
      return new Mapping(MILLIS_UTC, Conversion.MILLIS);
    }
    if (converted == ConvertedType.TIMESTAMP_MICROS) {
      return new Mapping(TimestampType.MICROS_UTC, Conversion.NONE);
    }
    return new Mapping(
        converted == ConvertedType.TIME_MICROS ? SimpleType.TIME : SimpleType.BIGINT,
        Conversion.NONE);
  }

  private static Mapping timestamp(TimeUnit unit, boolean utc) {
    if (unit.isSetMILLIS()) {
      return new Mapping(utc ? MILLIS_UTC : MILLIS, Conversion.MILLIS);
    }
    if (unit.isSetNANOS()) {
      return new Mapping(utc ? NANOS_UTC : NANOS, Conversion.NONE);
    }
    return new Mapping(utc ? TimestampType.MICROS_UTC : TimestampType.MICROS, Conversion.NONE);
  }

  private static Mapping byteArray(SchemaElement element) {
    DecimalType decimal = decimal(element);
    if (decimal != null) {
      return new Mapping(decimal, Conversion.BIG_ENDIAN);
    }
    LogicalType logical = element.getLogicalType();
    ConvertedType converted = element.getConverted_type();
    if ((logical != null && (logical.isSetSTRING() || logical.isSetENUM()))
        || converted == ConvertedType.UTF8
        || converted == ConvertedType.ENUM) {
      return new Mapping(SimpleType.VARCHAR, Conversion.NONE);
    }
    boolean json = (logical != null && logical.isSetJSON()) || converted == ConvertedType.JSON;
    return new Mapping(json ? SimpleType.JSON : SimpleType.VARBINARY, Conversion.NONE);
  }

  private static Mapping fixed(SchemaElement element) {
    DecimalType decimal = decimal(element);
    if (decimal != null) {
      return new Mapping(decimal, Conversion.BIG_ENDIAN);
    }
    LogicalType logical = element.getLogicalType();
    int width = element.getType_length();
    if (logical != null && logical.isSetUUID() && width == UUID_BYTES) {
      return new Mapping(SimpleType.UUID, Conversion.UUID);
    }
    if (logical != null && logical.isSetFLOAT16() && width == FLOAT16_BYTES) {
      return new Mapping(SimpleType.REAL, Conversion.FLOAT16);
    }
    if (element.getConverted_type() == ConvertedType.INTERVAL && width == INTERVAL_BYTES) {
      return new Mapping(IntervalType.DAY_TIME, Conversion.INTERVAL);
    }
    return new Mapping(SimpleType.VARBINARY, Conversion.NONE);
  }

  /// The decimal the element is annotated as; null when it is none.
  private static @Nullable DecimalType decimal(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    int precision;
    int scale;
    if (logical != null && logical.isSetDECIMAL()) {
      precision = logical.getDECIMAL().getPrecision();
      scale = logical.getDECIMAL().getScale();
    } else if (element.getConverted_type() == ConvertedType.DECIMAL) {
      precision = element.getPrecision();
      scale = element.getScale();
    } else {
      return null;
    }
    if (precision < 1 || scale < 0 || scale > precision) {
      throw ParquetErrors.corrupt(
          "column '" + element.getName() + "' is DECIMAL(" + precision + ", " + scale + ")");
    }
    if (precision > DecimalType.MAX_PRECISION) {
      throw ParquetErrors.unsupported(
          "column '"
              + element.getName()
              + "' has "
              + precision
              + " decimal digits; at most 38 can be read");
    }
    return new DecimalType(precision, scale);
  }

  /// Bytes of one value of a fixed-width physical type; 0 for the others.
  static int width(SchemaElement element, PhysicalType physical) {
    return switch (physical) {
      case INT96 -> INT96_BYTES;
      case FIXED_LEN_BYTE_ARRAY -> element.getType_length();
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE, BYTE_ARRAY -> 0;
    };
  }
}
