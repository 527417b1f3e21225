package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.CommandBinder;
import org.junit.jupiter.api.Test;

class StateComparisonTest {
  private static final String SUMS = "SELECT item, sum(amount) AS s, count(*) AS n FROM stock";

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

  private StateComparison views(String before, String after) {
    return StateComparison.of(view(before), view(after));
  }

  private PlannedStatement view(String query) {
    Command.Streaming.CreateMaterializedView view =
        (Command.Streaming.CreateMaterializedView)
            new CommandBinder(new Planner())
                .bind("CREATE MATERIALIZED VIEW v AS " + query, session);
    return view.query();
  }

  @Test
  void theRowsOfAViewFollowFromThoseItHasWhenTheyStillTellWhatIsNeeded() {
    String sums = SUMS + " GROUP BY item";
    assertThat(views(sums, sums + " HAVING count(*) > 1").isCompatible()).isTrue();
    assertThat(views(sums, "SELECT s * n AS p FROM (" + sums + ")").isCompatible()).isTrue();
    assertThat(
            views("SELECT n, s FROM (" + sums + ")", "SELECT s - n AS d FROM (" + sums + ")")
                .rows())
        .isPresent();
  }

  @Test
  void whatAProjectionOrAFilterHasLeftOutCannotComeBack() {
    String sums = SUMS + " GROUP BY item";
    assertThat(views("SELECT s, n FROM (" + sums + ")", sums).lost())
        .containsExactly("the rows of the view");
    assertThat(views(sums + " HAVING count(*) > 1", sums).isCompatible()).isFalse();
    assertThat(views("SELECT s + n FROM (" + sums + ")", "SELECT s FROM (" + sums + ")").rows())
        .isEmpty();
  }
}
