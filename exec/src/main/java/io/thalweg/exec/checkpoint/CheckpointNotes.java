package io.thalweg.exec.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a manifest says beside the state. Plain text only; no secrets.
///
/// @param sinks by identity of the writing node: what its tasks prepared, to be committed (again)
///   once the checkpoint is complete
/// @param sources by identity of the reading node: positions to show to people; what a restore uses
///   is state
/// @param job what the runtime wants to know again, for example the watermark or the parallelism
public record CheckpointNotes(
    Map<String, List<String>> sinks, Map<String, List<String>> sources, Map<String, String> job) {
  /// Nothing to say.
  public static final CheckpointNotes NONE = new CheckpointNotes(Map.of(), Map.of(), Map.of());

  public CheckpointNotes {
    sinks = copy(sinks);
    sources = copy(sources);
    job = java.util.Collections.unmodifiableMap(new TreeMap<>(job));
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> lists) {
    Map<String, List<String>> copy = new TreeMap<>();
    lists.forEach((identity, texts) -> copy.put(identity, List.copyOf(texts)));
    return java.util.Collections.unmodifiableMap(copy);
  }
}
