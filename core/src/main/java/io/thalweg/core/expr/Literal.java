package io.thalweg.core.expr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.thalweg.core.data.Values;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A constant.
///
/// @param value in the Java form of [Values]; null is SQL NULL
public record Literal(DataType type, @JsonIgnore @Nullable Object value) implements Expression {
  public static final Literal TRUE = new Literal(SimpleType.BOOLEAN, true);
  public static final Literal FALSE = new Literal(SimpleType.BOOLEAN, false);

  public Literal {
    Values.check(type, value);
  }

  /// Reads the JSON form.
  @JsonCreator
  static Literal of(
      @JsonProperty("type") DataType type, @JsonProperty("text") @Nullable String text) {
    return new Literal(type, text == null ? null : Values.parse(type, text));
  }

  /// The value as [Values#format] writes it; null is SQL NULL.
  @JsonProperty("text")
  @Nullable String text() {
    return value == null ? null : Values.format(type, value);
  }

  @JsonIgnore
  public boolean isNull() {
    return value == null;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    return this;
  }

  @Override
  public String toString() {
    if (value == null) {
      return "NULL";
    }
    return type.isNumeric() || type == SimpleType.BOOLEAN ? text() + "" : "'" + text() + "'";
  }
}
