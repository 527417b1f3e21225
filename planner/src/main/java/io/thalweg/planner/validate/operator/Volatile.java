package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import java.util.Set;

/// Functions whose value differs from call to call.
public final class Volatile {
  static final Set<String> NAMES = Set.of("random", "gen_random_uuid", "uuid", "proctime");

  private Volatile() {}

  /// Whether evaluating `expression` twice may give two values.
  public static boolean isVolatile(Expression expression) {
    return (expression instanceof Call call && NAMES.contains(call.function()))
        || expression.children().stream().anyMatch(Volatile::isVolatile);
  }
}
