package io.thalweg.exec.checkpoint;

import io.thalweg.core.port.CheckpointStore;
import java.util.Locale;
import java.util.OptionalLong;

/// Where the objects of one job are. Numbers have 19 digits, so that keys sort as numbers do.
///
/// @param prefix of all of them, without slash at the end
record Keys(String prefix) {
  Keys {
    if (!CheckpointStore.isKey(prefix)) {
      throw new IllegalArgumentException("'" + prefix + "' is no key");
    }
  }

  String runs() {
    return prefix + "/runs/";
  }

  String run(long run) {
    return runs() + digits(run);
  }

  String manifests() {
    return prefix + "/manifests/";
  }

  String manifest(long id) {
    return manifests() + digits(id) + ".json";
  }

  String segments() {
    return prefix + "/segments/";
  }

  /// @param attempt counts a run's checkpoints, complete or not
  String segment(long run, long attempt, int number) {
    return String.format(
        Locale.ROOT, "%s%s-%s-%06d.segment", segments(), digits(run), digits(attempt), number);
  }

  boolean isSegment(String key) {
    return CheckpointStore.isKey(key) && key.startsWith(segments());
  }

  /// The run that wrote a segment; empty for a key of another form.
  OptionalLong segmentRun(String key) {
    return number(key, segments().length());
  }

  /// The attempt that wrote a segment; empty for a key of another form.
  OptionalLong segmentAttempt(String key) {
    return number(key, segments().length() + 20);
  }

  OptionalLong runNumber(String key) {
    return number(key, runs().length());
  }

  OptionalLong manifestId(String key) {
    return key.endsWith(".json") ? number(key, manifests().length()) : OptionalLong.empty();
  }

  private static OptionalLong number(String key, int from) {
    if (key.length() < from + 19) {
      return OptionalLong.empty();
    }
    for (int i = from; i < from + 19; i++) {
      if (key.charAt(i) < '0' || key.charAt(i) > '9') {
        return OptionalLong.empty();
      }
    }
    String digits = key.substring(from, from + 19);
    return digits.compareTo(digits(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(digits));
  }

  private static String digits(long number) {
    return String.format(Locale.ROOT, "%019d", number);
  }
}
