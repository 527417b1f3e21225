package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.statistics.Estimate;
import io.thalweg.planner.statistics.Estimates;
import io.thalweg.planner.statistics.Selectivity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The relations and conditions of one region of inner joins, as sets of bits: bit i is relation i.
/// Used once.
///
/// Columns that are equal form a class; two sets of relations are joined by one equality per class
/// that has members in both, so `a = b AND b = c` may join a with c first.
final class JoinGraph {
  /// More relations are ordered greedily: dynamic programming looks at 3ⁿ splits.
  private static final int MOST_FOR_ALL_SPLITS = 10;

  private static final int MOST_RELATIONS = Long.SIZE;
  private static final double BUILD_WEIGHT = 2;
  private static final double LOOP_WEIGHT = 0.2;

  private final List<LogicalNode> relations;
  private final List<Estimate> estimates = new ArrayList<>();
  private final List<JoinClass> classes = new ArrayList<>();
  private final List<Condition> others = new ArrayList<>();
  private final List<Expression> constants = new ArrayList<>();
  private @Nullable List<Correction> corrections;
  private final List<LogicalNode> original;
  private final List<Expression> conditions;

  JoinGraph(Estimates estimates, List<LogicalNode> relations, List<Expression> conditions) {
    this.original = relations;
    this.conditions = conditions;
    this.relations = relations;
    relations.forEach(relation -> this.estimates.add(estimates.of(relation)));
    if (relations.size() <= MOST_RELATIONS) {
      conditions.forEach(this::add);
    }
  }

  /// A condition that is not an equality of columns.
  private record Condition(Expression expression, long relations, double selectivity) {}

  /// What two relations' rows are multiplied by; found once all conditions are known.
  private record Correction(long pair, double factor) {}

  /// A tree over some relations.
  private record Tree(long relations, LogicalNode node, double rows, double cost) {}

  LogicalNode order() {
    if (relations.size() > MOST_RELATIONS) {
      return asWritten();
    }
    List<Tree> trees =
        new ArrayList<>(
            relations.size() <= MOST_FOR_ALL_SPLITS ? allSplits() : List.copyOf(leaves()));
    while (trees.size() > 1) {
      joinCheapest(trees);
    }
    return LogicalFilter.of(trees.getFirst().node(), constants);
  }

  private LogicalNode asWritten() {
    LogicalNode node = original.getFirst();
    for (LogicalNode next : original.subList(1, original.size())) {
      node = new LogicalJoin(node, next, JoinType.INNER, List.of());
    }
    return FilterPushdown.apply(LogicalFilter.of(node, conditions));
  }

  private void add(Expression condition) {
    BitSet read = Expressions.columns(condition);
    long used = relations(read);
    if (condition instanceof Call call
        && call.function().equals("eq")
        && call.children().get(0) instanceof ColumnRef a
        && call.children().get(1) instanceof ColumnRef b
        && Long.bitCount(used) == 2) {
      equal(a, b);
    } else if (Long.bitCount(used) < 1) {
      constants.add(condition);
    } else {
      others.add(new Condition(condition, used, selectivity(condition, used)));
    }
  }

  private double selectivity(Expression condition, long used) {
    Map<Integer, io.thalweg.planner.statistics.ColumnEstimate> columns = new HashMap<>();
    double rows = 1;
    for (int i = 0; i < relations.size(); i++) {
      if ((used & bit(i)) != 0) {
        columns.putAll(estimates.get(i).columns());
        rows *= estimates.get(i).rows();
      }
    }
    return new Selectivity(new Estimate(rows, columns)).of(List.of(condition));
  }

  private static long bit(int relation) {
    return 1L << relation;
  }

  private long relations(BitSet columns) {
    long used = 0;
    for (int i = 0; i < relations.size(); i++) {
      if (Column.ids(relations.get(i).columns()).intersects(columns)) {
        used |= bit(i);
      }
    }
    return used;
  }

  private int relation(ColumnRef column) {
    BitSet ids = new BitSet();
    ids.set(column.index());
    return Long.numberOfTrailingZeros(relations(ids));
  }

  private void equal(ColumnRef a, ColumnRef b) {
    JoinClass merged = new JoinClass();
    merged.add(relation(a), a, estimates.get(relation(a)).distinct(a.index()));
    merged.add(relation(b), b, estimates.get(relation(b)).distinct(b.index()));
    for (JoinClass known : List.copyOf(classes)) {
      if (known.contains(a) || known.contains(b)) {
        merged.addAll(known);
        classes.remove(known);
      }
    }
    classes.add(merged);
  }

  private List<Tree> leaves() {
    List<Tree> leaves = new ArrayList<>();
    for (int i = 0; i < relations.size(); i++) {
      LogicalNode node = LogicalFilter.of(relations.get(i), within(i));
      leaves.add(new Tree(bit(i), node, rows(bit(i)), 0));
    }
    return leaves;
  }

  /// Conditions on one relation: equal columns of the same relation, and volatile ones.
  private List<Expression> within(int relation) {
    List<Expression> all = new ArrayList<>();
    classes.forEach(equal -> all.addAll(equal.within(relation)));
    for (Condition other : others) {
      if (other.relations() == bit(relation)) {
        all.add(other.expression());
      }
    }
    return all;
  }

  /// The estimated rows of a set of relations, whatever the order.
  private double rows(long set) {
    double rows = 1;
    for (int i = 0; i < relations.size(); i++) {
      if ((set & bit(i)) != 0) {
        rows *= estimates.get(i).rows();
      }
    }
    for (JoinClass equal : classes) {
      rows *= equal.selectivity(set);
    }
    for (Condition other : others) {
      if ((other.relations() & ~set) == 0) {
        rows *= other.selectivity();
      }
    }
    return Math.max(1, rows * combined(set));
  }

  /// Corrects for pairs of relations with several equalities: their columns are not independent.
  private double combined(long set) {
    double factor = 1;
    for (Correction correction : corrections()) {
      if ((correction.pair() & ~set) == 0) {
        factor *= correction.factor();
      }
    }
    return factor;
  }

  private List<Correction> corrections() {
    List<Correction> known = corrections;
    if (known == null) {
      known = new ArrayList<>();
      for (int i = 0; i < relations.size(); i++) {
        for (int j = i + 1; j < relations.size(); j++) {
          double factor = JoinClass.correction(classes, i, j, estimates);
          if (factor != 1) {
            known.add(new Correction(bit(i) | bit(j), factor));
          }
        }
      }
      corrections = known;
    }
    return known;
  }

  /// The best tree of each connected part.
  private List<Tree> allSplits() {
    int count = 1 << relations.size();
    @Nullable Tree[] best = new @Nullable Tree[count];
    leaves().forEach(leaf -> best[(int) leaf.relations()] = leaf);
    for (int set = 1; set < count; set++) {
      if (Integer.bitCount(set) < 2) {
        continue;
      }
      double rows = rows(set);
      for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
        Tree a = best[left];
        Tree b = best[set ^ left];
        if (left < (set ^ left) || a == null || b == null || !isConnected(left, set ^ left)) {
          continue;
        }
        Tree candidate = better(a, b, rows);
        Tree known = best[set];
        if (known == null || candidate.cost() < known.cost()) {
          best[set] = candidate;
        }
      }
    }
    return cover(best, count - 1);
  }

  /// Disjoint trees that together hold all relations, the largest first.
  private static List<Tree> cover(@Nullable Tree[] best, int all) {
    List<Tree> trees = new ArrayList<>();
    int rest = all;
    while (rest != 0) {
      int largest = 0;
      for (int set = rest; set > 0; set = (set - 1) & rest) {
        if (best[set] != null && Integer.bitCount(set) > Integer.bitCount(largest)) {
          largest = set;
        }
      }
      Tree tree = best[largest];
      if (tree == null) {
        throw new IllegalStateException("relation without a tree");
      }
      trees.add(tree);
      rest &= ~largest;
    }
    return trees;
  }

  private boolean isConnected(long left, long right) {
    for (JoinClass equal : classes) {
      if (equal.touches(left) && equal.touches(right)) {
        return true;
      }
    }
    return others.stream().anyMatch(other -> isBetween(other, left, right));
  }

  private static boolean isBetween(Condition other, long left, long right) {
    return (other.relations() & left) != 0
        && (other.relations() & right) != 0
        && (other.relations() & ~(left | right)) == 0;
  }

  /// The join of two trees with the side that is cheaper to keep on the right.
  private Tree better(Tree a, Tree b, double rows) {
    Tree probe = a.rows() >= b.rows() ? a : b;
    Tree build = probe == a ? b : a;
    List<Expression> on = new ArrayList<>();
    classes.forEach(
        equal -> equal.between(probe.relations(), build.relations()).ifPresent(on::add));
    boolean hashed = !on.isEmpty();
    for (Condition other : others) {
      if (isBetween(other, probe.relations(), build.relations())) {
        on.add(other.expression());
      }
    }
    double work =
        hashed
            ? probe.rows() + BUILD_WEIGHT * build.rows() + rows
            : LOOP_WEIGHT * probe.rows() * build.rows() + rows;
    return new Tree(
        a.relations() | b.relations(),
        new LogicalJoin(probe.node(), build.node(), JoinType.INNER, on),
        rows,
        a.cost() + b.cost() + work);
  }

  /// One greedy step: the pair whose join yields the fewest rows; unconnected ones come last.
  private void joinCheapest(List<Tree> trees) {
    double fewest = Double.MAX_VALUE;
    boolean bestConnected = false;
    Tree first = trees.getFirst();
    Tree second = trees.getLast();
    for (int i = 0; i < trees.size(); i++) {
      Tree a = trees.get(i);
      for (int j = i + 1; j < trees.size(); j++) {
        Tree b = trees.get(j);
        boolean connected = isConnected(a.relations(), b.relations());
        if (bestConnected && !connected) {
          continue;
        }
        double rows = rows(a.relations() | b.relations());
        if ((connected && !bestConnected) || rows < fewest) {
          fewest = rows;
          bestConnected = connected;
          first = a;
          second = b;
        }
      }
    }
    trees.remove(first);
    trees.remove(second);
    trees.add(better(first, second, rows(first.relations() | second.relations())));
  }

  /// `left = right`.
  static Expression equality(ColumnRef left, ColumnRef right) {
    return new Call("eq", List.of(left, right), SimpleType.BOOLEAN);
  }
}
