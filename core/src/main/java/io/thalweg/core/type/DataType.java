package io.thalweg.core.type;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A SQL type. Nullability belongs to the [Field], not to the type.
///
/// Immutable. Types are compared by value. In JSON a type is its SQL spelling.
public sealed interface DataType
    permits SimpleType, DecimalType, TimestampType, IntervalType, ArrayType, MapType, RowType {

  /// How values of this type lie in a [io.thalweg.core.data.Column].
  Layout layout();

  /// The SQL spelling, for example `DECIMAL(12, 2)`; [#parse] reads it back.
  @JsonValue
  String sql();

  /// The type that [#sql] spells.
  ///
  /// @throws io.thalweg.core.error.ThalwegException UNKNOWN_TYPE when the text is no type
  @JsonCreator
  static DataType parse(String sql) {
    return new TypeParser(sql).parse();
  }

  /// Whether arithmetic is defined on the type.
  default boolean isNumeric() {
    return switch (this) {
      case SimpleType simple -> simple.isNumber();
      case DecimalType _ -> true;
      case TimestampType _, IntervalType _, ArrayType _, MapType _, RowType _ -> false;
    };
  }

  /// Whether the type is TINYINT, SMALLINT, INTEGER or BIGINT.
  default boolean isInteger() {
    return this instanceof SimpleType simple && simple.isIntegral();
  }

  /// Whether the type is REAL or DOUBLE.
  default boolean isFloating() {
    return this == SimpleType.REAL || this == SimpleType.DOUBLE;
  }
}
