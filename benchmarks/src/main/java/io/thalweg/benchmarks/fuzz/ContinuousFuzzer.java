package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.engine.RowStream;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.StatementResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Keeps a materialized view of a random query while its tables change at random, and compares it
/// with the bounded query after each change. Used by one thread.
public final class ContinuousFuzzer implements Checker {
  private static final int QUERIES_PER_WORLD = 50;
  private static final int CHANGES = 3;
  private static final int NEW_IDS = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<Integer> BATCH_ROWS = List.of(7, 2048);
  private static final String VIEW = "fuzzed";

  private final Engine engine = Engines.create(EngineConfig.ofMachine());
  private final Session session = engine.openSession("fuzzer");

  public ContinuousFuzzer() {
    run("SET epoch_interval = '5ms'");
    run("SET allow_unbounded_state = true");
  }

  @Override
  public Checked check(long seed) {
    World world = World.of(Math.floorDiv(seed, QUERIES_PER_WORLD));
    Query query = Queries.of(world, seed);
    Random random = new Random(seed);
    run("SET batch_rows = " + BATCH_ROWS.get(random.nextInt(BATCH_ROWS.size())));
    run("SET parallelism = " + (1 + random.nextInt(3)));
    run("DROP MATERIALIZED VIEW IF EXISTS " + VIEW);
    Fuzzer.setup(seed).forEach(this::run);
    try {
      return new Checked(seed, query, compare(query, world, random));
    } catch (ThalwegException e) {
      return new Checked(
          seed, query, new Outcome.Different("continuous", e.code() + " " + e.getMessage()));
    }
  }

  private Outcome compare(Query query, World world, Random random) {
    String sql = query.sql().ours();
    if (fails(sql)) {
      return new Outcome.NotComparable("the bounded query fails");
    }
    run("CREATE MATERIALIZED VIEW " + VIEW + " AS " + sql);
    for (int change = 0; change <= CHANGES; change++) {
      if (change > 0) {
        World.Table table = world.tables().get(random.nextInt(world.tables().size()));
        run(table.change(change * NEW_IDS, random));
      }
      if (fails(sql)) {
        return new Outcome.NotComparable("the bounded query fails");
      }
      if (!engine.jobs().require(VIEW).refresh(PATIENCE)) {
        return new Outcome.Different("change " + change, "the view does not come to rest");
      }
      Optional<String> difference =
          read("SELECT * FROM " + VIEW).differenceTo(read(sql), List.of());
      if (difference.isPresent()) {
        return new Outcome.Different("change " + change, difference.get());
      }
    }
    return new Outcome.Same();
  }

  private boolean fails(String sql) {
    try {
      read(sql);
      return false;
    } catch (ThalwegException e) {
      return true;
    }
  }

  private void run(String sql) {
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream rows)) {
      rows.close();
    }
  }

  private Answer read(String sql) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream stream)) {
      try (stream) {
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
          addRows(stream.schema(), batch, rows);
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
