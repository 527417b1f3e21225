package io.thalweg.benchmarks.checkpoint;

import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Results;
import io.thalweg.connectors.objectstore.CheckpointStores;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.checkpoint.CheckpointConfig;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.exec.checkpoint.CheckpointNotes;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.OpenCheckpoint;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.checkpoint.StoredCheckpoints;
import io.thalweg.exec.runtime.Executors;
import io.thalweg.exec.runtime.schedule.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench checkpoint`: writes state, all of it and then changes, and reads it back; checks that it
/// is the same. Then runs jobs with as much state and measures what checkpoints do to their flow.
/// Disk caches are as the machine has them.
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = "Measures how fast state is made durable and restored.")
public final class CheckpointBench extends BenchCommand {
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;
  private static final int WORKERS = 2;

  @Option(names = "--mb", description = "Megabytes of state (default ${DEFAULT-VALUE}).")
  private int megabytes = 1000;

  @Option(names = "--rounds", description = "How often (default ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--store", description = "Where to; a temporary directory by default.")
  private @Nullable String location;

  @Option(names = "--option", description = "An option of the store, name=value.")
  private Map<String, String> options = Map.of();

  @Option(
      names = "--jobs",
      split = ",",
      description = "Jobs to run: aggregate, join; both by default.")
  private List<StateJob.Kind> jobs = List.of(StateJob.Kind.values());

  @Option(names = "--jobs-only", description = "Leave out the store alone.")
  private boolean jobsOnly;

  @Option(names = "--store-only", description = "Leave out the jobs.")
  private boolean storeOnly;

  @Option(
      names = "--phase",
      description = "Seconds of each phase with or without checkpoints (default ${DEFAULT-VALUE}).")
  private int phaseSeconds = 10;

  @Option(
      names = "--phases",
      description = "Phases with checkpoints, and as many without (default ${DEFAULT-VALUE}).")
  private int phases = 12;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the figures of jobs to.")
  private @Nullable Path record;

  @Override
  public Integer call() throws Exception {
    boolean right = jobsOnly || store();
    for (StateJob.Kind kind : storeOnly ? List.<StateJob.Kind>of() : jobs) {
      right &= job(kind);
    }
    return right ? 0 : 1;
  }

  private boolean job(StateJob.Kind kind) throws Exception {
    long bytes = (long) (megabytes * MEGA);
    FlowRun.Settings settings =
        new FlowRun.Settings(bytes / kind.bytesPerRow(), bytes, phaseSeconds, phases);
    Path directory = Files.createTempDirectory("thalweg-flow");
    FlowFigures figures;
    try {
      figures = new FlowRun(kind, directory, settings).run();
    } finally {
      removeAll(directory);
    }
    out().println(figures.text());
    out().flush();
    if (record != null) {
      Results.append(
          record,
          "Checkpoints of %d MB of state".formatted(megabytes),
          commandLine(),
          "%d phases of %d s each".formatted(2 * phases, phaseSeconds),
          System.lineSeparator() + figures.text());
    }
    return figures.isGood();
  }

  private boolean store() throws Exception {
    SampleState state = new SampleState((long) (megabytes * MEGA), WORKERS);
    out().printf(Locale.ROOT, "state %.0f MB%n", state.bytes() / MEGA);
    Path directory = Files.createTempDirectory("thalweg-checkpoint");
    String at = location == null ? directory.toString() : location;
    boolean right = true;
    try (CheckpointStore store = CheckpointStores.open(at, options);
        Scheduler scheduler = Executors.workers(WORKERS)) {
      for (int round = 1; round <= rounds; round++) {
        right &= round(state, store, scheduler, "bench/checkpoint-" + round);
      }
      for (CheckpointStore.Entry entry : store.list("bench/")) {
        store.delete(entry.key());
      }
    } finally {
      removeAll(directory);
    }
    return right;
  }

  private static void removeAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean round(SampleState state, CheckpointStore store, Scheduler at, String prefix) {
    CheckpointConfig config =
        new CheckpointConfig(
            store,
            prefix,
            1,
            at.blocking(),
            MemoryPool.root("bench", Long.MAX_VALUE / 2),
            Clock.SYSTEM,
            CheckpointConfig.Policy.DEFAULT);
    try (StoredCheckpoints checkpoints = StoredCheckpoints.open(config)) {
      write("full", state, checkpoints, 1);
      boolean right = restore(state, checkpoints, at);
      write("changes", state, checkpoints, 2);
      return right;
    } finally {
      StoredCheckpoints.removeAll(store, prefix);
    }
  }

  private void write(String what, SampleState state, Checkpoints checkpoints, long epoch) {
    long start = System.nanoTime();
    OpenCheckpoint open = checkpoints.begin(epoch, false);
    state.write(open);
    CompletableFuture<CheckpointInfo> durable = open.complete(CheckpointNotes.NONE);
    long held = System.nanoTime() - start;
    CheckpointInfo info = durable.join();
    double seconds = (System.nanoTime() - start) / NANOS;
    out()
        .printf(
            Locale.ROOT,
            "%-8s %7.1f MB in %6.2f s: %6.1f MB/s; tasks were held up for %.1f ms%n",
            what,
            info.bytes() / MEGA,
            seconds,
            info.bytes() / MEGA / seconds,
            held / NANOS * 1000);
  }

  private boolean restore(SampleState state, Checkpoints checkpoints, Scheduler at) {
    long start = System.nanoTime();
    long rows = 0;
    long keys = 0;
    double bytes;
    try (Restored restored = checkpoints.latest().orElseThrow()) {
      bytes = restored.info().stateBytes() / MEGA;
      List<CompletableFuture<long[]>> tasks = new ArrayList<>();
      for (int task = 0; task < WORKERS; task++) {
        int reader = task;
        tasks.add(at.blocking().start(() -> state.read(restored, reader)));
      }
      for (CompletableFuture<long[]> task : tasks) {
        long[] found = task.join();
        rows += found[0];
        keys += found[1];
      }
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    boolean right = state.isWhole(rows, keys);
    out()
        .printf(
            Locale.ROOT,
            "restore  %7.1f MB in %6.2f s: %6.1f MB/s; %s%n",
            bytes,
            seconds,
            bytes / seconds,
            right ? "the rows are right" : "ROWS ARE WRONG");
    return right;
  }
}
