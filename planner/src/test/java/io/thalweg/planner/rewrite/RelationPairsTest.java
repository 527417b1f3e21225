package io.thalweg.planner.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationPairsTest {
  private static final int PLENTY = 1_000_000;

  private final Set<Long> known = new HashSet<>();
  private final List<Pair> found = new ArrayList<>();

  /// Unordered: the smaller number first.
  private record Pair(long one, long other) {
    static Pair of(long a, long b) {
      return new Pair(Math.min(a, b), Math.max(a, b));
    }
  }

  private boolean enumerate(RelationPairs pairs, int relations, int most) {
    for (int i = 0; i < relations; i++) {
      known.add(1L << i);
    }
    return pairs.enumerate(
        known::contains,
        (left, right) -> {
          assertThat(known.contains(left) && known.contains(right)).isTrue();
          assertThat(left & right).isZero();
          known.add(left | right);
          found.add(Pair.of(left, right));
        },
        most);
  }

  /// All splits of all sets, smaller numbers first, as the definition says.
  private static Set<Pair> allSplits(RelationPairs pairs, int relations) {
    Set<Long> whole = new HashSet<>();
    Set<Pair> all = new HashSet<>();
    for (long set = 1; set < 1L << relations; set++) {
      if (Long.bitCount(set) == 1) {
        whole.add(set);
      }
      for (long left = (set - 1) & set; left > 0; left = (left - 1) & set) {
        long right = set ^ left;
        if (whole.contains(left) && whole.contains(right) && pairs.isJoined(left, right)) {
          all.add(Pair.of(left, right));
          whole.add(set);
        }
      }
    }
    return all;
  }

  private static long randomSet(Random random, int relations, int size) {
    long set = 0;
    while (Long.bitCount(set) < size) {
      set |= 1L << random.nextInt(relations);
    }
    return set;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void findsEachPairOfRandomGraphsOnce(int relations) {
    Random random = new Random(relations);
    for (int round = 0; round < 400; round++) {
      known.clear();
      found.clear();
      RelationPairs pairs = new RelationPairs(relations);
      int edges = random.nextInt(2 * relations);
      for (int i = 0; i < edges; i++) {
        int size = 1 + random.nextInt(Math.min(4, relations));
        if (random.nextInt(4) == 0) {
          pairs.addClass(randomSet(random, relations, size));
        } else {
          pairs.addCondition(randomSet(random, relations, random.nextInt(3) == 0 ? size : 2));
        }
      }
      assertThat(enumerate(pairs, relations, PLENTY)).isTrue();
      assertThat(found).doesNotHaveDuplicates();
      assertThat(new HashSet<>(found)).isEqualTo(allSplits(pairs, relations));
    }
  }

  @ParameterizedTest
  @CsvSource({"10", "20", "64"})
  void findsAllPairsOfAChain(int relations) {
    RelationPairs pairs = new RelationPairs(relations);
    for (int i = 1; i < relations; i++) {
      pairs.addCondition(3L << (i - 1));
    }
    assertThat(enumerate(pairs, relations, 250_000)).isTrue();
    assertThat(found.size()).isEqualTo((relations * relations * relations - relations) / 6);
  }

  @Test
  void findsAllPairsOfTenRelationsThatAreAllJoined() {
    RelationPairs pairs = new RelationPairs(10);
    pairs.addClass((1 << 10) - 1);
    assertThat(enumerate(pairs, 10, 250_000)).isTrue();
    assertThat(found.size()).isEqualTo((59_049 - 2_048 + 1) / 2);
  }

  @Test
  void givesUpWhenThereIsTooMuchToLookAt() {
    RelationPairs star = new RelationPairs(64);
    for (int i = 1; i < 64; i++) {
      star.addCondition(1L | 1L << i);
    }
    assertThat(enumerate(star, 64, 250_000)).isFalse();
  }
}
