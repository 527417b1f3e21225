package io.thalweg.planner.rewrite;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalLimit;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.LogicalSort;
import io.thalweg.planner.logical.LogicalUnion;
import io.thalweg.planner.logical.LogicalUnnest;
import io.thalweg.planner.logical.LogicalValues;
import io.thalweg.planner.logical.LogicalWindow;
import io.thalweg.planner.logical.Nodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Frees the right side of one dependent join from the columns of its left side. Used by one
/// thread.
///
/// Correlated conditions are pulled up, node by node. Where a node has to tell outer rows apart
/// (aggregates, limits, windows), an equality `outer = inner` makes `inner` a grouping key;
/// anything else joins with the *domain*, the distinct outer values, and groups by them (Neumann
/// and Kemper, "Unnesting Arbitrary Queries", 2015).
final class Unnesting {
  private final ColumnIds ids;
  private final LogicalNode left;
  private final BitSet outer;

  /// @param left the dependent join's left side, free of correlations to it
  Unnesting(ColumnIds ids, LogicalNode left) {
    this.ids = ids;
    this.left = left;
    this.outer = Column.ids(left.columns());
  }

  private boolean isFree(LogicalNode node) {
    return !Nodes.free(node).intersects(outer);
  }

  private boolean isOuter(Expression expression) {
    return Unnested.reads(expression, outer);
  }

  Unnested unnest(LogicalNode node) {
    if (isFree(node)) {
      return Unnested.plain(node);
    }
    return switch (node) {
      case LogicalScan _, LogicalValues _ -> Unnested.plain(node);
      case LogicalFilter filter -> filter(filter);
      case LogicalProject project -> project(project);
      case LogicalAggregate aggregate -> aggregate(aggregate);
      case LogicalJoin join -> join(join);
      case LogicalSort sort -> unnest(sort.input());
      case LogicalLimit limit -> limit(limit);
      case LogicalUnion union -> union(union);
      case LogicalWindow window -> window(window);
      case LogicalUnnest unnest -> {
        Unnested input = unnest(unnest.input());
        yield input.withNode(unnest.withInputs(List.of(input.node())));
      }
    };
  }

  private Unnested filter(LogicalFilter filter) {
    Unnested input = unnest(filter.input());
    List<Expression> own = new ArrayList<>();
    List<Expression> pulled = new ArrayList<>(input.pulled());
    for (Expression conjunct : filter.conjuncts()) {
      (isOuter(conjunct) ? pulled : own).add(conjunct);
    }
    return new Unnested(LogicalFilter.of(input.node(), own), pulled);
  }

  private Unnested project(LogicalProject project) {
    BitSet read = new BitSet();
    project.assignments().forEach(a -> read.or(Expressions.columns(a.expression())));
    read.and(outer);
    Bound bound = bind(unnest(project.input()), read);
    List<Assignment> assignments = new ArrayList<>();
    for (Assignment assignment : project.assignments()) {
      assignments.add(
          new Assignment(
              assignment.column(), Nodes.substitute(assignment.expression(), bound.values())));
    }
    return new Unnested(
        passing(bound.unnested(), project.columns(), assignments), bound.unnested().pulled());
  }

  /// A projection that also keeps what the pulled conditions read.
  private static LogicalNode passing(
      Unnested input, List<Column> columns, List<Assignment> assignments) {
    BitSet needed = new BitSet();
    input.pulled().forEach(conjunct -> needed.or(Expressions.columns(conjunct)));
    needed.andNot(Column.ids(columns));
    List<Assignment> all = new ArrayList<>(assignments);
    for (Column column : input.node().columns()) {
      if (needed.get(column.id())) {
        all.add(Assignment.pass(column));
      }
    }
    return new LogicalProject(input.node(), all);
  }

  /// @param values by outer column, an expression over the node that equals it wherever the pulled
  ///   conditions hold
  record Bound(Unnested unnested, Map<Integer, Expression> values) {}

  /// Makes the outer columns `wanted` available among the node's columns.
  Bound bind(Unnested input, BitSet wanted) {
    Map<Integer, Expression> values = new HashMap<>();
    BitSet missing = (BitSet) wanted.clone();
    for (Expression conjunct : input.pulled()) {
      equality(conjunct)
          .filter(pair -> pair.outer() instanceof ColumnRef && pair.isStrict())
          .ifPresent(
              pair -> {
                int id = ((ColumnRef) pair.outer()).index();
                if (missing.get(id) && pair.inner() instanceof ColumnRef) {
                  values.put(id, pair.inner());
                  missing.clear(id);
                }
              });
    }
    return missing.isEmpty() ? new Bound(input, values) : withDomain(input, missing, values);
  }

  /// Joins with the distinct values of some outer columns. Conditions that read no other outer
  /// column become the join's.
  private Bound withDomain(Unnested input, BitSet columns, Map<Integer, Expression> values) {
    Domain domain = domain(columns);
    List<Expression> on = new ArrayList<>();
    List<Expression> pulled = new ArrayList<>();
    for (Expression conjunct : input.pulled()) {
      BitSet read = Expressions.columns(conjunct);
      read.and(outer);
      read.andNot(columns);
      if (read.isEmpty()) {
        on.add(Nodes.substitute(conjunct, domain.values()));
      } else {
        pulled.add(conjunct);
      }
    }
    pulled.addAll(domain.conditions());
    values.putAll(domain.values());
    LogicalNode join = new LogicalJoin(domain.node(), input.node(), JoinType.INNER, on);
    return new Bound(new Unnested(join, pulled), values);
  }

  /// Distinct values of outer columns.
  ///
  /// @param values by outer column, the domain's column
  /// @param conditions that tie them together
  record Domain(
      LogicalNode node,
      List<Column> columns,
      Map<Integer, Expression> values,
      List<Expression> conditions) {}

  Domain domain(BitSet columns) {
    Copies copies = new Copies(ids);
    LogicalNode copy = copies.copy(left);
    List<Column> copied = new ArrayList<>();
    Map<Integer, Expression> values = new HashMap<>();
    List<Expression> conditions = new ArrayList<>();
    for (Column column : left.columns()) {
      if (columns.get(column.id()) && !values.containsKey(column.id())) {
        Column own = copies.column(column);
        copied.add(own);
        values.put(column.id(), own.ref());
        conditions.add(Unnested.same(column.ref(), own.ref()));
      }
    }
    LogicalNode distinct =
        LogicalAggregate.of(LogicalProject.select(copy, copied), copied, List.of());
    return new Domain(distinct, copied, values, conditions);
  }

  /// A conjunct that compares an outer with an inner expression.
  private record Equality(Expression outer, Expression inner, String function) {
    boolean isStrict() {
      return function.equals("eq");
    }
  }

  private java.util.Optional<Equality> equality(Expression conjunct) {
    if (!(conjunct instanceof Call call)
        || !(call.function().equals("eq") || call.function().equals("is_not_distinct_from"))) {
      return java.util.Optional.empty();
    }
    Expression first = call.children().get(0);
    Expression second = call.children().get(1);
    if (isOnlyOuter(first) && !isOuter(second)) {
      return java.util.Optional.of(new Equality(first, second, call.function()));
    }
    return isOnlyOuter(second) && !isOuter(first)
        ? java.util.Optional.of(new Equality(second, first, call.function()))
        : java.util.Optional.empty();
  }

  private boolean isOnlyOuter(Expression expression) {
    BitSet read = Expressions.columns(expression);
    if (read.isEmpty()) {
      return false;
    }
    read.andNot(outer);
    return read.isEmpty();
  }

  /// @param keys columns whose values say to which outer rows a row belongs
  record Keyed(Unnested unnested, List<Column> keys) {}

  /// Turns every pulled condition into a comparison of outer expressions with columns.
  Keyed keyed(Unnested input) {
    List<Column> keys = new ArrayList<>();
    List<Expression> equalities = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    List<Assignment> computed = new ArrayList<>();
    for (Expression conjunct : input.pulled()) {
      Equality pair = equality(conjunct).orElse(null);
      if (pair == null) {
        others.add(conjunct);
        continue;
      }
      Column key = key(input.node(), pair.inner(), computed);
      if (keys.stream().noneMatch(known -> known.id() == key.id())) {
        keys.add(key);
      }
      equalities.add(
          new Call(pair.function(), List.of(pair.outer(), key.ref()), SimpleType.BOOLEAN));
    }
    LogicalNode node = LogicalProject.extend(input.node(), computed);
    if (others.isEmpty()) {
      return new Keyed(new Unnested(node, equalities), keys);
    }
    Unnested rest = new Unnested(node, others);
    Bound bound = withDomain(rest, rest.outer(outer), new HashMap<>());
    for (Expression value : bound.values().values()) {
      keys.add(Nodes.column(bound.unnested().node(), ((ColumnRef) value).index()));
    }
    List<Expression> pulled = Unnested.concat(equalities, bound.unnested().pulled());
    return new Keyed(new Unnested(bound.unnested().node(), pulled), keys);
  }

  private Column key(LogicalNode node, Expression inner, List<Assignment> computed) {
    if (inner instanceof ColumnRef ref) {
      return Nodes.column(node, ref.index());
    }
    Column key = ids.column("key", inner.type(), true);
    computed.add(new Assignment(key, inner));
    return key;
  }

  private Unnested aggregate(LogicalAggregate aggregate) {
    Keyed keyed = keyed(unnest(aggregate.input()));
    if (keyed.keys().isEmpty()) {
      return new Unnested(
          aggregate.withInputs(List.of(keyed.unnested().node())), keyed.unnested().pulled());
    }
    if (!aggregate.isScalar()) {
      return new Unnested(grouped(aggregate, keyed), keyed.unnested().pulled());
    }
    Defaults defaults = new Defaults(ids, aggregate);
    Unnested groups = new Unnested(grouped(defaults.aggregate(), keyed), keyed.unnested().pulled());
    Domain domain = domain(groups.outer(outer));
    List<Expression> on =
        groups.pulled().stream().map(c -> Nodes.substitute(c, domain.values())).toList();
    LogicalNode join = new LogicalJoin(domain.node(), groups.node(), JoinType.LEFT, on);
    List<Assignment> assignments = new ArrayList<>(defaults.assignments());
    domain.columns().forEach(column -> assignments.add(Assignment.pass(column)));
    return new Unnested(new LogicalProject(join, assignments), domain.conditions());
  }

  /// The aggregate grouped by more keys.
  LogicalAggregate grouped(LogicalAggregate aggregate, Keyed keyed) {
    if (aggregate.groupingSets().size() > 1
        && aggregate.groupingSets().stream().anyMatch(List::isEmpty)) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "a correlated subquery with the empty grouping set is not supported; join instead");
    }
    List<LogicalAggregate.Key> keys = new ArrayList<>(aggregate.keys());
    List<Integer> more = new ArrayList<>();
    for (Column key : keyed.keys()) {
      int known =
          IntStream.range(0, keys.size())
              .filter(i -> keys.get(i).column().id() == key.id())
              .findFirst()
              .orElse(-1);
      if (known < 0) {
        more.add(keys.size());
        keys.add(LogicalAggregate.Key.of(key));
      } else {
        more.add(known);
      }
    }
    List<List<Integer>> sets = new ArrayList<>();
    for (List<Integer> set : aggregate.groupingSets()) {
      List<Integer> all = new ArrayList<>(set);
      more.stream().filter(position -> !all.contains(position)).forEach(all::add);
      sets.add(all.stream().sorted().toList());
    }
    return new LogicalAggregate(
        keyed.unnested().node(), keys, sets, aggregate.calls(), aggregate.setColumn());
  }

  private Unnested join(LogicalJoin join) {
    Unnested first = unnest(join.left());
    Unnested second = unnest(join.right());
    List<Expression> own = new ArrayList<>();
    List<Expression> correlated = new ArrayList<>();
    for (Expression conjunct : join.on()) {
      (isOuter(conjunct) ? correlated : own).add(conjunct);
    }
    if (join.type() == JoinType.INNER) {
      List<Expression> pulled = Unnested.concat(first.pulled(), second.pulled());
      return new Unnested(
          new LogicalJoin(first.node(), second.node(), JoinType.INNER, own),
          Unnested.concat(pulled, correlated));
    }
    if (join.type().keepsRight()) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "a FULL JOIN whose sides read columns of an outer query is not supported");
    }
    List<Expression> conditions = Unnested.concat(second.pulled(), correlated);
    BitSet read = new Unnested(second.node(), conditions).outer(outer);
    Bound bound = bind(first, read);
    List<Expression> moved =
        conditions.stream().map(c -> Nodes.substitute(c, bound.values())).toList();
    LogicalNode node = bound.unnested().node();
    if (join.type() == JoinType.NULL_AWARE_ANTI && !moved.isEmpty()) {
      Expression maybe = Unnested.call("is_not_false", And.of(own));
      return bound
          .unnested()
          .withNode(
              new LogicalJoin(
                  node, second.node(), JoinType.ANTI, Unnested.concat(List.of(maybe), moved)));
    }
    return bound
        .unnested()
        .withNode(new LogicalJoin(node, second.node(), join.type(), Unnested.concat(own, moved)));
  }

  private Unnested limit(LogicalLimit limit) {
    LogicalNode below = limit.input();
    List<SortKey> order = List.of();
    if (below instanceof LogicalSort sort) {
      order = sort.keys();
      below = sort.input();
    }
    Keyed keyed = keyed(unnest(below));
    LogicalNode node = keyed.unnested().node();
    if (keyed.keys().isEmpty()) {
      LogicalNode sorted = order.isEmpty() ? node : new LogicalSort(node, order);
      return keyed.unnested().withNode(limit.withInputs(List.of(sorted)));
    }
    Column number = ids.column("row_number", SimpleType.BIGINT, false);
    AggregateCall call =
        new AggregateCall(
            "row_number",
            List.of(),
            List.of(),
            false,
            OptionalInt.empty(),
            List.of(),
            SimpleType.BIGINT);
    LogicalNode window =
        new LogicalWindow(
            node,
            keyed.keys().stream().map(Column::id).toList(),
            order,
            List.of(
                new LogicalWindow.Output(
                    number, new WindowCall(call, WindowFrame.DEFAULT, false))));
    List<Expression> kept = new ArrayList<>();
    if (limit.offset() > 0) {
      kept.add(Unnested.call("gt", number.ref(), bigint(limit.offset())));
    }
    long last = limit.limit() + limit.offset();
    if (limit.limit() != Long.MAX_VALUE && last >= 0) {
      kept.add(Unnested.call("le", number.ref(), bigint(last)));
    }
    return keyed.unnested().withNode(LogicalFilter.of(window, kept));
  }

  private static Literal bigint(long value) {
    return new Literal(SimpleType.BIGINT, value);
  }

  private Unnested window(LogicalWindow window) {
    Keyed keyed = keyed(unnest(window.input()));
    List<Integer> partition = new ArrayList<>(window.partitionBy());
    for (Column key : keyed.keys()) {
      if (!partition.contains(key.id())) {
        partition.add(key.id());
      }
    }
    return keyed
        .unnested()
        .withNode(
            new LogicalWindow(
                keyed.unnested().node(), partition, window.orderBy(), window.calls()));
  }

  private Unnested union(LogicalUnion union) {
    List<Unnested> inputs = union.inputs().stream().map(this::unnest).toList();
    BitSet read = new BitSet();
    inputs.forEach(input -> read.or(input.outer(outer)));
    List<LogicalNode> nodes = new ArrayList<>();
    List<List<Column>> sources = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Bound bound = withDomain(inputs.get(i), read, new HashMap<>());
      nodes.add(bound.unnested().node());
      List<Column> source = new ArrayList<>(union.sources().get(i));
      for (int id : read.stream().toArray()) {
        if (bound.values().get(id) instanceof ColumnRef value) {
          source.add(Nodes.column(bound.unnested().node(), value.index()));
        }
      }
      sources.add(source);
    }
    List<Column> columns = new ArrayList<>(union.columns());
    List<Expression> pulled = new ArrayList<>();
    read.stream()
        .mapToObj(id -> Nodes.column(left, id))
        .forEach(
            column -> {
              Column own = ids.copy(column);
              columns.add(own);
              pulled.add(Unnested.same(column.ref(), own.ref()));
            });
    return new Unnested(new LogicalUnion(nodes, sources, columns), pulled);
  }
}
