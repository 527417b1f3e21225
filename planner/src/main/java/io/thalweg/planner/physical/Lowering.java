package io.thalweg.planner.physical;

import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.PlannerOptions;
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
import io.thalweg.planner.physical.Lowered.Spread;
import io.thalweg.planner.share.SharedPlans;
import io.thalweg.planner.statistics.Estimates;
import io.thalweg.planner.stream.StreamFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Lowers one tree. Used by one thread, once.
public final class Lowering {
  /// Above this a top-n keeps too much; sorting all and cutting is as good.
  private static final long MOST_TOP_ROWS = 100_000;

  private final PlannerOptions options;
  private final ColumnIds ids;
  private final Estimates estimates;
  private final Fragments fragments;
  private final RuntimeFilterTargets runtimeFilters = new RuntimeFilterTargets();
  private final @Nullable StreamFacts stream;
  private final Map<SharedPlans.Plan, Fragments.Shared> computed = new IdentityHashMap<>();
  private SharedPlans shared;

  /// For a bounded plan.
  public Lowering(PlannerOptions options, ColumnIds ids) {
    this.options = options;
    this.ids = ids;
    this.estimates = new Estimates();
    this.fragments = new Fragments();
    this.stream = null;
    this.shared = SharedPlans.none(estimates);
  }

  /// For a continuous plan.
  Lowering(PlannerOptions options, ColumnIds ids, Fragments fragments, StreamFacts stream) {
    this.options = options;
    this.ids = ids;
    this.estimates = Estimates.withoutStatistics();
    this.fragments = fragments;
    this.stream = stream;
    this.shared = SharedPlans.none(estimates);
  }

  /// The plan of a query.
  ///
  /// @param columns the result's, in order
  public PhysicalPlan plan(LogicalNode node, List<Column> columns, List<DataType> parameters) {
    if (options.optimize()) {
      shared = SharedPlans.of(node, estimates);
    }
    Lowered root = result(node, columns);
    return new PhysicalPlan(
        fragments.finish(root),
        root.node().schema(),
        parameters,
        fragments.estimates(),
        Optional.empty());
  }

  /// The columns of the result, under their names.
  Lowered result(LogicalNode node, List<Column> columns) {
    return select(lower(node), columns);
  }

  /// The facts of a continuous plan's nodes; null for a bounded plan.
  @Nullable StreamFacts stream() {
    return stream;
  }

  ColumnIds ids() {
    return ids;
  }

  Fragments fragments() {
    return fragments;
  }

  PlannerOptions options() {
    return options;
  }

  Estimates estimates() {
    return estimates;
  }

  RuntimeFilterTargets runtimeFilters() {
    return runtimeFilters;
  }

  int nextNode() {
    return fragments.nextNode();
  }

  /// Whether other places read the node's rows, too: nothing above may ask for fewer.
  boolean isShared(LogicalNode node) {
    return shared.use(node).isPresent();
  }

  Lowered lower(LogicalNode node) {
    Optional<SharedPlans.Use> use = shared.use(node);
    return use.isPresent() ? shared(use.get(), node.columns()) : own(node);
  }

  /// Reads what is computed once for several places; `columns` are this place's.
  private Lowered shared(SharedPlans.Use use, List<Column> columns) {
    Fragments.Shared fragment = computed.get(use.plan());
    if (fragment == null) {
      fragment = fragments.shared(own(use.plan().node()));
      computed.put(use.plan(), fragment);
    }
    List<Column> own = new ArrayList<>(fragment.rows().columns().stream().map(ids::copy).toList());
    List<Assignment> wanted = new ArrayList<>();
    BitSet named = new BitSet();
    for (Column column : columns) {
      int id = use.columns().getOrDefault(column.id(), column.id());
      int ordinal = fragment.rows().ordinal(id);
      if (!named.get(ordinal)) {
        named.set(ordinal);
        own.set(ordinal, column);
      }
      wanted.add(new Assignment(column, own.get(ordinal).ref()));
    }
    Lowered source = fragments.read(fragment, own);
    Lowered chosen = assign(source, wanted);
    fragments.estimate(chosen.node(), chosen.rows());
    return chosen;
  }

  private Lowered own(LogicalNode node) {
    Lowered lowered =
        switch (node) {
          case LogicalScan scan -> scan(scan);
          case LogicalValues values -> values(values);
          case LogicalFilter filter -> filter(lower(filter.input()), filter);
          case LogicalProject project -> project(lower(project.input()), project);
          case LogicalAggregate aggregate ->
              new AggregateLowering(this, aggregate, estimates.rows(aggregate)).lower();
          case LogicalJoin join -> new JoinLowering(this, join, estimates.rows(join)).lower();
          case LogicalSort sort -> sort(lower(sort.input()), sort);
          case LogicalLimit limit -> limit(limit);
          case LogicalUnion union -> union(union);
          case LogicalWindow window -> window(lower(window.input()), window);
          case LogicalUnnest unnest -> unnest(lower(unnest.input()), unnest);
        };
    fragments.estimate(lowered.node(), lowered.rows());
    return lowered;
  }

  private Lowered scan(LogicalScan scan) {
    Table table = scan.table();
    List<Integer> ordinals =
        scan.scanColumns().stream().map(LogicalScan.ScanColumn::ordinal).toList();
    Schema schema = table.schemaWithRowId().select(ordinals);
    Scan node =
        new Scan(
            nextNode(),
            table.handle(),
            ordinals,
            scan.filters(),
            scan.limit(),
            runtimeFilters.targets(scan),
            schema);
    if (stream != null) {
      stream.scans(node, table);
    }
    double rows = estimates.rows(scan);
    return new Lowered(node, scan.columns(), spread(), rows);
  }

  private Spread spread() {
    return options.parallelism() == 1 ? Spread.SINGLE : Spread.ANY;
  }

  private Lowered values(LogicalValues values) {
    Values node = new Values(nextNode(), values.rows(), Column.schema(values.columns()));
    return new Lowered(node, values.columns(), Spread.SINGLE, values.rows().size());
  }

  private Lowered filter(Lowered input, LogicalFilter filter) {
    Expression predicate = input.bind(And.of(filter.conjuncts()));
    return input.with(new Filter(nextNode(), input.node(), predicate), estimates.rows(filter));
  }

  private Lowered project(Lowered input, LogicalProject project) {
    return assign(input, project.assignments());
  }

  /// A projection; none when it changes nothing.
  Lowered assign(Lowered input, List<Assignment> assignments) {
    List<Column> columns = assignments.stream().map(Assignment::column).toList();
    List<Expression> expressions = new ArrayList<>();
    for (Assignment assignment : assignments) {
      expressions.add(input.bind(assignment.expression()));
    }
    if (assignments.stream().allMatch(Assignment::isPass)
        && Column.ids(columns).equals(Column.ids(input.columns()))
        && columns.size() == input.columns().size()) {
      return input;
    }
    Project node = new Project(nextNode(), input.node(), expressions, Column.schema(columns));
    if (losesTime(node)) {
      return assign(settled(input), assignments);
    }
    return new Lowered(node, columns, input.spread().through(assignments), input.rows());
  }

  /// Whether nothing above can tell any more when rows are final, if that is wanted.
  private boolean losesTime(Project node) {
    return stream != null
        && stream.release(node.input()).isPresent()
        && stream.release(node).isEmpty();
  }

  /// Rows that wait until they are final, where that is wanted and possible.
  Lowered settled(Lowered input) {
    if (stream == null) {
      return input;
    }
    Optional<Expiry> release = stream.release(input.node());
    if (release.isEmpty()) {
      return input;
    }
    int time = input.columns().get(release.get().column()).id();
    Lowered rows = input.isParallel() ? hashed(input, List.of(time)) : input;
    Consolidate node = new Consolidate(nextNode(), rows.node(), release);
    fragments.estimate(node, rows.rows());
    return rows.with(node, rows.rows());
  }

  /// The result's columns, with their names.
  private Lowered select(Lowered input, List<Column> columns) {
    Schema wanted = schema(input, columns);
    if (input.node().schema().equals(wanted)
        && IntStream.range(0, columns.size())
            .allMatch(i -> input.columns().get(i).id() == columns.get(i).id())) {
      return input;
    }
    List<Expression> expressions =
        columns.stream().map(column -> input.bind(column.ref())).toList();
    Project node = new Project(nextNode(), input.node(), expressions, wanted);
    if (losesTime(node)) {
      return select(settled(input), columns);
    }
    fragments.estimate(node, input.rows());
    return new Lowered(node, columns, input.spread(), input.rows());
  }

  private static Schema schema(Lowered input, List<Column> columns) {
    List<io.thalweg.core.type.Field> fields = new ArrayList<>();
    for (Column column : columns) {
      Column own = input.columns().get(input.ordinal(column.id()));
      fields.add(
          new io.thalweg.core.type.Field(
              column.name(), own.type(), own.nullable() || column.nullable()));
    }
    return new Schema(fields);
  }

  private Lowered sort(Lowered input, LogicalSort sort) {
    if (stream != null) {
      // What comes in epochs has no order.
      return input;
    }
    List<SortKey> keys = input.keys(sort.keys());
    Lowered sorted = input.with(new Sort(nextNode(), input.node(), keys), input.rows());
    fragments.estimate(sorted.node(), sorted.rows());
    return fragments.gather(sorted, keys);
  }

  private Lowered limit(LogicalLimit limit) {
    double rows = estimates.rows(limit);
    long most = saturatedAdd(limit.limit(), limit.offset());
    if (stream != null) {
      return streamLimit(limit, rows);
    }
    if (limit.input() instanceof LogicalSort sort && most <= MOST_TOP_ROWS) {
      Lowered input = lower(sort.input());
      List<SortKey> keys = input.keys(sort.keys());
      if (!input.isParallel()) {
        return input.with(
            new TopN(nextNode(), input.node(), keys, limit.limit(), limit.offset()), rows);
      }
      Lowered top = input.with(new TopN(nextNode(), input.node(), keys, most, 0), rows);
      return cut(fragments.gather(top, keys), limit, rows);
    }
    Lowered input = lower(limit.input());
    if (!input.isParallel()) {
      return cut(input, limit, rows);
    }
    Lowered first =
        most == Long.MAX_VALUE
            ? input
            : input.with(new Limit(nextNode(), input.node(), most, 0), input.rows());
    return cut(fragments.gather(first, List.of()), limit, rows);
  }

  /// The rows that are kept change, so all of them meet in one task.
  private Lowered streamLimit(LogicalLimit limit, double rows) {
    if (limit.input() instanceof LogicalSort sort) {
      Lowered input = fragments.gather(lower(sort.input()), List.of());
      List<SortKey> keys = input.keys(sort.keys());
      return input.with(
          new TopN(nextNode(), input.node(), keys, limit.limit(), limit.offset()), rows);
    }
    return cut(fragments.gather(settled(lower(limit.input())), List.of()), limit, rows);
  }

  private Lowered cut(Lowered input, LogicalLimit limit, double rows) {
    return input.with(new Limit(nextNode(), input.node(), limit.limit(), limit.offset()), rows);
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private Lowered union(LogicalUnion union) {
    List<Lowered> inputs = new ArrayList<>();
    for (int i = 0; i < union.inputs().size(); i++) {
      inputs.add(select(lower(union.inputs().get(i)), union.sources().get(i)));
    }
    boolean parallel = inputs.stream().anyMatch(Lowered::isParallel);
    List<PlanNode> nodes = new ArrayList<>();
    double rows = 0;
    for (Lowered input : inputs) {
      rows += input.rows();
      Lowered spread = parallel && !input.isParallel() ? fragments.spread(input) : input;
      nodes.add(spread.node());
    }
    UnionAll node = new UnionAll(nextNode(), nodes, Column.schema(union.columns()));
    return new Lowered(node, union.columns(), parallel ? Spread.ANY : Spread.SINGLE, rows);
  }

  private Lowered window(Lowered input, LogicalWindow window) {
    Lowered rows = partitioned(input, window.partitionBy());
    List<WindowCall> calls =
        window.calls().stream()
            .map(
                output ->
                    new WindowCall(
                        AggregateLowering.bind(output.call().call(), rows),
                        output.call().frame(),
                        output.call().ignoreNulls()))
            .toList();
    List<Column> columns = new ArrayList<>(rows.columns());
    window.calls().forEach(output -> columns.add(output.column()));
    Window node =
        new Window(
            nextNode(),
            rows.node(),
            rows.ordinals(window.partitionBy()),
            rows.keys(window.orderBy()),
            calls,
            Column.schema(columns));
    return new Lowered(node, columns, rows.spread(), rows.rows());
  }

  /// Rows with equal values in `ids` in one task. Kept state lies where the hash of exactly these
  /// columns puts it; bounded queries are content with any of them.
  Lowered partitioned(Lowered input, List<Integer> ids) {
    if (ids.isEmpty()) {
      return fragments.gather(input, List.of());
    }
    if (stream != null) {
      return input.isParallel() ? hashed(input, ids) : input;
    }
    return input.spread().gathers(ids) ? input : fragments.hash(input, ids);
  }

  /// Spread over tasks by the hash of exactly these columns.
  Lowered hashed(Lowered input, List<Integer> ids) {
    return input.spread().hashedBy().equals(ids) ? input : fragments.hash(input, ids);
  }

  private Lowered unnest(Lowered input, LogicalUnnest unnest) {
    List<Column> columns = new ArrayList<>(input.columns());
    columns.addAll(unnest.produced());
    Unnest node =
        new Unnest(
            nextNode(),
            input.node(),
            input.ordinals(unnest.arrays().stream().map(Column::id).toList()),
            unnest.expandRows(),
            unnest.withOrdinality(),
            unnest.outer(),
            Column.schema(columns));
    return new Lowered(node, columns, input.spread(), estimates.rows(unnest));
  }
}
