package io.thalweg.exec.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.CheckedOperator;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.Prefixes;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsolidateFactoryTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.VARCHAR, SimpleType.BIGINT);
  private static final Consolidate NODE = new Consolidate(2, new Values(1, List.of(), SCHEMA));

  @Test
  void rowsWithoutWeightsPass() {
    List<List<@Nullable Object>> rows = RandomRows.of(1).withDomain(5).rows(SCHEMA, 500);
    new OperatorHarness(_ -> new ConsolidateFactory(NODE), SCHEMA).input(SCHEMA, rows).yields(rows);
  }

  @Test
  void changesPassInSum() {
    new ChangelogHarness(_ -> new ConsolidateFactory(NODE), SCHEMA)
        .input(Changelog.random(1, RandomRows.of(2).withDomain(4), SCHEMA, 6, 60), 0, 1)
        .keepsAtMost(0)
        .matchesBounded();
  }

  @Test
  void rowsThatWaitLeaveOnceTheyAreFinal() {
    Schema timed = RandomRows.schema(SimpleType.VARCHAR, TimestampType.MICROS);
    for (long lag : new long[] {0, 30}) {
      Consolidate node =
          new Consolidate(2, new Values(1, List.of(), timed), Optional.of(new Expiry(1, lag)));
      RandomRows rows = RandomRows.of(3).withoutEdges().withDomain(3);
      new ChangelogHarness(_ -> new ConsolidateFactory(node), timed)
          .input(Changelog.random(3, rows, timed, 8, 30).timed(1, 4), 1).stream(facts(lag))
              .matches(prefix -> Prefixes.over(prefix, prefix.rows(), 1, lag));
    }
  }

  private static NodeStream facts(long lag) {
    return new NodeStream(
        "rows",
        true,
        List.of(new NodeStream.Input(false, false, Optional.empty())),
        Optional.of(new Expiry(1, lag)),
        OptionalLong.empty());
  }

  @Test
  void anEpochShowsOnlyWhatItChangedInSum() {
    TestContext context = new TestContext(4);
    CollectingOutput out = CollectingOutput.endless(SCHEMA);
    try (Operator operator =
        new CheckedOperator(new ConsolidateFactory(NODE).create(context.task()), 1)) {
      Batch rows = Rows.batch(SCHEMA, List.of(List.of("a", 1L), List.of("b", 2L)));
      operator.accept(0, rows.withWeights(new int[] {-1, 1}), out);
      drain(operator, out);
      operator.accept(0, rows.withSelection(new int[] {0}, 1), out);
      drain(operator, out);
      operator.barrier(new Barrier(1, false, 0));
      drain(operator, out);
      assertThat(Rows.of(SCHEMA, out.batches())).containsExactly(List.of("b", 2L));
      operator.accept(0, rows, out);
      drain(operator, out);
      operator.end(0, out);
      drain(operator, out);
      assertThat(Rows.of(SCHEMA, out.batches())).hasSize(3);
    }
    assertThat(context.memory().usedBytes()).isZero();
  }

  private static void drain(Operator operator, CollectingOutput out) {
    do {
      out.beginCall();
    } while (!operator.drain(out));
  }
}
