package io.thalweg.planner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/// The pairs of sets of relations that conditions join, as sets of bits: bit i is relation i. Used
/// by one thread.
///
/// DPhyp (Moerkotte and Neumann, "Dynamic programming strikes back", SIGMOD 2008): a set grows by
/// its neighbours only, and each pair comes once, when both of its sides have come as wholes. A
/// condition on more than two relations joins any two sets that together hold all of them; a set
/// reaches what it lacks of them through the first.
final class RelationPairs {
  /// Takes the pairs.
  interface Sink {
    void pair(long left, long right);
  }

  private final int count;

  /// By relation: those that a condition on just the two joins with it.
  private final long[] neighbours;

  /// The relations of conditions on more than two.
  private final List<Long> wide = new ArrayList<>();

  /// @param count of relations, at most 64
  RelationPairs(int count) {
    this.count = count;
    this.neighbours = new long[count];
  }

  /// Each two of these relations are joined.
  void addClass(long relations) {
    for (long rest = relations; rest != 0; rest &= rest - 1) {
      neighbours[Long.numberOfTrailingZeros(rest)] |= relations & ~Long.lowestOneBit(rest);
    }
  }

  /// There is a condition that reads all of these relations; one on a single one joins nothing.
  void addCondition(long relations) {
    if (Long.bitCount(relations) > 2) {
      wide.add(relations);
    } else {
      addClass(relations);
    }
  }

  /// Whether a condition joins two disjoint sets.
  boolean isJoined(long left, long right) {
    if ((near(left) & right) != 0) {
      return true;
    }
    return wide.stream().anyMatch(relations -> isBetween(relations, left, right));
  }

  /// Whether a condition on these relations can be tested where two sets are joined, not before.
  static boolean isBetween(long relations, long left, long right) {
    return (relations & left) != 0
        && (relations & right) != 0
        && (relations & ~(left | right)) == 0;
  }

  /// @param known whether a set is one relation or the union of a pair that `sink` has taken
  /// @param most sets that are looked at, joined or not
  /// @return false when there were more; `sink` has some of the pairs then
  boolean enumerate(LongPredicate known, Sink sink, int most) {
    return new Walk(known, sink, most).run();
  }

  private long near(long set) {
    long near = 0;
    for (long rest = set; rest != 0; rest &= rest - 1) {
      near |= neighbours[Long.numberOfTrailingZeros(rest)];
    }
    return near;
  }

  /// What a set can grow by that is not excluded.
  private long neighbourhood(long set, long excluded) {
    long found = near(set) & ~(set | excluded);
    for (long relations : wide) {
      long missing = relations & ~set;
      if (missing != relations && (missing & excluded) == 0) {
        found |= Long.lowestOneBit(missing);
      }
    }
    return found;
  }

  /// One relation, as a set, and those before it.
  private static long upTo(long relation) {
    return relation | relation - 1;
  }

  private final class Walk {
    private final LongPredicate known;
    private final Sink sink;
    private int left;

    Walk(LongPredicate known, Sink sink, int most) {
      this.known = known;
      this.sink = sink;
      this.left = most;
    }

    boolean run() {
      for (int i = count - 1; i >= 0 && left > 0; i--) {
        long one = 1L << i;
        pairsOf(one);
        grow(one, upTo(one));
      }
      return left > 0;
    }

    /// Every connected set that holds `set` and nothing excluded.
    private void grow(long set, long excluded) {
      long near = neighbourhood(set, excluded);
      for (long more = next(0, near); more != 0; more = next(more, near)) {
        if (known.test(set | more)) {
          pairsOf(set | more);
        }
      }
      for (long more = next(0, near); more != 0; more = next(more, near)) {
        grow(set | more, excluded | near);
      }
    }

    /// The pairs whose side with the first relation is `set`.
    private void pairsOf(long set) {
      long excluded = set | upTo(Long.lowestOneBit(set));
      long near = neighbourhood(set, excluded);
      for (long rest = near; rest != 0; ) {
        long last = Long.highestOneBit(rest);
        rest ^= last;
        if (isJoined(set, last)) {
          sink.pair(set, last);
        }
        growOther(set, last, excluded | upTo(last) & near);
      }
    }

    private void growOther(long set, long other, long excluded) {
      long near = neighbourhood(other, excluded);
      for (long more = next(0, near); more != 0; more = next(more, near)) {
        long grown = other | more;
        if (known.test(grown) && isJoined(set, grown)) {
          sink.pair(set, grown);
        }
      }
      for (long more = next(0, near); more != 0; more = next(more, near)) {
        growOther(set, other | more, excluded | near);
      }
    }

    /// The next subset, counted; 0 behind the last and when there have been too many.
    private long next(long subset, long of) {
      return left-- > 0 ? subset - of & of : 0;
    }
  }
}
