package io.thalweg.exec.window;

import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;

/// Makes the functions of a [Window].
final class WindowFunctions {
  private WindowFunctions() {}

  static WindowFunction of(Window node, WindowCall call) {
    return switch (call.call().function()) {
      case "row_number", "rank", "dense_rank", "percent_rank", "cume_dist" ->
          Ranking.of(call.call().function());
      case "ntile" -> new Buckets(call.call().arguments().getFirst());
      case "lag" -> new ShiftedValue(call, -1);
      case "lead" -> new ShiftedValue(call, 1);
      case "session_start", "session_last" -> new SessionBounds(node, call);
      case "first_value", "last_value", "nth_value" -> new FrameValue(node, call);
      default -> new FrameAggregate(node, call);
    };
  }
}
