package io.thalweg.exec.join.continuous;

import io.thalweg.core.plan.JoinType;

/// Which rows of one input a join yields outside of pairs, by the number of their matches.
enum Presence {
  /// None.
  NEVER,
  /// Those that match, once however many matches they have.
  MATCHED,
  /// Those that match nothing.
  UNMATCHED;

  static Presence ofLeft(JoinType type) {
    return switch (type) {
      case LEFT, FULL, ANTI, NULL_AWARE_ANTI -> UNMATCHED;
      case SEMI -> MATCHED;
      case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> NEVER;
    };
  }

  static Presence ofRight(JoinType type) {
    return switch (type) {
      case RIGHT, FULL, RIGHT_ANTI -> UNMATCHED;
      case RIGHT_SEMI -> MATCHED;
      case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI -> NEVER;
    };
  }

  /// Whether a row with so many matches (a sum of weights) is among them.
  boolean shows(long matches) {
    return this != NEVER && (this == MATCHED) == matches > 0;
  }
}
