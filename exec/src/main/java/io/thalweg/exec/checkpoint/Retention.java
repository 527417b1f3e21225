package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Removes what nobody needs any more: old checkpoints, and segments that no kept one names.
/// Blocks.
///
/// Runs only after this run has completed a checkpoint: from then on no older run can complete one,
/// so that everything such runs have written is garbage unless a manifest names it. Segments of
/// newer runs and of this run's later attempts are left alone.
final class Retention {
  private final ManifestLog log;
  private final int keep;

  Retention(ManifestLog log, int keep) {
    this.log = log;
    this.keep = keep;
  }

  /// @param run whose checkpoint was completed
  /// @param attempt that completed it
  /// @param stopped asked before each removal: the next time finds what is left
  /// @throws ThalwegException what the store says; the next time finds what is left
  void collect(long run, long attempt, BooleanSupplier stopped) {
    List<Long> ids = log.ids();
    int first = Math.max(0, ids.size() - keep);
    for (long id : ids.subList(0, first)) {
      if (stopped.getAsBoolean()) {
        return;
      }
      log.store().delete(log.keys().manifest(id));
    }
    Set<String> named = new HashSet<>();
    for (long id : ids.subList(first, ids.size())) {
      for (Manifest.Link link : log.read(id).chain()) {
        link.segments().forEach(segment -> named.add(segment.key()));
      }
    }
    for (CheckpointStore.Entry entry : log.store().list(log.keys().segments())) {
      if (stopped.getAsBoolean()) {
        return;
      }
      if (!named.contains(entry.key()) && isOver(entry.key(), run, attempt)) {
        log.store().delete(entry.key());
      }
    }
  }

  private boolean isOver(String key, long run, long attempt) {
    OptionalLong writer = log.keys().segmentRun(key);
    OptionalLong written = log.keys().segmentAttempt(key);
    if (writer.isEmpty() || written.isEmpty()) {
      return false;
    }
    return writer.getAsLong() < run
        || (writer.getAsLong() == run && written.getAsLong() <= attempt);
  }
}
