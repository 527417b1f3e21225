package io.thalweg.planner.stream;

import java.util.Map;

/// What is certain about the rows that a node of a continuous plan yields.
///
/// @param appendOnly no row is ever retracted
/// @param bounded it ends before the first epoch does
/// @param growing its rows come from a stream that only ever adds; otherwise all there is to keep
///   is as large as some table
/// @param consolidated no epoch holds both a row and its retraction
/// @param slack how event time makes progress, by ordinal of a TIMESTAMP column (or an array of
///   them): once the watermark has reached `w`, every later change has a value of at least `w` less
///   these micros
/// @param clock as `slack`, of columns that come from `proctime()`: once an epoch has ended at `t`,
///   every later change has a value of at least `t` less these micros
/// @param identity of the node's state, equal for equal subtrees
public record Facts(
    boolean appendOnly,
    boolean bounded,
    boolean growing,
    boolean consolidated,
    Map<Integer, Long> slack,
    Map<Integer, Long> clock,
    String identity) {
  public Facts {
    slack = Map.copyOf(slack);
    clock = Map.copyOf(clock);
  }

  /// Of rows that do not come from `proctime()`.
  Facts(
      boolean appendOnly,
      boolean bounded,
      boolean growing,
      boolean consolidated,
      Map<Integer, Long> slack,
      String identity) {
    this(appendOnly, bounded, growing, consolidated, slack, Map.of(), identity);
  }

  Facts notGrowing() {
    return new Facts(appendOnly, bounded, false, consolidated, slack, clock, identity);
  }

  Facts withSlack(Map<Integer, Long> newSlack) {
    return new Facts(appendOnly, bounded, growing, consolidated, newSlack, clock, identity);
  }

  Facts withClock(Map<Integer, Long> newClock) {
    return new Facts(appendOnly, bounded, growing, consolidated, slack, newClock, identity);
  }
}
