package io.thalweg.exec.linear;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.naive.NaiveExecutor;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Filter, project, limit and union under the harness, against the naive executor.
final class LinearOperatorsTest {
  private static final Schema SCHEMA =
      RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR, SimpleType.INTEGER);

  private static List<List<@Nullable Object>> rows(int count) {
    return RandomRows.of(count).withoutEdges().rows(SCHEMA, count);
  }

  private static Values values(Schema schema, List<List<@Nullable Object>> rows) {
    List<List<Expression>> literals = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      literals.add(
          IntStream.range(0, schema.size())
              .<Expression>mapToObj(c -> new Literal(schema.type(c), row.get(c)))
              .toList());
    }
    return new Values(1, literals, schema);
  }

  private static OperatorHarness harness(
      Function<FactoryContext, OperatorFactory> factory,
      PlanNode node,
      List<List<@Nullable Object>> rows) {
    return new OperatorHarness(factory, node.schema()).input(SCHEMA, rows);
  }

  private static Expression less(long bound) {
    return new Call(
        "lt",
        List.of(new ColumnRef(0, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, bound)),
        SimpleType.BOOLEAN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 500})
  void aFilterKeepsWhatIsTrue(int count) {
    List<List<@Nullable Object>> rows = rows(count);
    for (long bound : new long[] {-100, -9, 0, 100}) {
      Filter filter = new Filter(2, values(SCHEMA, rows), less(bound));
      harness(context -> new FilterFactory(filter, context), filter, rows)
          .tasks(2)
          .yields(NaiveExecutor.rowsOf(filter));
    }
  }

  @Test
  void aProjectionComputesColumns() {
    List<List<@Nullable Object>> rows = rows(300);
    ColumnRef first = new ColumnRef(0, SimpleType.BIGINT);
    Schema schema =
        Schema.of(
            Field.nullable("twice", SimpleType.BIGINT),
            Field.nullable("small", SimpleType.BOOLEAN),
            Field.nullable("text", SimpleType.VARCHAR));
    Project project =
        new Project(
            2,
            values(SCHEMA, rows),
            List.of(
                new Call("add", List.of(first, first), SimpleType.BIGINT),
                less(3),
                new ColumnRef(1, SimpleType.VARCHAR)),
            schema);
    harness(context -> new ProjectFactory(project, context), project, rows)
        .yieldsInOrder(NaiveExecutor.rowsOf(project));
  }

  @Test
  void aProjectionPicksColumns() {
    List<List<@Nullable Object>> rows = rows(300);
    Project project =
        new Project(
            2,
            values(SCHEMA, rows),
            List.of(
                new ColumnRef(2, SimpleType.INTEGER),
                new ColumnRef(0, SimpleType.BIGINT),
                new ColumnRef(2, SimpleType.INTEGER)),
            SCHEMA.select(List.of(2, 0, 2)));
    harness(context -> new ProjectFactory(project, context), project, rows)
        .yieldsInOrder(NaiveExecutor.rowsOf(project));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "10, 0", "10, 95", "9223372036854775807, 7", "5, 1000", "64, 64"})
  void aLimitTakesRowsInOrder(long limit, long offset) {
    List<List<@Nullable Object>> rows = rows(200);
    Limit node = new Limit(2, values(SCHEMA, rows), limit, offset);
    harness(context -> new LimitFactory(node, context), node, rows)
        .yieldsInOrder(NaiveExecutor.rowsOf(node));
  }

  @Test
  void aUnionPassesAllRows() {
    List<List<@Nullable Object>> left = rows(100);
    List<List<@Nullable Object>> right = rows(70);
    UnionAll union = new UnionAll(2, List.of(values(SCHEMA, left), values(SCHEMA, right)), SCHEMA);
    harness(_ -> new UnionAllFactory(), union, left)
        .input(SCHEMA, right)
        .tasks(2)
        .yields(NaiveExecutor.rowsOf(union));
  }
}
