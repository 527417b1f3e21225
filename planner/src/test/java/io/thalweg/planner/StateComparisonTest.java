package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.CommandBinder;
import org.junit.jupiter.api.Test;

class StateComparisonTest {
  private final FakeSession session =
      new FakeSession()
          .table(new FakeTable("stock", 10, "item BIGINT", "amount BIGINT").stream(false))
          .table(new FakeTable("sums", 10, "item BIGINT", "amount BIGINT").writable());

  private PlannedStatement job(String query) {
    String sql = "CREATE JOB j AS INSERT INTO sums " + query;
    Command.Streaming.CreateJob job =
        (Command.Streaming.CreateJob) new CommandBinder(new Planner()).bind(sql, session);
    return job.job();
  }

  @Test
  void whatIsComputedFromAStateMayChangeWithoutIt() {
    PlannedStatement before =
        job("SELECT STREAM item, CAST(sum(amount) AS BIGINT) FROM stock GROUP BY item");
    session.parallelism(4);
    PlannedStatement after =
        job("SELECT STREAM item, CAST(sum(amount) * 2 AS BIGINT) FROM stock GROUP BY item");

    StateComparison comparison = StateComparison.of(before, after);

    assertThat(comparison.isCompatible()).isTrue();
    assertThat(comparison.kept())
        .anySatisfy(text -> assertThat(text).startsWith("Aggregate"))
        .anySatisfy(text -> assertThat(text).startsWith("Scan"))
        .contains("Modify memory.main.sums");
  }

  @Test
  void anotherStateIsNamedAndWhatItWasMadeFromWouldHaveToBeReadAgain() {
    PlannedStatement before =
        job("SELECT STREAM item, CAST(sum(amount) AS BIGINT) FROM stock GROUP BY item");
    PlannedStatement after =
        job("SELECT STREAM item, CAST(max(amount) AS BIGINT) FROM stock GROUP BY item");

    StateComparison comparison = StateComparison.of(before, after);

    assertThat(comparison.isCompatible()).isFalse();
    assertThat(comparison.lost()).singleElement().asString().contains("sum($1)");
    assertThat(comparison.added()).singleElement().asString().contains("max($1)");
  }
}
