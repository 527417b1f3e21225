package io.thalweg.benchmarks.checkpoint;

import com.sun.management.OperatingSystemMXBean;
import io.thalweg.benchmarks.checkpoint.StateJob.Kind;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Measures one job: grows its state, makes a full checkpoint, runs phases with and without
/// checkpoints in turn, and restarts. Used by one thread.
final class FlowRun {
  private static final double NANOS = 1e9;
  private static final long CHECKPOINT_EVERY_NANOS = 10_000_000_000L;
  private static final int READ_BUFFER = 1 << 20;
  private static final int PAUSE_MILLIS = 5;
  private static final int WARM_UP_ROUNDS = 3;

  private final Kind kind;
  private final Path data;
  private final Settings settings;
  private final List<Made> made = new ArrayList<>();
  private double quietGap;
  private double runningGap;

  /// How to measure.
  ///
  /// @param rows of state to begin with
  /// @param stateBytes of the checkpoint, at least
  /// @param phaseSeconds of each phase, with and without
  /// @param rounds of two phases
  record Settings(long rows, long stateBytes, int phaseSeconds, int rounds) {}

  /// One checkpoint.
  ///
  /// @param gapSeconds the longest time without an epoch's end while it was made
  record Made(CheckpointInfo info, double seconds, double gapSeconds) {}

  FlowRun(Kind kind, Path data, Settings settings) {
    this.kind = kind;
    this.data = data;
    this.settings = settings;
  }

  FlowFigures run() throws IOException, InterruptedException {
    CheckpointInfo last;
    List<Phase> with = new ArrayList<>();
    List<Phase> without = new ArrayList<>();
    double grown;
    long held;
    try (StateJob job = StateJob.start(kind, data, settings.rows());
        EpochGaps gaps = new EpochGaps(job::epoch)) {
      long start = System.nanoTime();
      grow(job, gaps);
      grown = (System.nanoTime() - start) / NANOS;
      made.add(checkpoint(job, gaps));
      // Until everything is compiled, and compiled again: an epoch in which code goes back to the
      // interpreter takes half a second.
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        phase(job, gaps, false);
        phase(job, gaps, true);
      }
      made.clear();
      quietGap = 0;
      runningGap = 0;
      for (int round = 0; round < settings.rounds(); round++) {
        // With and without swap places, so that growth and warmth favour neither.
        boolean first = round % 2 == 0;
        (first ? with : without).add(phase(job, gaps, first));
        (first ? without : with).add(phase(job, gaps, !first));
      }
      held = job.stateBytes();
      made.add(checkpoint(job, gaps));
      last = job.lastCheckpoint().orElseThrow();
    }
    double read = readAll(last.stateBytes());
    FlowFigures.Restart restart = restart(read);
    return new FlowFigures(
        kind,
        new FlowFigures.Rates(with, without),
        new FlowFigures.Gaps(runningGap, quietGap),
        List.copyOf(made),
        restart,
        grown,
        held);
  }

  /// Until all rows of the large input are there: the state grows by less than the bids bring.
  private void grow(StateJob job, EpochGaps gaps) throws InterruptedException {
    long before = -1;
    job.awaitEpochBehind(0);
    while (job.stateBytes() < settings.stateBytes() || job.stateBytes() > before * 1.02) {
      before = job.stateBytes();
      Thread.sleep(2000);
    }
    // What growing left behind is no part of what follows, nor is the epoch that waits for this.
    System.gc();
    job.awaitEpochBehind(job.epoch() + 1);
    gaps.takeLongest();
  }

  private FlowFigures.Restart restart(double readSeconds) throws InterruptedException {
    // A process that starts has an empty heap.
    System.gc();
    long start = System.nanoTime();
    long used = processorNanos();
    try (StateJob job = StateJob.resume(data)) {
      job.awaitEpochBehind(job.storedEpoch());
      double seconds = (System.nanoTime() - start) / NANOS;
      return new FlowFigures.Restart(seconds, readSeconds, (processorNanos() - used) / NANOS);
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /// What some phases took.
  ///
  /// @param rows that were read
  /// @param processorSeconds of all threads of the process
  record Phase(long rows, double seconds, double processorSeconds) {
    double perSecond() {
      return rows / seconds;
    }

    double perProcessorSecond() {
      return rows / processorSeconds;
    }

    static Phase sum(List<Phase> phases) {
      return new Phase(
          phases.stream().mapToLong(Phase::rows).sum(),
          phases.stream().mapToDouble(Phase::seconds).sum(),
          phases.stream().mapToDouble(Phase::processorSeconds).sum());
    }
  }

  private Phase phase(StateJob job, EpochGaps gaps, boolean checkpoints)
      throws InterruptedException {
    if (checkpoints) {
      // What changed in a phase without checkpoints is not this phase's to write.
      made.add(checkpoint(job, gaps));
    }
    long start = System.nanoTime();
    long used = processorNanos();
    long rows = job.rowsRead();
    long end = start + settings.phaseSeconds() * 1_000_000_000L;
    gaps.takeLongest();
    long next = start + CHECKPOINT_EVERY_NANOS;
    while (System.nanoTime() < end) {
      if (checkpoints && System.nanoTime() >= next) {
        next += CHECKPOINT_EVERY_NANOS;
        made.add(checkpoint(job, gaps));
      } else {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    if (checkpoints) {
      made.add(checkpoint(job, gaps));
    }
    double gap = gaps.takeLongest() / NANOS;
    if (checkpoints) {
      runningGap = Math.max(runningGap, gap);
    } else {
      quietGap = Math.max(quietGap, gap);
    }
    return new Phase(
        job.rowsRead() - rows,
        (System.nanoTime() - start) / NANOS,
        (processorNanos() - used) / NANOS);
  }

  private Made checkpoint(StateJob job, EpochGaps gaps) {
    double before = gaps.takeLongest() / NANOS;
    runningGap = Math.max(runningGap, made.isEmpty() ? 0 : before);
    long start = System.nanoTime();
    CheckpointInfo info = job.checkpoint();
    double seconds = (System.nanoTime() - start) / NANOS;
    double gap = gaps.takeLongest() / NANOS;
    runningGap = Math.max(runningGap, gap);
    return new Made(info, seconds, gap);
  }

  /// How long it takes to read what a restore reads, and nothing else: the newest segments, as many
  /// as the last checkpoint counts on.
  private double readAll(long bytes) throws IOException {
    List<Path> segments;
    try (Stream<Path> files = Files.walk(data)) {
      segments =
          files
              .filter(file -> file.toString().endsWith(".segment"))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    long start = System.nanoTime();
    byte[] buffer = new byte[READ_BUFFER];
    long read = 0;
    for (Path segment : segments) {
      if (read >= bytes) {
        break;
      }
      try (InputStream input = Files.newInputStream(segment)) {
        for (int count = 0; count >= 0; count = input.read(buffer)) {
          read += count;
        }
      }
    }
    return (System.nanoTime() - start) / NANOS;
  }
}
