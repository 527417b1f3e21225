package io.thalweg.core.plan;

import io.thalweg.core.expr.Literal;
import java.util.Optional;

/// The rows around the current one that a window function sees.
public record WindowFrame(Unit unit, Bound start, Bound end, Exclusion exclusion) {

  /// RANGE UNBOUNDED PRECEDING AND CURRENT ROW: what SQL means without a frame.
  public static final WindowFrame DEFAULT =
      new WindowFrame(
          Unit.RANGE,
          new Bound(BoundKind.UNBOUNDED_PRECEDING, Optional.empty()),
          new Bound(BoundKind.CURRENT_ROW, Optional.empty()),
          Exclusion.NO_OTHERS);

  /// What offsets count.
  public enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  /// Where a frame ends.
  public enum BoundKind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /// Rows left out of the frame.
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  /// @param offset for PRECEDING and FOLLOWING: a BIGINT for ROWS and GROUPS, a value that can be
  ///   added to the order column for RANGE
  public record Bound(BoundKind kind, Optional<Literal> offset) {
    @Override
    public String toString() {
      return offset.map(literal -> literal + " ").orElse("") + kind.name().replace('_', ' ');
    }
  }

  @Override
  public String toString() {
    String excluded =
        exclusion == Exclusion.NO_OTHERS ? "" : " EXCLUDE " + exclusion.name().replace('_', ' ');
    return unit + " BETWEEN " + start + " AND " + end + excluded;
  }
}
