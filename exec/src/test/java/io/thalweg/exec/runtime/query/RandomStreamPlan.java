package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Hash;
import io.thalweg.core.plan.Distribution.RoundRobin;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A random tree of linear nodes over a few tables, with exchanges anywhere. The same seed gives
/// the same plan.
final class RandomStreamPlan {
  private final Random random;
  private final Plans plans;
  private final List<? extends Table> tables;

  RandomStreamPlan(long seed, Plans plans, List<? extends Table> tables) {
    this.random = new Random(seed);
    this.plans = plans;
    this.tables = tables;
  }

  PlanNode root(int depth) {
    return random.nextBoolean() ? plans.gather(node(depth)) : node(depth);
  }

  private PlanNode node(int depth) {
    if (depth == 0) {
      return plans.scan(tables.get(random.nextInt(tables.size())));
    }
    return switch (random.nextInt(5)) {
      case 0 ->
          new Filter(
              plans.id(),
              node(depth - 1),
              new Call(
                  "gt",
                  List.of(column(1), new Literal(SimpleType.BIGINT, (long) random.nextInt(5))),
                  SimpleType.BOOLEAN));
      case 1 ->
          new Project(
              plans.id(),
              node(depth - 1),
              List.of(column(1), column(0), new ColumnRef(2, SimpleType.VARCHAR)),
              RandomPlan.SCHEMA);
      case 2 -> {
        List<PlanNode> inputs = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          inputs.add(node(depth - 1));
        }
        yield new UnionAll(plans.id(), inputs, RandomPlan.SCHEMA);
      }
      default -> {
        Distribution spread =
            random.nextInt(3) == 0 ? new RoundRobin() : new Hash(List.of(random.nextInt(3)));
        yield plans.exchange(node(depth - 1), spread);
      }
    };
  }

  private static ColumnRef column(int ordinal) {
    return new ColumnRef(ordinal, SimpleType.BIGINT);
  }
}
