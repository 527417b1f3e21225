package io.thalweg.exec.window;

import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WindowFrame.BoundKind;
import io.thalweg.core.plan.WindowFrame.Exclusion;
import io.thalweg.core.plan.WindowFrame.Unit;
import io.thalweg.core.type.Layout;
import java.util.Set;

/// What the result of window functions depends on beside the rows of their partition.
final class CallTraits {
  private static final Set<String> OF_PEERS =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist", "session_start", "session_last");
  private static final Set<String> POSITIONS =
      Set.of("row_number", "ntile", "lag", "lead", "first_value", "last_value", "nth_value");
  private static final Set<String> ORDERLESS =
      Set.of("count", "min", "max", "bool_and", "bool_or", "bit_and", "bit_or", "bit_xor");
  private static final Set<String> SUMS = Set.of("sum", "avg");

  private CallTraits() {}

  /// Whether some result depends on which of two peers comes first.
  static boolean dependOnTies(Window node) {
    return node.calls().stream().anyMatch(call -> dependsOnTies(node, call));
  }

  private static boolean dependsOnTies(Window node, WindowCall call) {
    String function = call.call().function();
    if (OF_PEERS.contains(function)) {
      return false;
    }
    return POSITIONS.contains(function) || !isExact(node, call) || cutsPeers(call.frame());
  }

  private static boolean cutsPeers(WindowFrame frame) {
    boolean whole =
        frame.start().kind() == BoundKind.UNBOUNDED_PRECEDING
            && frame.end().kind() == BoundKind.UNBOUNDED_FOLLOWING;
    return (frame.unit() == Unit.ROWS && !whole)
        || frame.exclusion() == Exclusion.CURRENT_ROW
        || frame.exclusion() == Exclusion.TIES;
  }

  /// Whether all results are the same to the last bit however the rows are put together.
  static boolean areExact(Window node) {
    return node.calls().stream().allMatch(call -> isExact(node, call));
  }

  private static boolean isExact(Window node, WindowCall call) {
    String function = call.call().function();
    return OF_PEERS.contains(function)
        || POSITIONS.contains(function)
        || ORDERLESS.contains(function)
        || (SUMS.contains(function)
            && node.input().schema().type(call.call().arguments().getFirst()).layout()
                != Layout.DOUBLE);
  }
}
