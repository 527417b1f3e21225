package io.thalweg.planner.stream;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WindowFrame.BoundKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Event time in window functions.
final class WindowTime {
  /// They look at rows before the current one, whatever frame is written.
  private static final Set<String> BACKWARDS = Set.of("lag", "row_number", "rank", "dense_rank");

  private static final Set<String> WHOLE_PARTITION =
      Set.of("lead", "ntile", "percent_rank", "cume_dist", "session_start", "session_last");

  private static final Set<String> SESSIONS = Set.of("session_start", "session_last");

  private WindowTime() {}

  /// A row changes the results of its partition; of those behind it alone, when rows are in the
  /// order of time and nothing looks ahead.
  static Map<Integer, Long> slack(Window window, Facts input) {
    Map<Integer, Long> all = new HashMap<>();
    for (int column : window.partitionBy()) {
      Long own = input.slack().get(column);
      if (own != null) {
        all.put(column, own);
      }
    }
    ordered(window, input)
        .filter(_ -> window.calls().stream().allMatch(WindowTime::looksBack))
        .ifPresent(column -> all.put(column, input.slack().getOrDefault(column, 0L)));
    ordered(window, input).ifPresent(column -> sessions(window, input, column, all));
    return all;
  }

  /// A row changes its own session, which has had a row less than the gap before, or will have one
  /// after.
  private static void sessions(Window window, Facts input, int time, Map<Integer, Long> slack) {
    int width = window.input().schema().size();
    for (int i = 0; i < window.calls().size(); i++) {
      WindowCall call = window.calls().get(i);
      OptionalLong gap = gap(call);
      if (call.call().function().equals("session_last") && gap.isPresent()) {
        slack.put(width + i, input.slack().getOrDefault(time, 0L) + gap.getAsLong() - 1);
      }
    }
  }

  private static OptionalLong gap(WindowCall call) {
    return SESSIONS.contains(call.call().function())
        ? call.frame().start().offset().map(WindowTime::micros).orElse(OptionalLong.empty())
        : OptionalLong.empty();
  }

  /// The first order column when it is ascending event time.
  private static Optional<Integer> ordered(Window window, Facts input) {
    if (window.orderBy().isEmpty()) {
      return Optional.empty();
    }
    SortKey first = window.orderBy().getFirst();
    return !first.descending() && input.slack().containsKey(first.column())
        ? Optional.of(first.column())
        : Optional.empty();
  }

  private static boolean looksBack(WindowCall call) {
    String function = call.call().function();
    if (WHOLE_PARTITION.contains(function)) {
      return false;
    }
    return BACKWARDS.contains(function)
        || switch (call.frame().end().kind()) {
          case CURRENT_ROW, PRECEDING, UNBOUNDED_PRECEDING -> true;
          case FOLLOWING, UNBOUNDED_FOLLOWING -> false;
        };
  }

  /// When a row is not needed any more: with its partition, or once it is out of every frame.
  static Optional<Expiry> expiry(Window window, Facts input) {
    Optional<Expiry> partition =
        window.partitionBy().stream()
            .filter(input.slack()::containsKey)
            .findFirst()
            .map(column -> new Expiry(column, 1 + input.slack().getOrDefault(column, 0L)));
    if (partition.isPresent()) {
      return partition;
    }
    Optional<Integer> time = ordered(window, input);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    long longest = 0;
    for (WindowCall call : window.calls()) {
      OptionalLong reach = reach(call);
      if (reach.isEmpty()) {
        return Optional.empty();
      }
      longest = Math.max(longest, reach.getAsLong());
    }
    long slack = input.slack().getOrDefault(time.get(), 0L);
    return Optional.of(new Expiry(time.get(), slack + longest + 1));
  }

  /// How far back in time a frame reaches.
  private static OptionalLong reach(WindowCall call) {
    if (SESSIONS.contains(call.call().function())) {
      return gap(call);
    }
    WindowFrame frame = call.frame();
    boolean framed =
        !BACKWARDS.contains(call.call().function()) && looksBack(call) && isByTime(frame);
    if (!framed) {
      return OptionalLong.empty();
    }
    return switch (frame.start().kind()) {
      case CURRENT_ROW -> OptionalLong.of(0);
      case PRECEDING -> frame.start().offset().map(WindowTime::micros).orElse(OptionalLong.empty());
      case UNBOUNDED_PRECEDING, FOLLOWING, UNBOUNDED_FOLLOWING -> OptionalLong.empty();
    };
  }

  private static boolean isByTime(WindowFrame frame) {
    return frame.unit() == WindowFrame.Unit.RANGE
        && (frame.end().kind() == BoundKind.CURRENT_ROW
            || frame.end().kind() == BoundKind.PRECEDING);
  }

  private static OptionalLong micros(Literal literal) {
    return EventTime.micros(literal);
  }
}
