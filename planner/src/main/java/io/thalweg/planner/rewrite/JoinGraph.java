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
import java.util.Comparator;
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
  /// Regions with more sets to look at are ordered greedily. Ten relations, each joined with every
  /// other, have fewer, and so have chains of all the relations there may be.
  private static final int MOST_SETS = 250_000;

  private static final int MOST_RELATIONS = Long.SIZE;
  private static final double BUILD_WEIGHT = 2;
  private static final double LOOP_WEIGHT = 0.2;

  private final List<LogicalNode> relations;
  private final List<Estimate> estimates = new ArrayList<>();
  private final List<JoinClass> classes = new ArrayList<>();
  private final List<Condition> others = new ArrayList<>();
  private final List<Expression> constants = new ArrayList<>();
  private final RelationPairs pairs;
  private @Nullable List<Correction> corrections;
  private final List<LogicalNode> original;
  private final List<Expression> conditions;

  JoinGraph(Estimates estimates, List<LogicalNode> relations, List<Expression> conditions) {
    this.original = relations;
    this.conditions = conditions;
    this.relations = relations;
    this.pairs = new RelationPairs(relations.size());
    relations.forEach(relation -> this.estimates.add(estimates.of(relation)));
    if (relations.size() <= MOST_RELATIONS) {
      conditions.forEach(this::add);
      classes.forEach(equal -> pairs.addClass(equal.relations()));
      others.forEach(other -> pairs.addCondition(other.relations()));
    }
  }

  /// A condition that is not an equality of columns.
  private record Condition(Expression expression, long relations, double selectivity) {}

  /// What two relations' rows are multiplied by; found once all conditions are known.
  private record Correction(long pair, double factor) {}

  /// A tree over some relations.
  private sealed interface Tree {
    long relations();

    /// That it yields, estimated.
    double rows();

    /// Of all its joins.
    double cost();
  }

  private record Leaf(long relations, LogicalNode node, double rows) implements Tree {
    @Override
    public double cost() {
      return 0;
    }
  }

  private record Join(long relations, Tree probe, Tree build, double rows, double cost)
      implements Tree {}

  LogicalNode order() {
    if (relations.size() > MOST_RELATIONS) {
      return asWritten();
    }
    List<Tree> trees = new ArrayList<>(bestTrees());
    while (trees.size() > 1) {
      joinCheapest(trees);
    }
    return LogicalFilter.of(node(trees.getFirst()), constants);
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
      leaves.add(new Leaf(bit(i), node, rows(bit(i))));
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

  /// The best tree of each connected part; the leaves when there are too many pairs to look at.
  private List<Tree> bestTrees() {
    Map<Long, Tree> best = new HashMap<>();
    List<Tree> leaves = leaves();
    leaves.forEach(leaf -> best.put(leaf.relations(), leaf));
    RelationPairs.Sink keepBetter = (left, right) -> keepBetter(best, left, right);
    return pairs.enumerate(best::containsKey, keepBetter, MOST_SETS) ? cover(best) : leaves;
  }

  private void keepBetter(Map<Long, Tree> best, long left, long right) {
    // Of two sides as large as each other, the one written first is kept.
    Tree a = tree(best, Math.max(left, right));
    Tree b = tree(best, Math.min(left, right));
    Tree known = best.get(left | right);
    Tree candidate = join(a, b, known == null ? rows(left | right) : known.rows());
    if (known == null || candidate.cost() < known.cost()) {
      best.put(left | right, candidate);
    }
  }

  private static Tree tree(Map<Long, Tree> trees, long relations) {
    Tree tree = trees.get(relations);
    if (tree == null) {
      throw new IllegalStateException(
          "relations without a tree: " + Long.toBinaryString(relations));
    }
    return tree;
  }

  /// Disjoint trees that together hold all relations, the largest first.
  private static List<Tree> cover(Map<Long, Tree> best) {
    List<Long> largestFirst = new ArrayList<>(best.keySet());
    largestFirst.sort(Comparator.comparingInt(Long::bitCount).reversed().thenComparing(set -> set));
    List<Tree> trees = new ArrayList<>();
    long covered = 0;
    for (long set : largestFirst) {
      if ((set & covered) == 0) {
        trees.add(tree(best, set));
        covered |= set;
      }
    }
    return trees;
  }

  /// The join of two trees with the side that is cheaper to keep on the right.
  private Tree join(Tree a, Tree b, double rows) {
    Tree probe = a.rows() >= b.rows() ? a : b;
    Tree build = probe == a ? b : a;
    boolean hashed = false;
    for (JoinClass equal : classes) {
      hashed |= equal.touches(a.relations()) && equal.touches(b.relations());
    }
    double work =
        hashed
            ? probe.rows() + BUILD_WEIGHT * build.rows() + rows
            : LOOP_WEIGHT * probe.rows() * build.rows() + rows;
    long both = a.relations() | b.relations();
    return new Join(both, probe, build, rows, a.cost() + b.cost() + work);
  }

  private LogicalNode node(Tree tree) {
    return switch (tree) {
      case Leaf leaf -> leaf.node();
      case Join join ->
          new LogicalJoin(
              node(join.probe()),
              node(join.build()),
              JoinType.INNER,
              on(join.probe().relations(), join.build().relations()));
    };
  }

  private List<Expression> on(long probe, long build) {
    List<Expression> on = new ArrayList<>();
    classes.forEach(equal -> equal.between(probe, build).ifPresent(on::add));
    for (Condition other : others) {
      if (RelationPairs.isBetween(other.relations(), probe, build)) {
        on.add(other.expression());
      }
    }
    return on;
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
        boolean connected = pairs.isJoined(a.relations(), b.relations());
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
    trees.add(join(first, second, rows(first.relations() | second.relations())));
  }

  /// `left = right`.
  static Expression equality(ColumnRef left, ColumnRef right) {
    return new Call("eq", List.of(left, right), SimpleType.BOOLEAN);
  }
}
