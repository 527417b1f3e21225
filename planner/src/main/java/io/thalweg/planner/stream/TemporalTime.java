package io.thalweg.planner.stream;

import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Event time in a temporal join: when a left row has met its last version, and when a version is
/// no longer the one that is valid.
///
/// @param last whether rows leave only once they are over
record TemporalTime(TemporalJoin join, Facts left, Facts right, boolean last) {

  List<Optional<Expiry>> expiries() {
    return List.of(leftExpiry(), rightExpiry());
  }

  /// No later version is valid at its time, or before it.
  private Optional<Expiry> leftExpiry() {
    Long slack = right.slack().get(join.rightTime());
    return right.bounded() || slack == null || looksAhead()
        ? Optional.empty()
        : Optional.of(new Expiry(join.leftTime(), slack + 1));
  }

  /// A version behind it is valid at the times of all later left rows.
  private Optional<Expiry> rightExpiry() {
    Long slack = left.slack().get(join.leftTime());
    return right.bounded() || slack == null || leftExpiry().isEmpty()
        ? Optional.empty()
        : Optional.of(new Expiry(join.rightTime(), slack + 1));
  }

  /// Versions of later times are looked for.
  private boolean looksAhead() {
    return join.nearest() == Nearest.AT_OR_AFTER || join.nearest() == Nearest.AFTER;
  }

  /// When left rows leave, if they wait until they are over.
  Optional<Expiry> emitOn() {
    Long slack = left.slack().get(join.leftTime());
    return last && slack != null
        ? leftExpiry().map(over -> new Expiry(over.column(), Math.max(over.lagMicros(), slack)))
        : Optional.empty();
  }

  /// A row changes with itself or with its version.
  Map<Integer, Long> slack() {
    Long own = left.slack().get(join.leftTime());
    if (right.bounded()) {
      return left.slack();
    }
    return own == null
        ? Map.of()
        : leftExpiry()
            .map(over -> Map.of(join.leftTime(), Math.max(own, over.lagMicros())))
            .orElse(Map.of());
  }

  Facts facts() {
    boolean settled = emitOn().isPresent() || (right.bounded() && left.appendOnly());
    return new Facts(
        settled,
        left.bounded() && right.bounded(),
        left.growing(),
        settled || !right.bounded(),
        slack(),
        Identity.of(join, List.of(left, right)));
  }
}
