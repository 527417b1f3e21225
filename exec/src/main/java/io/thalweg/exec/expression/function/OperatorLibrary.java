package io.thalweg.exec.expression.function;

import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.expr.Call;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.arithmetic.ArithmeticKernels;
import io.thalweg.exec.kernel.arithmetic.BitKernels;
import io.thalweg.exec.kernel.compare.BooleanTests;
import io.thalweg.exec.kernel.compare.CompareKernels;
import io.thalweg.exec.kernel.text.Concatenation;
import io.thalweg.exec.kernel.text.LikeKernels;
import io.thalweg.exec.kernel.text.SimilarTo;
import io.thalweg.exec.kernel.time.Shifts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Comparison, arithmetic, patterns, bits.
final class OperatorLibrary {
  private OperatorLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    for (String name : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
      factories.put(name, call -> compare(name, call));
    }
    distinct(factories, "is_distinct_from", false);
    distinct(factories, "is_not_distinct_from", true);
    for (BooleanTests test : BooleanTests.values()) {
      factories.put(
          test.name().toLowerCase(java.util.Locale.ROOT), _ -> Implementation.nullAware(test));
    }
    factories.put("add", OperatorLibrary::add);
    factories.put("subtract", OperatorLibrary::subtract);
    factories.put("multiply", call -> scaleOr(call, '*'));
    factories.put("divide", call -> scaleOr(call, '/'));
    factories.put("mod", call -> numbers(call, '%'));
    factories.put(
        "negate", call -> Implementation.partial(ArithmeticKernels.negate(Calls.type(call, 0))));
    patterns(factories);
    bits(factories);
  }

  private static Implementation compare(String name, Call call) {
    DataType type = Calls.type(call, 0);
    Kernel constant =
        Calls.isConstant(call, 1)
            ? CompareKernels.ofConstant(name, ColumnBuilder.single(type, Calls.constant(call, 1)))
            : null;
    Implementation implementation =
        constant == null
            ? Implementation.total(CompareKernels.of(name, type))
            : Implementation.total(constant).ofFirst(1);
    return switch (type.layout()) {
      case BOOLEAN, INT, LONG, DOUBLE, INT128 -> implementation.cheapPerRow();
      case BYTES, ARRAY, ROW, NONE -> implementation;
    };
  }

  private static void distinct(
      Map<String, FunctionFactory> factories, String name, boolean negated) {
    factories.put(
        name,
        call -> Implementation.nullAware(CompareKernels.distinct(Calls.type(call, 0), negated)));
  }

  private static Implementation numbers(Call call, char operator) {
    DataType left = Calls.type(call, 0);
    DataType right = Calls.type(call, 1);
    Kernel kernel = ArithmeticKernels.binary(operator, left, right, call.type());
    return ArithmeticKernels.isTotal(operator, left, right, call.type())
        ? Implementation.total(kernel)
        : Implementation.partial(kernel);
  }

  static Implementation add(Call call) {
    DataType left = Calls.type(call, 0);
    DataType right = Calls.type(call, 1);
    if (isNumeric(left, right)) {
      return numbers(call, '+');
    }
    if (left == SimpleType.DATE && right == SimpleType.TIME) {
      return Implementation.partial(Shifts::dateAndTime);
    }
    return isPoint(left)
        ? Implementation.partial(Shifts.shift(left, right, call.type(), false))
        : swapped(Shifts.shift(right, left, call.type(), false));
  }

  private static Implementation swapped(Kernel kernel) {
    return Implementation.partial(
        (arguments, rows) -> kernel.apply(new FlatColumn[] {arguments[1], arguments[0]}, rows));
  }

  private static Implementation subtract(Call call) {
    DataType left = Calls.type(call, 0);
    DataType right = Calls.type(call, 1);
    if (isNumeric(left, right)) {
      return numbers(call, '-');
    }
    if (left.equals(right)) {
      return left == SimpleType.DATE
          ? Implementation.total(Shifts::daysBetween)
          : Implementation.partial(Shifts.between(left));
    }
    return Implementation.partial(Shifts.shift(left, right, call.type(), true));
  }

  private static boolean isNumeric(DataType left, DataType right) {
    return left.isNumeric() && right.isNumeric()
        || left instanceof IntervalType && left.equals(right);
  }

  private static boolean isPoint(DataType type) {
    return type == SimpleType.DATE || type == SimpleType.TIME || type instanceof TimestampType;
  }

  private static Implementation scaleOr(Call call, char operator) {
    for (int i = 0; i < 2; i++) {
      if (Calls.type(call, i) instanceof IntervalType interval) {
        return Implementation.partial(
            ArithmeticKernels.scaleInterval(interval, i, operator == '/'));
      }
    }
    return numbers(call, operator);
  }

  private static void patterns(Map<String, FunctionFactory> factories) {
    factories.put("like", call -> like(call, false));
    factories.put("ilike", call -> like(call, true));
    factories.put("similar_to", call -> Implementation.partial(SimilarTo.kernel()));
    factories.put(
        "concat",
        call ->
            call.type() instanceof ArrayType
                ? Implementation.total(Concatenation::arrays)
                : Implementation.partial(Concatenation::strict));
  }

  private static Implementation like(Call call, boolean ignoreCase) {
    @Nullable String pattern = Calls.text(call, 1);
    boolean hasEscape = Calls.size(call) > 2;
    @Nullable String escape = hasEscape ? Calls.text(call, 2) : "\\";
    return pattern == null || escape == null
        ? Implementation.partial(LikeKernels.ofColumns(ignoreCase))
        : Implementation.total(LikeKernels.of(pattern, escape, ignoreCase)).ofFirst(1);
  }

  private static void bits(Map<String, FunctionFactory> factories) {
    for (String name : List.of("bitand", "bitor", "bitxor", "shift_left", "shift_right")) {
      factories.put(name, call -> Implementation.total(BitKernels.of(name, call.type())));
    }
    factories.put("bitnot", call -> Implementation.total(BitKernels.not(call.type())));
  }
}
