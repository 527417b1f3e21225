package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A constant, as a function without arguments: Calcite's own literals would be padded, rounded to
/// milliseconds and typed its way.
public final class LiteralFunction extends OurFunction {
  private final Literal literal;
  private final boolean untyped;

  /// @param untyped whether the context decides the type: NULL, or a quoted string
  public LiteralFunction(Literal literal, boolean untyped) {
    super("$literal " + literal.type().sql() + (untyped ? "? " : " ") + spelled(literal));
    this.literal = literal;
    this.untyped = untyped;
  }

  /// Calcite compares names ignoring case, so capitals are marked.
  private static String spelled(Literal literal) {
    String text = String.valueOf(literal.value());
    return text.equals(text.toLowerCase(Locale.ROOT))
        ? text
        : text.codePoints()
            .mapToObj(c -> (Character.isUpperCase(c) ? "^" : "") + Character.toString(c))
            .collect(Collectors.joining());
  }

  public Literal literal() {
    return literal;
  }

  public boolean isUntyped() {
    return untyped;
  }

  boolean isText() {
    return literal.type() == SimpleType.VARCHAR;
  }

  @Override
  public DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants) {
    return untyped ? SimpleType.NULL : literal.type();
  }
}
