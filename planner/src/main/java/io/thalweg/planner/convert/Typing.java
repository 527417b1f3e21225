package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Or;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.function.CommonType;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.Resolved;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.fold.Casts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes typed expressions: resolves functions and adds the casts they need. Used by one thread.
final class Typing {
  private final Parameters parameters;

  Typing(Parameters parameters) {
    this.parameters = parameters;
  }

  /// A scalar function's call.
  Expression call(String function, List<Typed> arguments) {
    Resolved resolved =
        FunctionCatalog.resolve(
            function,
            arguments.stream().map(Typed::type).toList(),
            arguments.stream().map(Typed::constant).toList());
    List<Expression> children = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      children.add(coerce(arguments.get(i), resolved.castArgumentsTo().get(i)));
    }
    return new Call(resolved.function(), children, resolved.resultType());
  }

  Expression call(String function, Expression... arguments) {
    return call(function, List.of(arguments).stream().map(Typed::of).toList());
  }

  /// The value as `type`, cast when it has another.
  Expression coerce(Typed typed, DataType type) {
    Expression expression = typed.expression();
    if (typed.untyped() && expression instanceof Parameter parameter) {
      return parameters.typed(parameter.index(), type);
    }
    if (type == SimpleType.NULL || expression.type().equals(type)) {
      return expression;
    }
    return cast(expression, type);
  }

  /// A cast that may fail; a constant itself when its cast cannot.
  static Expression cast(Expression expression, DataType type) {
    Optional<Literal> folded =
        expression instanceof Literal literal ? Casts.fold(literal, type) : Optional.empty();
    return folded.<Expression>map(l -> l).orElseGet(() -> new Cast(expression, type, false));
  }

  /// The value with the type it has when nothing around it says one: text.
  Expression settle(Typed typed) {
    return typed.type() == SimpleType.NULL && isConstant(typed.expression())
        ? coerce(typed, SimpleType.VARCHAR)
        : typed.expression();
  }

  private static boolean isConstant(Expression expression) {
    return expression instanceof Literal
        || expression instanceof Parameter
        || expression.type() == SimpleType.NULL;
  }

  Expression bool(Typed typed, String clause) {
    DataType type = typed.type();
    if (type != SimpleType.BOOLEAN && type != SimpleType.NULL) {
      throw new ThalwegException(
          ErrorCode.TYPE_MISMATCH,
          clause + " needs a BOOLEAN, not a " + type.sql() + "; compare it with a value");
    }
    return coerce(typed, SimpleType.BOOLEAN);
  }

  /// `value IN (options)`.
  Expression in(Typed value, List<Typed> options) {
    List<DataType> types = new ArrayList<>(List.of(value.type()));
    DataType previous = SimpleType.NULL;
    for (Typed option : options) {
      if (!option.type().equals(previous)) {
        FunctionCatalog.resolve("eq", List.of(value.type(), option.type()));
        types.add(option.type());
        previous = option.type();
      }
    }
    DataType common =
        CommonType.of(types)
            .map(type -> type == SimpleType.NULL ? SimpleType.VARCHAR : type)
            .orElseThrow(() -> new ThalwegException(ErrorCode.TYPE_MISMATCH, "IN: " + types));
    Expression input = coerce(value, common);
    List<Literal> literals = new ArrayList<>();
    List<Expression> tests = new ArrayList<>();
    for (Typed option : options) {
      Expression coerced = coerce(option, common);
      if (coerced instanceof Literal literal) {
        literals.add(literal);
      } else {
        tests.add(new Call("eq", List.of(input, coerced), SimpleType.BOOLEAN));
      }
    }
    if (literals.size() == 1) {
      tests.add(new Call("eq", List.of(input, literals.getFirst()), SimpleType.BOOLEAN));
    } else if (!literals.isEmpty()) {
      tests.add(new In(input, literals));
    }
    return Or.of(tests);
  }

  /// `CASE`: condition, result, …, otherwise.
  Typed choice(List<Typed> operands) {
    List<Typed> results = new ArrayList<>();
    for (int i = 1; i < operands.size(); i += 2) {
      results.add(operands.get(i));
    }
    results.add(operands.getLast());
    DataType common =
        CommonType.of(results.stream().map(Typed::type).toList())
            .orElseThrow(
                () ->
                    new ThalwegException(
                        ErrorCode.TYPE_MISMATCH, "the results of CASE have no common type"));
    boolean untyped = common == SimpleType.NULL;
    DataType type = untyped ? SimpleType.VARCHAR : common;
    List<Expression> conditions = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      conditions.add(bool(operands.get(i), "WHEN"));
      values.add(coerce(operands.get(i + 1), type));
    }
    Expression otherwise = coerce(operands.getLast(), type);
    return new Typed(new Case(conditions, values, otherwise, type), untyped);
  }
}
