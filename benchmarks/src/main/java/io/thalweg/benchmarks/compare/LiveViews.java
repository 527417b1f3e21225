package io.thalweg.benchmarks.compare;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.job.Jobs;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An engine of its own with materialized views whose epochs end on demand, and what is needed to
/// compare the views with bounded queries. Used by one thread.
public final class LiveViews implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Engine engine = Engines.create(EngineConfig.ofMachine());
  private final Session session = engine.openSession("views");

  public LiveViews() {
    run("SET epoch_interval = '1h'");
    // Every second epoch makes a checkpoint.
    run("SET checkpoint_interval = '2h'");
    run("SET allow_unbounded_state = true");
  }

  /// How what a view shows, once it has caught up, differs from `expected`; empty when it does not.
  ///
  /// @throws ThalwegException when the view cannot be read
  public Optional<String> difference(String view, Answer expected) {
    Jobs jobs = engine.jobs();
    if (!jobs.refresh(jobs.require(view), PATIENCE)) {
      return Optional.of("the view does not catch up");
    }
    int most = expected.rows().size() + 1;
    return read("SELECT * FROM " + view, most).differenceTo(expected, List.of());
  }

  /// Runs a statement whose rows nobody wants.
  public void run(String sql) {
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream rows)) {
      rows.close();
    }
  }

  /// The rows of a query, and no more of them once there are `most`.
  public Answer read(String sql, int most) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream stream)) {
      try (stream) {
        Batch batch = stream.next();
        while (batch != null) {
          addRows(stream.schema(), batch, rows);
          batch = rows.size() < most ? stream.next() : null;
        }
      }
    }
    return new Answer(rows);
  }

  private static void addRows(Schema schema, Batch batch, List<List<@Nullable Object>> rows) {
    for (int i = 0; i < batch.rowCount(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 0; column < schema.size(); column++) {
        Object value = ColumnValues.get(schema.type(column), batch.column(column), batch.row(i));
        row.add(value instanceof BigDecimal exact ? exact.stripTrailingZeros() : value);
      }
      rows.add(row);
    }
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
