package io.thalweg.benchmarks.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// When a server that has just been started is killed: at any moment, or a moment after its files
/// show that a job does something. Whether it hit, [Phase] says.
enum Aim {
  /// At any moment, from the start of the process on.
  ANY(8_000),
  /// Behind the claim of a run.
  RESTORE(600),
  /// Behind the first byte of a checkpoint's state.
  CHECKPOINT(12),
  /// Behind a manifest.
  COMMIT(25);

  private static final long PATIENCE_SECONDS = 300;
  private static final int RUNNING_MILLIS = 1_500;
  private static final long LOOK_MILLIS = 1;

  private final int withinMillis;

  Aim(int withinMillis) {
    this.withinMillis = withinMillis;
  }

  /// Waits for the moment.
  ///
  /// @param before the newest run of each job when the server was started
  void await(Random random, Path data, Map<String, Long> before, ServerProcess server)
      throws InterruptedException {
    List<JobFiles> jobs = JobFiles.all(data);
    if (this != ANY && !jobs.isEmpty()) {
      JobFiles job = jobs.get(random.nextInt(jobs.size()));
      long run = before.getOrDefault(job.job(), 0L);
      until(server, "a run of job " + job.job(), () -> job.newestRun() > run);
      if (this != RESTORE) {
        Thread.sleep(random.nextInt(RUNNING_MILLIS));
        String seen = newest(job);
        until(server, "progress of job " + job.job(), () -> newest(job).compareTo(seen) > 0);
      }
    }
    Thread.sleep(random.nextInt(withinMillis));
  }

  private String newest(JobFiles job) {
    List<String> names = this == CHECKPOINT ? job.segments() : job.manifests();
    return names.stream()
        .filter(name -> this == CHECKPOINT || !name.startsWith("."))
        .map(name -> name.startsWith(".") ? name.substring(1) : name)
        .max(String::compareTo)
        .orElse("");
  }

  private static void until(ServerProcess server, String what, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (!server.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "the server shows no " + what + "; its last words: " + server.lastWords());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
