package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.LiveViews;
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

  private final LiveViews views = new LiveViews();
  private final @Nullable ParquetTables files;

  /// Over tables in memory.
  public ContinuousFuzzer() {
    this(false);
  }

  /// Queries that take too long bounded, such as those over cross joins, are left out.
  ///
  /// @param parquet whether the tables are Parquet files, to which rows are only added
  public ContinuousFuzzer(boolean parquet) {
    files = parquet ? new ParquetTables() : null;
    views.run("SET query_timeout = '20s'");
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
    (files == null ? world.setup() : files.declare(world, number)).forEach(views::run);
    List<FuzzedView> fuzzed = new ArrayList<>();
    for (long seed = first; seed < end; seed++) {
      FuzzedView view = new FuzzedView(views, seed, Queries.of(world, seed));
      view.create();
      fuzzed.add(view);
    }
    fuzzed.forEach(view -> view.compare("round 0"));
    Random random = new Random(number);
    for (int round = 1; round <= ROUNDS; round++) {
      Set<String> changed = change(world, round * MOST_CHANGES, random);
      for (FuzzedView view : fuzzed) {
        if (changed.stream().anyMatch(view::mentions)) {
          view.compare("round " + round);
        }
      }
    }
    for (FuzzedView view : fuzzed) {
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
      int firstId = (firstChange + i) * NEW_IDS;
      views.run(files == null ? table.change(firstId, random) : table.insertion(firstId, random));
      changed.add(table.name());
    }
    return changed;
  }

  @Override
  public void close() {
    views.close();
    if (files != null) {
      files.close();
    }
  }
}
