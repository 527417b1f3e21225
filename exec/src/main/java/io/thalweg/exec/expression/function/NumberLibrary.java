package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.arithmetic.ArithmeticKernels;
import io.thalweg.exec.kernel.number.DoubleFunctions;
import io.thalweg.exec.kernel.number.IntegerFunctions;
import io.thalweg.exec.kernel.number.Rounding;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/// Functions of numbers.
final class NumberLibrary {
  private static final List<String> UNARY =
      List.of(
          "sqrt", "cbrt", "exp", "ln", "log10", "log2", "sin", "cos", "tan", "cot", "asin", "acos",
          "atan", "sinh", "cosh", "tanh", "degrees", "radians");

  private NumberLibrary() {}

  static void register(Map<String, FunctionFactory> factories) {
    for (String name : UNARY) {
      factories.put(name, _ -> Implementation.partial(DoubleFunctions.unary(name)));
    }
    for (String name : List.of("power", "atan2")) {
      factories.put(name, _ -> Implementation.partial(DoubleFunctions.binary(name)));
    }
    factories.put(
        "log",
        call ->
            Implementation.partial(
                Calls.size(call) == 1
                    ? DoubleFunctions.unary("log")
                    : DoubleFunctions.binary("log")));
    factories.put("pi", _ -> Implementation.total(IntegerFunctions::pi));
    factories.put(
        "abs", call -> Implementation.partial(ArithmeticKernels.abs(Calls.type(call, 0))));
    factories.put("sign", call -> Implementation.total(sign(call)));
    factories.put("round", call -> rounding(call, RoundingMode.HALF_UP));
    factories.put("trunc", call -> rounding(call, RoundingMode.DOWN));
    factories.put("ceil", call -> rounding(call, RoundingMode.CEILING));
    factories.put("floor", call -> rounding(call, RoundingMode.FLOOR));
    factories.put(
        "gcd", call -> Implementation.partial(IntegerFunctions.divisors(false, call.type())));
    factories.put(
        "lcm", call -> Implementation.partial(IntegerFunctions.divisors(true, call.type())));
    factories.put("factorial", _ -> Implementation.partial(IntegerFunctions::factorial));
    factories.put("to_hex", _ -> Implementation.total(IntegerFunctions::toHex));
  }

  private static Kernel sign(Call call) {
    return call.type().isFloating() ? DoubleFunctions.unary("sign") : IntegerFunctions::sign;
  }

  private static Implementation rounding(Call call, RoundingMode mode) {
    DataType type = Calls.type(call, 0);
    return Implementation.partial(
        Calls.size(call) == 1
            ? Rounding.whole(mode, type, call.type())
            : Rounding.digits(mode, type, call.type()));
  }
}
