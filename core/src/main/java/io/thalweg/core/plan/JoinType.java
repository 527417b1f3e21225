package io.thalweg.core.plan;

/// What a join does with rows that have no match, and which columns it yields.
public enum JoinType {
  INNER,
  /// All left rows; NULLs for the right side where there is no match.
  LEFT,
  /// All right rows.
  RIGHT,
  FULL,
  /// Left rows with a match, once; only the left columns.
  SEMI,
  /// Left rows without a match (NOT EXISTS); only the left columns.
  ANTI,
  /// Right rows with a match, once; only the right columns: SEMI with its small side built.
  RIGHT_SEMI,
  /// Right rows without a match; only the right columns.
  RIGHT_ANTI,
  /// As ANTI with the meaning of NOT IN: no row when the right side holds a NULL key (unless the
  /// right side is empty), and no row with a NULL key of its own.
  NULL_AWARE_ANTI;

  /// Whether only the left side's columns are in the output.
  public boolean yieldsLeftOnly() {
    return this == SEMI || this == ANTI || this == NULL_AWARE_ANTI;
  }

  /// Whether only the right side's columns are in the output.
  public boolean yieldsRightOnly() {
    return this == RIGHT_SEMI || this == RIGHT_ANTI;
  }

  /// Whether left rows without a match are in the output.
  public boolean keepsLeft() {
    return this == LEFT || this == FULL;
  }

  /// Whether right rows without a match are in the output.
  public boolean keepsRight() {
    return this == RIGHT || this == FULL;
  }
}
