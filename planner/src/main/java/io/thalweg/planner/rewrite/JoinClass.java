package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.planner.statistics.Estimate;
import io.thalweg.planner.statistics.JoinEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Columns of a join region that are equal in every result row. Built, then only read.
final class JoinClass {
  private final List<Member> members = new ArrayList<>();
  private long relations;

  private record Member(int relation, ColumnRef column, double distinct) {}

  void add(int relation, ColumnRef column, double distinct) {
    if (!contains(column)) {
      members.add(new Member(relation, column, distinct));
      relations |= 1L << relation;
    }
  }

  void addAll(JoinClass other) {
    other.members.forEach(m -> add(m.relation(), m.column(), m.distinct()));
  }

  boolean contains(ColumnRef column) {
    return members.stream().anyMatch(member -> member.column().index() == column.index());
  }

  long relations() {
    return relations;
  }

  private static boolean isIn(Member member, long set) {
    return (set & 1L << member.relation()) != 0;
  }

  boolean touches(long set) {
    return (relations & set) != 0;
  }

  private Optional<Member> first(long set) {
    if (touches(set)) {
      for (Member member : members) {
        if (isIn(member, set)) {
          return Optional.of(member);
        }
      }
    }
    return Optional.empty();
  }

  /// The equality that joins two sets of relations.
  Optional<Expression> between(long left, long right) {
    return first(left)
        .flatMap(a -> first(right).map(b -> JoinGraph.equality(a.column(), b.column())));
  }

  /// The equalities of columns of one relation.
  List<Expression> within(int relation) {
    List<Member> own = members.stream().filter(m -> m.relation() == relation).toList();
    List<Expression> all = new ArrayList<>();
    for (int i = 1; i < own.size(); i++) {
      all.add(JoinGraph.equality(own.getFirst().column(), own.get(i).column()));
    }
    return all;
  }

  /// The fraction of combinations of rows of `set` that the class keeps: every member but the one
  /// with the fewest values picks one of its values.
  double selectivity(long set) {
    if (Long.bitCount(relations & set) == 0) {
      return 1;
    }
    double product = 1;
    double least = Double.MAX_VALUE;
    int count = 0;
    for (Member member : members) {
      if (isIn(member, set)) {
        product *= member.distinct();
        least = Math.min(least, member.distinct());
        count++;
      }
    }
    return count < 2 ? 1 : least / product;
  }

  /// By how much the classes that two relations share underestimate their join.
  static double correction(List<JoinClass> classes, int a, int b, List<Estimate> estimates) {
    List<JoinEstimate.Pair> pairs = new ArrayList<>();
    double independent = 1;
    for (JoinClass shared : classes) {
      Optional<Member> left = shared.first(1L << a);
      Optional<Member> right = shared.first(1L << b);
      if (left.isPresent() && right.isPresent()) {
        pairs.add(new JoinEstimate.Pair(left.get().column().index(), right.get().column().index()));
        independent /= Math.max(left.get().distinct(), right.get().distinct());
      }
    }
    return pairs.size() < 2
        ? 1
        : JoinEstimate.selectivity(estimates.get(a), estimates.get(b), pairs) / independent;
  }
}
