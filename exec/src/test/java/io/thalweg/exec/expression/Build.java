package io.thalweg.exec.expression;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.Resolved;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes typed expressions as the planner does, and runs them.
final class Build {
  private Build() {}

  /// A call typed by the catalogue, with the casts it asks for. Arguments are expressions, or Java
  /// values that become literals.
  static Expression call(String function, @Nullable Object... arguments) {
    List<Expression> expressions = Arrays.stream(arguments).map(Build::expression).toList();
    List<Optional<Literal>> constants =
        expressions.stream()
            .map(
                e ->
                    e instanceof Literal literal ? Optional.of(literal) : Optional.<Literal>empty())
            .toList();
    Resolved resolved =
        FunctionCatalog.resolve(
            function, expressions.stream().map(Expression::type).toList(), constants);
    List<Expression> cast = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      DataType wanted = resolved.castArgumentsTo().get(i);
      Expression given = expressions.get(i);
      cast.add(given.type().equals(wanted) ? given : new Cast(given, wanted, false));
    }
    return new Call(resolved.function(), cast, resolved.resultType());
  }

  static Expression cast(@Nullable Object value, String type) {
    return new Cast(expression(value), DataType.parse(type), false);
  }

  static Expression tryCast(@Nullable Object value, String type) {
    return new Cast(expression(value), DataType.parse(type), true);
  }

  static Expression expression(@Nullable Object value) {
    return value instanceof Expression expression ? expression : literal(value);
  }

  static Literal literal(@Nullable Object value) {
    DataType type =
        switch (value) {
          case null -> SimpleType.NULL;
          case Boolean _ -> SimpleType.BOOLEAN;
          case Integer _ -> SimpleType.INTEGER;
          case Long _ -> SimpleType.BIGINT;
          case Double _ -> SimpleType.DOUBLE;
          case String _ -> SimpleType.VARCHAR;
          case LocalDate _ -> SimpleType.DATE;
          case LocalTime _ -> SimpleType.TIME;
          case LocalDateTime _ -> TimestampType.MICROS;
          case BigDecimal d -> new DecimalType(Math.max(d.precision(), d.scale()), d.scale());
          default -> throw new AssertionError(value.getClass());
        };
    return new Literal(type, value);
  }

  /// The value over one row without columns.
  static @Nullable Object value(Expression expression) {
    return ExpressionCompiler.INSTANCE.constant(expression);
  }

  /// The value of `function(arguments…)`.
  static @Nullable Object run(String function, @Nullable Object... arguments) {
    return value(call(function, arguments));
  }

  /// The value per row that counts.
  static List<@Nullable Object> values(Expression expression, Batch batch) {
    var column = ExpressionCompiler.INSTANCE.expression(expression).evaluate(batch);
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < column.length(); i++) {
      values.add(ColumnValues.get(expression.type(), column, i));
    }
    return values;
  }

  /// A batch of one column.
  static Batch column(DataType type, @Nullable Object... values) {
    return Batch.of(values.length, ColumnBuilder.of(type, Arrays.asList(values)));
  }
}
