package io.thalweg.benchmarks.crash;

import io.thalweg.benchmarks.crash.World.JobView;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Lets something go wrong while rows come, kills the server in the middle of it, and looks whether
/// jobs wait or say clearly what is wrong, and go on afterwards.
final class Troubles {
  private static final long LOOK_MILLIS = 500;
  private static final int PATIENCE_SECONDS = 180;

  private final PrintWriter out;
  private final Set<String> said = new TreeSet<>();
  private final Set<String> strange = new TreeSet<>();
  private final Set<String> silent = new HashSet<>();

  Troubles(PrintWriter out) {
    this.out = out;
  }

  /// @param seconds how long it lasts
  Verdict run(Trouble trouble, long seed, int seconds) throws Exception {
    try (World world = new World(trouble.place(), seed)) {
      world.awaitCheckpoints(PATIENCE_SECONDS);
      for (Output output : Output.values()) {
        silent.add(output.job());
      }
      trouble.begin(world);
      hold(trouble, world, seconds * 500L);
      world.kill();
      world.restart();
      hold(trouble, world, seconds * 500L);
      out.println("at the end of the trouble: " + world.jobs());
      trouble.end(world);
      resume(world);
      return Verdict.of(world, PATIENCE_SECONDS, out);
    }
  }

  private void hold(Trouble trouble, World world, long millis) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      trouble.hold();
      world.jobs().forEach(job -> look(job, trouble.codes()));
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void look(JobView job, Set<String> codes) {
    if (job.error().isEmpty()) {
      return;
    }
    String code = job.error().substring(0, Math.max(0, job.error().indexOf(':')));
    if (codes.contains(code)) {
      said.add(job.name() + " " + job.state() + " " + code);
      silent.remove(job.name());
    } else {
      strange.add(job.name() + " " + job.state() + " " + job.error());
    }
  }

  /// Jobs that have given up are told to try again, as people would.
  private static void resume(World world) throws SQLException, InterruptedException {
    List<JobView> jobs = world.jobs();
    for (JobView job : jobs) {
      if (job.state().equals("FAILED")) {
        world.execute("RESUME JOB " + job.name());
      }
    }
  }

  /// Whether what jobs said meanwhile was clear.
  boolean isClear(Trouble trouble) {
    said.forEach(out::println);
    strange.forEach(each -> out.println("unclear: " + each));
    if (trouble.isTold()) {
      silent.forEach(job -> out.println("silent: " + job));
    }
    out.flush();
    return strange.isEmpty() && (!trouble.isTold() || silent.isEmpty());
  }
}
