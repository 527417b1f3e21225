package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.naive.NaiveExecutor;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.testing.Accumulated;
import io.thalweg.exec.testing.ChangelogTable;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.ScriptedTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds continuous queries over changelogs to their promise: at every epoch what has come out in
/// all is the answer to the bounded query over what has gone in.
final class PrefixCheck {
  private static final Duration LONG = Duration.ofSeconds(60);

  private PrefixCheck() {}

  /// The bounded answer over the first `epochs` epochs.
  static List<List<@Nullable Object>> expected(
      PlanNode root, List<? extends Table> tables, int epochs) {
    Map<TableHandle, List<List<@Nullable Object>>> rows = new HashMap<>();
    for (Table table : tables) {
      rows.put(
          table.handle(),
          table instanceof ChangelogTable stream
              ? stream.changes().accumulated(epochs)
              : ((ScriptedTable) table).rows());
    }
    return Rows.sorted(new NaiveExecutor(rows).rows(root));
  }

  /// Takes everything, and checks each epoch against the bounded answer.
  static int check(RunningStream stream, PlanNode root, List<? extends Table> tables) {
    Accumulated accumulated = new Accumulated(root.schema());
    int epochs = 0;
    while (true) {
      switch (stream.next(LONG)) {
        case ResultPoll.Rows(Batch batch) -> accumulated.add(batch);
        case ResultPoll.EpochEnd end -> {
          epochs++;
          assertThat(end.epoch()).isEqualTo(epochs);
          assertThat(stream.status().epoch()).isEqualTo(epochs);
          assertThat(Rows.sorted(accumulated.rows()))
              .as("epoch %d", epochs)
              .isEqualTo(expected(root, tables, epochs));
        }
        case ResultPoll.NotReady _ -> throw new AssertionError("stuck in epoch " + (epochs + 1));
        case ResultPoll.Finished _ -> {
          return epochs;
        }
      }
    }
  }
}
