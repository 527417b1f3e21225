package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Broadcast;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.core.plan.Distribution.Hash;
import io.thalweg.core.plan.Distribution.RoundRobin;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.Plans;
import io.thalweg.exec.testing.RandomRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A random tree of plan nodes over a few tables, with exchanges where they are needed and where
/// they are not. All nodes yield one schema, so that any can stand on any. The same seed gives the
/// same plan.
final class RandomPlan {
  static final Schema SCHEMA =
      RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT, SimpleType.VARCHAR);

  private static final List<SortKey> TOTAL_ORDER =
      List.of(new SortKey(1, true, true), SortKey.ascending(0), new SortKey(2, false, true));

  private final Random random;
  private final Plans plans;
  private final List<? extends Table> tables;
  private final boolean continuous;

  private RandomPlan(long seed, Plans plans, List<? extends Table> tables, boolean continuous) {
    this.random = new Random(seed);
    this.plans = plans;
    this.tables = tables;
    this.continuous = continuous;
  }

  RandomPlan(long seed, Plans plans, List<? extends Table> tables) {
    this(seed, plans, tables, false);
  }

  /// A plan that can run continuously: what keeps rows by key stands under a hash exchange or in
  /// one task, and nothing waits for the end of an input.
  static RandomPlan continuous(long seed, Plans plans, List<? extends Table> tables) {
    return new RandomPlan(seed, plans, tables, true);
  }

  /// Rows in any order.
  PlanNode anyOrder(int depth) {
    return random.nextBoolean() ? plans.gather(spread(depth)) : spread(depth);
  }

  /// Rows in [#TOTAL_ORDER], some of them.
  PlanNode ordered(int depth) {
    PlanNode sorted = new Sort(plans.id(), spread(depth), TOTAL_ORDER);
    PlanNode merged = plans.exchange(sorted, new Gather(TOTAL_ORDER));
    return random.nextBoolean()
        ? merged
        : new Limit(plans.id(), merged, random.nextInt(60), random.nextInt(10));
  }

  /// Rows spread over tasks.
  private PlanNode spread(int depth) {
    if (depth == 0) {
      return leaf();
    }
    PlanNode input = spread(depth - 1);
    return switch (random.nextInt(11)) {
      case 0 -> new Filter(plans.id(), input, condition());
      case 1 -> project(input);
      case 2 -> new UnionAll(plans.id(), List.of(input, spread(depth - 1)), SCHEMA);
      case 3 -> grouped(input);
      case 4 -> total(input);
      case 5 -> plans.exchange(input, random.nextBoolean() ? hash() : new RoundRobin());
      case 6 -> topN(input);
      case 7 -> hashJoin(input);
      case 8 -> nestedLoopJoin(input);
      case 9 -> window(input);
      default -> input;
    };
  }

  private PlanNode leaf() {
    if (random.nextInt(4) > 0) {
      return plans.scan(tables.get(random.nextInt(tables.size())));
    }
    List<List<Expression>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : RandomRows.of(random.nextLong()).rows(SCHEMA, 5)) {
      List<Expression> literals = new ArrayList<>();
      for (int c = 0; c < SCHEMA.size(); c++) {
        Object value = row.get(c);
        // Sums stay in range.
        literals.add(
            new Literal(SCHEMA.type(c), value instanceof Long n ? Long.valueOf(n % 100) : value));
      }
      rows.add(literals);
    }
    return new Values(plans.id(), rows, SCHEMA);
  }

  private static Distribution hash() {
    return new Hash(List.of(0, 2));
  }

  private static Expression column(int index) {
    return new ColumnRef(index, SCHEMA.type(index));
  }

  private Expression number() {
    return random.nextBoolean()
        ? column(random.nextInt(2))
        : new Literal(SimpleType.BIGINT, (long) random.nextInt(20) - 10);
  }

  private Expression condition() {
    String function = List.of("lt", "ge", "eq", "ne").get(random.nextInt(4));
    return new Call(function, List.of(column(random.nextInt(2)), number()), SimpleType.BOOLEAN);
  }

  private PlanNode project(PlanNode input) {
    Expression first = random.nextBoolean() ? column(1) : number();
    return new Project(
        plans.id(), input, List.of(first, column(random.nextInt(2)), column(2)), SCHEMA);
  }

  private static AggregateCall call(String function, int argument, DataType type) {
    return new AggregateCall(
        function, List.of(argument), List.of(), false, OptionalInt.empty(), List.of(), type);
  }

  /// SELECT c0, max(c1), min(c2) … GROUP BY c0, in one step or two.
  private PlanNode grouped(PlanNode input) {
    List<AggregateCall> calls =
        List.of(call("max", 1, SimpleType.BIGINT), call("min", 2, SimpleType.VARCHAR));
    if (continuous || random.nextBoolean()) {
      return aggregate(
          plans.exchange(input, new Hash(List.of(0))), List.of(0), calls, Aggregate.Phase.SINGLE);
    }
    PlanNode partial = aggregate(input, List.of(0), calls, Aggregate.Phase.PARTIAL);
    return aggregate(
        plans.exchange(partial, new Hash(List.of(0))), List.of(0), calls, Aggregate.Phase.FINAL);
  }

  /// SELECT max(c0), count(c1), max(c2): one row from one task, spread again.
  private PlanNode total(PlanNode input) {
    List<AggregateCall> calls =
        List.of(
            call("max", 0, SimpleType.BIGINT),
            call("count", 1, SimpleType.BIGINT),
            call("max", 2, SimpleType.VARCHAR));
    PlanNode one = aggregate(plans.gather(input), List.of(), calls, Aggregate.Phase.SINGLE);
    return plans.exchange(one, new RoundRobin());
  }

  private PlanNode aggregate(
      PlanNode input, List<Integer> keys, List<AggregateCall> calls, Aggregate.Phase phase) {
    List<Integer> positions = keys.isEmpty() ? List.of() : List.of(0);
    return new Aggregate(
        plans.id(), input, keys, List.of(positions), calls, phase, OptionalInt.empty(), SCHEMA);
  }

  private PlanNode topN(PlanNode input) {
    return plans.exchange(
        new TopN(
            plans.id(), plans.gather(input), TOTAL_ORDER, random.nextInt(40), random.nextInt(3)),
        new RoundRobin());
  }

  /// Few rows, in one task, in all, or spread.
  private PlanNode few() {
    PlanNode rows = topN(leaf());
    if (continuous) {
      return rows;
    }
    return random.nextBoolean() ? rows : plans.exchange(rows, new Broadcast());
  }

  private PlanNode hashJoin(PlanNode input) {
    JoinType type = JoinType.values()[random.nextInt(JoinType.values().length)];
    List<Integer> keys =
        type == JoinType.NULL_AWARE_ANTI || random.nextBoolean() ? List.of(1) : List.of(0, 2);
    boolean nullSafe = type != JoinType.NULL_AWARE_ANTI && random.nextInt(4) == 0;
    boolean residual = type != JoinType.NULL_AWARE_ANTI && random.nextInt(3) == 0;
    PlanNode left = input;
    PlanNode right = few();
    List<RuntimeFilterSource> filters = List.of();
    if (continuous && type == JoinType.NULL_AWARE_ANTI) {
      left = plans.gather(left);
      right = plans.gather(right);
    } else if (continuous || random.nextInt(3) == 0) {
      left = plans.exchange(left, new Hash(keys));
      right = plans.exchange(topN(leaf()), new Hash(keys));
    } else if (input instanceof Scan && !nullSafe && dropsUnmatchedLeft(type)) {
      int filter = plans.id();
      filters = List.of(new RuntimeFilterSource(filter, 0));
      left =
          plans.scan(
              tables.get(random.nextInt(tables.size())),
              List.of(new Scan.RuntimeFilterTarget(filter, keys.getFirst())));
    }
    HashJoin join =
        new HashJoin(
            plans.id(),
            left,
            right,
            type,
            keys,
            keys,
            keys.stream().map(_ -> nullSafe).toList(),
            residual ? Optional.of(pairCondition()) : Optional.empty(),
            filters,
            joined(type));
    return back(join, type);
  }

  private static boolean dropsUnmatchedLeft(JoinType type) {
    return type == JoinType.INNER || type == JoinType.SEMI || type == JoinType.RIGHT;
  }

  private PlanNode nestedLoopJoin(PlanNode input) {
    JoinType type = JoinType.values()[random.nextInt(JoinType.values().length - 1)];
    PlanNode left = continuous ? plans.gather(input) : input;
    PlanNode right = continuous ? plans.gather(few()) : few();
    PlanNode join =
        back(
            new NestedLoopJoin(plans.id(), left, right, type, pairCondition(), joined(type)), type);
    return continuous ? plans.exchange(join, new RoundRobin()) : join;
  }

  /// Over the columns of both sides of a join; few pairs pass.
  private static Expression pairCondition() {
    Expression right = new ColumnRef(SCHEMA.size(), SimpleType.BIGINT);
    Expression sum = new Call("add", List.of(column(0), right), SimpleType.BIGINT);
    Expression high = new Literal(SimpleType.BIGINT, 12L);
    return new Call("gt", List.of(sum, high), SimpleType.BOOLEAN);
  }

  private static Schema joined(JoinType type) {
    boolean one = type.yieldsLeftOnly() || type.yieldsRightOnly();
    return one ? SCHEMA : SCHEMA.concat(SCHEMA);
  }

  /// The first column of the left side, the others of the right one.
  private PlanNode back(PlanNode join, JoinType type) {
    if (type.yieldsLeftOnly() || type.yieldsRightOnly()) {
      return join;
    }
    int right = SCHEMA.size();
    return new Project(
        plans.id(),
        join,
        List.of(
            column(0),
            new ColumnRef(right + 1, SimpleType.BIGINT),
            new ColumnRef(right + 2, SimpleType.VARCHAR)),
        SCHEMA);
  }

  /// The largest c0 so far of each c1, in place of c0.
  private PlanNode window(PlanNode input) {
    Schema schema = SCHEMA.concat(Schema.of(Field.nullable("so_far", SimpleType.BIGINT)));
    WindowCall largest =
        new WindowCall(call("max", 0, SimpleType.BIGINT), WindowFrame.DEFAULT, false);
    Window window =
        new Window(
            plans.id(),
            plans.exchange(input, new Hash(List.of(1))),
            List.of(1),
            List.of(new SortKey(2, random.nextBoolean(), random.nextBoolean())),
            List.of(largest),
            schema);
    return new Project(
        plans.id(),
        window,
        List.of(new ColumnRef(SCHEMA.size(), SimpleType.BIGINT), column(1), column(2)),
        SCHEMA);
  }
}
