package io.thalweg.benchmarks.slt;

import io.thalweg.benchmarks.compare.BenchCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench slt`: the sqllogictest suite, or a part of it, through JDBC.
///
/// Prints a line per file, then how many records failed or were skipped for which reason. Exit code
/// 0 only when nothing failed.
@Command(
    name = "slt",
    mixinStandardHelpOptions = true,
    description = "Runs the sqllogictest suite: 622 files, 7.4 million records.")
public final class SltBench extends BenchCommand {
  @Option(names = "--url", description = "The driver to test (default ${DEFAULT-VALUE}).")
  private String url = "jdbc:thalweg:";

  @Option(
      names = "--files",
      split = ",",
      description = "Only files whose names contain one of these, such as select1,random/expr.")
  private List<String> parts = List.of();

  @Option(names = "--sample", description = "Only about so many percent of each file's queries.")
  private double percent = 100;

  @Option(names = "--sample-files", description = "Only about so many percent of the files.")
  private double filePercent = 100;

  @Option(names = "--seed", description = "Which sample, and the order of the files.")
  private long seed = 1;

  @Option(names = "--timeout", description = "Seconds for a statement (default ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(names = "--threads", description = "Files at a time; cores by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--minutes", description = "Stop after so long.")
  private long minutes = TimeUnit.DAYS.toMinutes(30);

  @Option(
      names = "--progress",
      description = "A file that remembers finished files; a further run goes on from there.")
  private @Nullable Path progress;

  @Option(names = "--failures", description = "A file to write every failed record to.")
  private @Nullable Path failures;

  private final SltTally sum = new SltTally();

  @Override
  public Integer call() throws Exception {
    SltSample sample = new SltSample(seed, filePercent / 100, percent / 100);
    List<String> files = new ArrayList<>(SltFiles.names());
    files.removeIf(file -> !isWanted(file) || !sample.takesFile(file));
    Collections.shuffle(files, new Random(seed));
    SltProgress finished = progress == null ? null : new SltProgress(progress);
    if (finished != null) {
      Map<String, SltTally> before = finished.read();
      before.values().forEach(sum::add);
      files.removeAll(before.keySet());
      out().println(before.size() + " files were finished before");
    }
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    SltSuite.Plan plan = new SltSuite.Plan(url, sample, seconds, threads, deadline);
    new SltSuite(
            plan,
            (file, tally, complete, millis) -> {
              sum.add(tally);
              report(file, tally, complete, millis);
              if (finished != null && complete) {
                finished.add(file, tally);
              }
            })
        .run(files);
    summary();
    return sum.failedCount() == 0 ? 0 : 1;
  }

  private boolean isWanted(String file) {
    return parts.isEmpty() || parts.stream().anyMatch(file::contains);
  }

  private void report(String file, SltTally tally, boolean complete, long millis) {
    out()
        .printf(
            Locale.ROOT,
            "%-48s %s in %.1f s%s%n",
            file,
            tally,
            millis / 1000.0,
            complete ? "" : " (cut off)");
    out().flush();
  }

  private void summary() throws IOException {
    long run = sum.passedCount() + sum.failedCount();
    out().println();
    sum.reasons().forEach((reason, count) -> out().printf("%9d %s%n", count, reason));
    out()
        .printf(
            Locale.ROOT,
            "%d records run: %s; %.4f %% failed%n",
            run,
            sum,
            run == 0 ? 0 : 100.0 * sum.failedCount() / run);
    out().flush();
    if (failures != null) {
      Files.write(failures, sum.failures().stream().map(Object::toString).toList());
    }
  }
}
