package io.thalweg.exec.linear;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.NaiveAggregate;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.RandomRows;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Weights pass through the operators that look at one row at a time.
final class LinearChangesTest {
  private static final Schema SCHEMA =
      RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR, SimpleType.INTEGER);
  private static final Values INPUT = new Values(1, List.of(), SCHEMA);

  private static Changelog changes(long seed) {
    return Changelog.random(seed, RandomRows.of(seed).withoutEdges().withDomain(4), SCHEMA, 6, 80);
  }

  @Test
  void filtersAndProjectionsOfChanges() {
    ColumnRef first = new ColumnRef(0, SimpleType.BIGINT);
    Expression positive =
        new Call("lt", List.of(new Literal(SimpleType.BIGINT, 0L), first), SimpleType.BOOLEAN);
    Filter filter = new Filter(2, INPUT, positive);
    new ChangelogHarness(context -> new FilterFactory(filter, context), SCHEMA)
        .input(changes(1), 0)
        .linear()
        .keepsAtMost(0)
        .matchesBounded();
    Project project =
        new Project(
            3,
            INPUT,
            List.of(new Call("add", List.of(first, first), SimpleType.BIGINT), positive),
            Schema.of(
                Field.nullable("twice", SimpleType.BIGINT),
                Field.nullable("positive", SimpleType.BOOLEAN)));
    new ChangelogHarness(context -> new ProjectFactory(project, context), project.schema())
        .input(changes(2), 0)
        .linear()
        .keepsAtMost(0)
        .matchesBounded();
  }

  @Test
  void unionsOfChanges() {
    new ChangelogHarness(_ -> new UnionAllFactory(), SCHEMA)
        .input(changes(3), 0)
        .boundedInput(SCHEMA, RandomRows.of(5).rows(SCHEMA, 30), 1)
        .input(changes(4), 2)
        .linear()
        .keepsAtMost(0)
        .matchesBounded();
  }

  @Test
  void elementsHaveTheWeightOfTheirRow() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, new ArrayType(SimpleType.INTEGER));
    Unnest node =
        new Unnest(
            2,
            new Values(1, List.of(), schema),
            List.of(1),
            false,
            true,
            true,
            schema.concat(
                Schema.of(
                    Field.nullable("element", SimpleType.INTEGER),
                    Field.nullable("n", SimpleType.BIGINT))));
    new ChangelogHarness(_ -> new UnnestFactory(node), node.schema())
        .input(Changelog.random(6, RandomRows.of(6).withDomain(3), schema, 5, 40), 0)
        .linear()
        .keepsAtMost(0)
        .matchesBounded();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "25, 7", "1000, 3"})
  void aLimitOfAChangelogFindsOtherRowsWhenRowsGo(long limit, long offset) {
    Limit node = new Limit(2, INPUT, limit, offset);
    List<SortKey> order = List.of(SortKey.ascending(0), SortKey.ascending(1), SortKey.ascending(2));
    new ChangelogHarness(context -> new LimitFactory(node, context), SCHEMA)
        .input(changes(7))
        .matches(
            prefix ->
                prefix.rows().stream()
                    .sorted(NaiveAggregate.order(order))
                    .skip(offset)
                    .limit(limit)
                    .toList());
  }

  /// All rows are equal, so that it does not matter which ones come first.
  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "90, 77", "1000, 3"})
  void aLimitOfRowsThatStayCountsThem(long limit, long offset) {
    Limit node = new Limit(2, INPUT, limit, offset);
    NodeStream stream =
        new NodeStream(
            "limit",
            true,
            List.of(new NodeStream.Input(true, false, Optional.empty())),
            Optional.empty(),
            OptionalLong.empty());
    List<List<List<@Nullable Object>>> epochs =
        List.of(
            Collections.nCopies(60, List.of(1L, "a", 2)),
            List.of(),
            Collections.nCopies(70, List.of(1L, "a", 2)),
            Collections.nCopies(80, List.of(1L, "a", 2)));
    new ChangelogHarness(context -> new LimitFactory(node, context), SCHEMA)
        .input(Changelog.appendOnly(SCHEMA, epochs)).stream(stream)
            .keepsAtMost(1)
            .matches(prefix -> prefix.rows().stream().skip(offset).limit(limit).toList());
  }
}
