package io.thalweg.planner.validate.syntax;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;

/// Type names as written, with PostgreSQL's and DuckDB's synonyms.
public final class TypeNames {
  private static final int DEFAULT_PRECISION = 18;
  private static final int DEFAULT_SCALE = 3;
  private static final int MICROS = 6;

  private TypeNames() {}

  /// @throws io.thalweg.core.error.ThalwegException UNKNOWN_TYPE, with the position
  public static DataType resolve(SqlDataTypeSpec spec) {
    return resolve(spec, spec.getTypeNameSpec());
  }

  private static DataType resolve(SqlDataTypeSpec spec, SqlTypeNameSpec name) {
    return switch (name) {
      case SqlCollectionTypeNameSpec collection ->
          new ArrayType(resolve(spec, collection.getElementTypeName()));
      case SqlMapTypeNameSpec map ->
          new MapType(resolve(map.getKeyType()), resolve(map.getValType()));
      case SqlRowTypeNameSpec row -> row(row);
      case SqlBasicTypeNameSpec basic -> basic(spec, basic);
      default -> named(spec, name.getTypeName().toString(), -1, -1);
    };
  }

  private static DataType row(SqlRowTypeNameSpec row) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < row.getArity(); i++) {
      fields.add(
          Field.nullable(
              row.getFieldNames().get(i).getSimple(), resolve(row.getFieldTypes().get(i))));
    }
    return new RowType(fields);
  }

  private static DataType basic(SqlDataTypeSpec spec, SqlBasicTypeNameSpec basic) {
    String name = basic.getTypeName().toString();
    if (name.toUpperCase(Locale.ROOT).startsWith("INTERVAL")) {
      return interval(name);
    }
    return named(spec, name, basic.getPrecision(), basic.getScale());
  }

  private static DataType interval(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.contains("YEAR") || upper.contains("MONTH")
        ? IntervalType.YEAR_MONTH
        : IntervalType.DAY_TIME;
  }

  private static DataType named(SqlDataTypeSpec spec, String name, int precision, int scale) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BOOLEAN", "BOOL", "LOGICAL" -> SimpleType.BOOLEAN;
      case "TINYINT", "INT1" -> SimpleType.TINYINT;
      case "SMALLINT", "INT2", "SHORT" -> SimpleType.SMALLINT;
      case "INTEGER", "INT", "INT4", "SIGNED", "SERIAL" -> SimpleType.INTEGER;
      case "BIGINT", "INT8", "LONG", "BIGSERIAL" -> SimpleType.BIGINT;
      case "REAL", "FLOAT4" -> SimpleType.REAL;
      case "FLOAT", "DOUBLE", "DOUBLE PRECISION", "FLOAT8" -> SimpleType.DOUBLE;
      case "DECIMAL", "NUMERIC", "DEC" -> decimal(spec, precision, scale);
      case "CHAR", "CHARACTER", "VARCHAR", "CHARACTER VARYING", "TEXT", "STRING", "BPCHAR" ->
          SimpleType.VARCHAR;
      case "BINARY", "VARBINARY", "BYTEA", "BLOB", "BYTES" -> SimpleType.VARBINARY;
      case "DATE" -> SimpleType.DATE;
      case "TIME", "TIME WITHOUT TIME ZONE" -> SimpleType.TIME;
      case "TIMESTAMP", "DATETIME", "TIMESTAMP WITHOUT TIME ZONE" ->
          timestamp(spec, precision, false);
      case "TIMESTAMPTZ",
          "TIMESTAMP_TZ",
          "TIMESTAMP WITH TIME ZONE",
          "TIMESTAMP WITH LOCAL TIME ZONE",
          "TIMESTAMP_WITH_LOCAL_TIME_ZONE" ->
          timestamp(spec, precision, true);
      case "UUID" -> SimpleType.UUID;
      case "JSON", "JSONB", "VARIANT" -> SimpleType.JSON;
      case "INTERVAL" -> IntervalType.DAY_TIME;
      default ->
          throw Positions.error(
              ErrorCode.UNKNOWN_TYPE,
              spec,
              "type " + name + " does not exist; use one such as BIGINT, DECIMAL(12, 2), VARCHAR");
    };
  }

  private static DataType decimal(SqlDataTypeSpec spec, int precision, int scale) {
    if (precision < 0) {
      return new DecimalType(DEFAULT_PRECISION, DEFAULT_SCALE);
    }
    int places = Math.max(0, scale);
    if (precision < 1 || precision > DecimalType.MAX_PRECISION || places > precision) {
      throw Positions.error(
          ErrorCode.UNKNOWN_TYPE,
          spec,
          "DECIMAL(" + precision + ", " + places + "): precision is 1..38, scale 0..precision");
    }
    return new DecimalType(precision, places);
  }

  private static DataType timestamp(SqlDataTypeSpec spec, int precision, boolean zone) {
    if (precision > 9) {
      throw Positions.error(
          ErrorCode.UNKNOWN_TYPE, spec, "TIMESTAMP(" + precision + "): precision is 0..9");
    }
    return new TimestampType(precision < 0 ? MICROS : precision, zone);
  }
}
