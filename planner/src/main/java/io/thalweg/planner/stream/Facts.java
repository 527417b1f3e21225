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
/// @param identity of the node's state, equal for equal subtrees
public record Facts(
    boolean appendOnly,
    boolean bounded,
    boolean growing,
    boolean consolidated,
    Map<Integer, Long> slack,
    String identity) {
  public Facts {
    slack = Map.copyOf(slack);
  }

  Facts notGrowing() {
    return new Facts(appendOnly, bounded, false, consolidated, slack, identity);
  }

  Facts withSlack(Map<Integer, Long> newSlack) {
    return new Facts(appendOnly, bounded, growing, consolidated, newSlack, identity);
  }
}
