package io.thalweg.server.engine;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An engine and one session of it.
public final class TestEngine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Engine engine;
  private final Session session;

  public TestEngine() {
    this(Optional.empty());
  }

  TestEngine(Optional<Path> data) {
    this.engine = Engines.create(new EngineConfig(1L << 30, 2, Clock.SYSTEM, data));
    this.session = engine.openSession("test");
  }

  Engine engine() {
    return engine;
  }

  /// Runs statements; the rows of the last one, with `|` between their values, sorted.
  public List<String> run(String... statements) {
    List<String> rows = List.of();
    for (String sql : statements) {
      rows = run(session.execute(sql));
    }
    return rows;
  }

  private static List<String> run(StatementResult result) {
    return switch (result) {
      case StatementResult.Updated(long count) -> List.of(Long.toString(count));
      case StatementResult.Rows(RowStream stream) -> {
        List<String> rows = new ArrayList<>();
        try (stream) {
          for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            addRows(stream.schema(), batch, rows);
          }
        }
        rows.sort(null);
        yield rows;
      }
    };
  }

  private static void addRows(Schema schema, Batch batch, List<String> rows) {
    texts(schema, batch).forEach(values -> rows.add(String.join("|", values)));
  }

  /// The values of each row.
  static List<List<String>> texts(Schema schema, Batch batch) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      List<String> values = new ArrayList<>();
      for (int column = 0; column < schema.size(); column++) {
        values.add(
            String.valueOf(
                ColumnValues.get(schema.type(column), batch.column(column), batch.row(i))));
      }
      rows.add(values);
    }
    return rows;
  }

  /// Waits until what was committed so far shows in a view.
  public void refresh(String job) {
    if (!engine.jobs().refresh(engine.jobs().require(job), PATIENCE)) {
      throw new IllegalStateException(
          job + " does not come to rest: " + run("DESCRIBE JOB " + job));
    }
  }

  @Override
  public void close() {
    session.close();
    engine.close();
  }
}
