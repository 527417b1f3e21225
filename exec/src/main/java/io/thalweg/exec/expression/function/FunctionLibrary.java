package io.thalweg.exec.expression.function;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import java.util.HashMap;
import java.util.Map;

/// Every scalar function by its canonical name. Thread-safe.
public final class FunctionLibrary {
  private static final Map<String, FunctionFactory> FACTORIES = new HashMap<>();

  static {
    OperatorLibrary.register(FACTORIES);
    NumberLibrary.register(FACTORIES);
    TextLibrary.register(FACTORIES);
    TimeLibrary.register(FACTORIES);
    NestedLibrary.register(FACTORIES);
  }

  private FunctionLibrary() {}

  public static boolean has(String function) {
    return FACTORIES.containsKey(function);
  }

  /// @throws ThalwegException UNKNOWN_FUNCTION
  public static Implementation implement(Call call) {
    FunctionFactory factory = FACTORIES.get(call.function());
    if (factory == null) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_FUNCTION,
          "function "
              + call.function()
              + " does not run in an expression; SHOW FUNCTIONS lists"
              + " those that do");
    }
    return factory.implement(call);
  }
}
