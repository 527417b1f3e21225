package io.thalweg.benchmarks.crash;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Kills the server again and again while rows come.
final class Kills {
  private static final int PATIENCE_SECONDS = 300;

  private final PrintWriter out;
  private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);

  Kills(PrintWriter out) {
    this.out = out;
  }

  /// @param count of kills; every fourth is aimed at each of [Aim]
  Verdict run(Path root, long seed, int count) throws Exception {
    Random random = new Random(seed);
    try (World world = new World(World.Place.of(root), seed)) {
      Map<String, Long> before = Phase.runs(world.data());
      before.replaceAll((_, run) -> run - 1);
      for (int i = 0; i < count; i++) {
        Aim aim = Aim.values()[(i + 2) % Aim.values().length];
        await(aim, random, before, world);
        world.kill();
        Set<Phase> phases = Phase.of(world.data(), before, world.parquet(), world.admin());
        phases.forEach(phase -> hits.merge(phase, 1, Integer::sum));
        out.printf("kill %d, aimed at %s: %s%n", i + 1, aim, phases);
        out.flush();
        before = Phase.runs(world.data());
        world.restart();
      }
      return Verdict.of(world, PATIENCE_SECONDS, out);
    }
  }

  private static void await(Aim aim, Random random, Map<String, Long> before, World world)
      throws Exception {
    try {
      aim.await(random, world.data(), before, world.server());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          e.getMessage() + "; fed: " + world.feed().state() + "; jobs: " + world.jobs(), e);
    }
  }

  /// How many kills fell in each phase of at least one job.
  Map<Phase, Integer> hits() {
    return hits;
  }
}
