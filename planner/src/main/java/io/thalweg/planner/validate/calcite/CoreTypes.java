package io.thalweg.planner.validate.calcite;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Core's types as Calcite's and back.
///
/// Calcite's CHAR stands for a quoted string whose type the context decides; on the way back it is
/// core's NULL type, which the function catalogue takes as "untyped". JSON travels as VARIANT.
public final class CoreTypes {
  private static final int MICROS = 6;

  private CoreTypes() {}

  /// Calcite's type of one of core's. Always nullable, as every column of [#row] is.
  public static RelDataType toCalcite(RelDataTypeFactory factory, DataType type) {
    return factory.createTypeWithNullability(
        switch (type) {
          case SimpleType simple -> factory.createSqlType(name(simple));
          case DecimalType decimal ->
              factory.createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
          case TimestampType timestamp ->
              factory.createSqlType(
                  timestamp.withTimeZone() ? SqlTypeName.TIMESTAMP_TZ : SqlTypeName.TIMESTAMP,
                  timestamp.precision());
          case IntervalType interval -> factory.createSqlIntervalType(qualifier(interval));
          case ArrayType array -> factory.createArrayType(toCalcite(factory, array.element()), -1);
          case MapType map ->
              factory.createMapType(toCalcite(factory, map.key()), toCalcite(factory, map.value()));
          case RowType row -> struct(factory, row.fields(), StructKind.PEEK_FIELDS_NO_EXPAND);
        },
        true);
  }

  /// The type of a table's rows. Every column is nullable: what is not is known to the converter,
  /// and Calcite's own idea of nullability is never asked for.
  static RelDataType row(RelDataTypeFactory factory, Schema schema) {
    return struct(factory, schema.fields(), StructKind.FULLY_QUALIFIED);
  }

  private static RelDataType struct(
      RelDataTypeFactory factory, List<Field> fields, StructKind kind) {
    List<RelDataType> types =
        fields.stream().map(field -> toCalcite(factory, field.type())).toList();
    return factory.createStructType(kind, types, fields.stream().map(Field::name).toList());
  }

  private static SqlTypeName name(SimpleType type) {
    return switch (type) {
      case BOOLEAN -> SqlTypeName.BOOLEAN;
      case TINYINT -> SqlTypeName.TINYINT;
      case SMALLINT -> SqlTypeName.SMALLINT;
      case INTEGER -> SqlTypeName.INTEGER;
      case BIGINT -> SqlTypeName.BIGINT;
      case REAL -> SqlTypeName.REAL;
      case DOUBLE -> SqlTypeName.DOUBLE;
      case VARCHAR -> SqlTypeName.VARCHAR;
      case VARBINARY -> SqlTypeName.VARBINARY;
      case DATE -> SqlTypeName.DATE;
      case TIME -> SqlTypeName.TIME;
      case UUID -> SqlTypeName.UUID;
      case JSON -> SqlTypeName.VARIANT;
      case NULL -> SqlTypeName.NULL;
    };
  }

  private static SqlIntervalQualifier qualifier(IntervalType type) {
    return type == IntervalType.YEAR_MONTH
        ? new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO)
        : new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);
  }

  /// Core's type of a Calcite type that [#toCalcite] made or that Calcite derived from such.
  public static DataType toCore(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> SimpleType.BOOLEAN;
      case TINYINT -> SimpleType.TINYINT;
      case SMALLINT -> SimpleType.SMALLINT;
      case INTEGER -> SimpleType.INTEGER;
      case BIGINT -> SimpleType.BIGINT;
      case REAL -> SimpleType.REAL;
      case FLOAT, DOUBLE -> SimpleType.DOUBLE;
      case DECIMAL ->
          new DecimalType(
              Math.min(type.getPrecision(), DecimalType.MAX_PRECISION),
              Math.max(0, type.getScale()));
      case VARCHAR -> SimpleType.VARCHAR;
      case BINARY, VARBINARY -> SimpleType.VARBINARY;
      case DATE -> SimpleType.DATE;
      case TIME -> SimpleType.TIME;
      case UUID -> SimpleType.UUID;
      case VARIANT -> SimpleType.JSON;
      case TIMESTAMP -> new TimestampType(precision(type), false);
      case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> new TimestampType(precision(type), true);
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> IntervalType.YEAR_MONTH;
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          IntervalType.DAY_TIME;
      case ARRAY, MULTISET -> new ArrayType(toCore(type.getComponentType()));
      case MAP -> new MapType(toCore(type.getKeyType()), toCore(type.getValueType()));
      case ROW, STRUCTURED -> new RowType(fields(type));
      default -> SimpleType.NULL;
    };
  }

  private static List<Field> fields(RelDataType type) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : type.getFieldList()) {
      fields.add(Field.nullable(field.getName(), toCore(field.getType())));
    }
    return fields;
  }

  private static int precision(RelDataType type) {
    return type.getPrecision() < 0 ? MICROS : Math.min(type.getPrecision(), 9);
  }
}
