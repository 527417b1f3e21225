package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
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
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps materialized views of random queries while their tables change at random, and compares
/// each with its bounded query after each round that changes one of its tables. Used by one thread.
///
/// The views of one world follow the same changes, which depend on the world only: a seed has the
/// same outcome alone and among others.
public final class ContinuousFuzzer implements Checker {
  private static final int ROUNDS = 3;
  private static final int MOST_CHANGES = 3;
  private static final int NEW_IDS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Engine engine = Engines.create(EngineConfig.ofMachine());
  private final Session session = engine.openSession("fuzzer");

  /// Epochs end when the fuzzer says so.
  public ContinuousFuzzer() {
    run("SET epoch_interval = '1h'");
    run("SET allow_unbounded_state = true");
  }

  @Override
  public void check(long first, long end, Consumer<Checked> each) {
    for (long from = first; from < end; from = World.endOf(from)) {
      checkWorld(from, Math.min(end, World.endOf(from)), each);
    }
  }

  private void checkWorld(long first, long end, Consumer<Checked> each) {
    long number = World.numberOf(first);
    World world = World.of(number);
    world.setup().forEach(this::run);
    List<FuzzedView> views = new ArrayList<>();
    for (long seed = first; seed < end; seed++) {
      FuzzedView view = new FuzzedView(this, seed, Queries.of(world, seed));
      view.create();
      views.add(view);
    }
    views.forEach(view -> view.compare("round 0"));
    Random random = new Random(number);
    for (int round = 1; round <= ROUNDS; round++) {
      Set<String> changed = change(world, round * MOST_CHANGES, random);
      for (FuzzedView view : views) {
        if (changed.stream().anyMatch(view::mentions)) {
          view.compare("round " + round);
        }
      }
    }
    for (FuzzedView view : views) {
      view.drop();
      each.accept(view.checked());
    }
  }

  /// @return the names of the tables that have changed
  private Set<String> change(World world, int firstChange, Random random) {
    Set<String> changed = new HashSet<>();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      World.Table table = world.tables().get(random.nextInt(world.tables().size()));
      run(table.change((firstChange + i) * NEW_IDS, random));
      changed.add(table.name());
    }
    return changed;
  }

  /// Waits until a view shows the tables as they are.
  ///
  /// @return false when it takes too long
  boolean refresh(String view) {
    return engine.jobs().require(view).refresh(PATIENCE);
  }

  void run(String sql) {
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream rows)) {
      rows.close();
    }
  }

  /// The rows of a query, and no more of them once there are `most`.
  Answer read(String sql, int most) {
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
