package io.thalweg.benchmarks.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// What jobs were doing when their server was killed, as far as it can be seen in what is left.
enum Phase {
  /// A job had not begun to look for its checkpoint.
  START,
  /// A job had begun a run and completed no checkpoint in it yet.
  RESTORE,
  /// State of a checkpoint was on the disk, or on its way there, and no manifest named it.
  CHECKPOINT,
  /// A checkpoint was complete, and not everything committed that sinks had prepared for it.
  COMMIT,
  /// None of these.
  BETWEEN;

  /// @param before the newest run of each job when the server that was killed began
  /// @param parquet the directory of the Parquet files
  static Set<Phase> of(Path data, Map<String, Long> before, Path parquet, Admin kafka)
      throws Exception {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    for (JobFiles job : JobFiles.all(data)) {
      phases.addAll(of(job, before.getOrDefault(job.job(), 0L), parquet, kafka));
    }
    if (phases.isEmpty()) {
      phases.add(BETWEEN);
    }
    return phases;
  }

  static Map<String, Long> runs(Path data) {
    Map<String, Long> runs = new HashMap<>();
    JobFiles.all(data).forEach(job -> runs.put(job.job(), job.newestRun()));
    return runs;
  }

  private static Set<Phase> of(JobFiles job, long before, Path parquet, Admin kafka)
      throws Exception {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    long run = job.newestRun();
    Optional<JobFiles.Last> last = job.last();
    if (run <= before) {
      phases.add(START);
      return phases;
    }
    if (last.isEmpty() || last.get().run() < run) {
      phases.add(RESTORE);
    }
    if (isWriting(job, run, last)) {
      phases.add(CHECKPOINT);
    }
    if (last.isPresent() && last.get().run() == run && isPending(job, last.get(), parquet, kafka)) {
      phases.add(COMMIT);
    }
    return phases;
  }

  /// Whether there are segments of this run behind those that the last manifest names.
  private static boolean isWriting(JobFiles job, long run, Optional<JobFiles.Last> last) {
    List<String> named = last.map(JobFiles.Last::segments).orElse(List.of());
    String newest = named.stream().max(String::compareTo).orElse("");
    return job.segments().stream()
        .map(name -> name.startsWith(".") ? name.substring(1) : name)
        .anyMatch(name -> JobFiles.isOf(run, name) && name.compareTo(newest) > 0);
  }

  private static boolean isPending(JobFiles job, JobFiles.Last last, Path parquet, Admin kafka)
      throws Exception {
    for (String text : last.prepared()) {
      boolean files = text.contains("\n");
      if (files ? isStaged(text, parquet) : !isMarked(job, text, kafka)) {
        return true;
      }
    }
    return false;
  }

  /// Whether one of the files that the text names, a line each behind the first, is not in place.
  private static boolean isStaged(String text, Path parquet) {
    return text.lines().skip(1).anyMatch(name -> !Files.exists(parquet.resolve(name)));
  }

  /// Whether a commit has stored as offset the checkpoint that is in front of the text.
  private static boolean isMarked(JobFiles job, String text, Admin kafka) throws Exception {
    long checkpoint = Long.parseLong(text.substring(0, text.indexOf(':')));
    for (Output output : Output.values()) {
      String group = "thalweg-" + job.job() + "-" + output.table();
      OffsetAndMetadata mark =
          kafka
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(output.table(), 0));
      if (mark != null && mark.offset() >= checkpoint) {
        return true;
      }
    }
    return false;
  }
}
