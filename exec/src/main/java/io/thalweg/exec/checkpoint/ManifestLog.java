package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The line of complete checkpoints of one job, and the runs that may add to it. Every method
/// blocks. Thread-safe: the store decides.
///
/// A run is claimed by putting its number. The line grows by putting the next id if it is absent:
/// of two runs that follow the same checkpoint one wins, and the other one learns it. A run also
/// looks for newer ones before it puts, and for later checkpoints afterwards, so that an id that
/// retention has freed cannot be taken by a run that slept.
final class ManifestLog {
  private static final int CLAIM_ATTEMPTS = 100;
  private static final long MAX_MANIFEST_BYTES = 256L << 20;

  private final CheckpointStore store;
  private final Keys keys;

  ManifestLog(CheckpointStore store, Keys keys) {
    this.store = store;
    this.keys = keys;
  }

  CheckpointStore store() {
    return store;
  }

  Keys keys() {
    return keys;
  }

  /// Takes the next run number; every older run is fenced from now on.
  long claimRun() {
    for (int i = 0; i < CLAIM_ATTEMPTS; i++) {
      long run = newestRun().orElse(0) + 1;
      if (store.putIfAbsent(keys.run(run), new byte[] {'\n'})) {
        forgetRunsBefore(run);
        return run;
      }
    }
    throw CheckpointErrors.fenced(
        "others start runs of '" + keys.prefix() + "' all the time and none could be claimed");
  }

  private void forgetRunsBefore(long run) {
    for (CheckpointStore.Entry entry : store.list(keys.runs())) {
      if (keys.runNumber(entry.key()).orElse(Long.MAX_VALUE) < run) {
        store.delete(entry.key());
      }
    }
  }

  private OptionalLong newestRun() {
    return store.list(keys.runs()).stream()
        .flatMapToLong(entry -> keys.runNumber(entry.key()).stream())
        .max();
  }

  /// The ids of the complete checkpoints, ascending.
  List<Long> ids() {
    return store.list(keys.manifests()).stream()
        .flatMapToLong(entry -> keys.manifestId(entry.key()).stream())
        .sorted()
        .boxed()
        .toList();
  }

  /// @throws ThalwegException CHECKPOINT_NOT_FOUND and the errors of [Manifest#decode]
  Manifest read(long id) {
    return find(id).orElseThrow(() -> CheckpointErrors.notFound(keys.manifest(id)));
  }

  /// @return empty when there is none
  /// @throws ThalwegException the errors of [Manifest#decode]
  Optional<Manifest> find(long id) {
    String key = keys.manifest(id);
    Optional<Manifest> found =
        store.get(key, MAX_MANIFEST_BYTES).map(content -> Manifest.decode(key, content, keys));
    if (found.isPresent() && found.get().info().id() != id) {
      throw CheckpointErrors.corrupt(key, "it is the manifest of another checkpoint");
    }
    return found;
  }

  /// What came of an attempt to add to the line.
  enum Outcome {
    /// It stands.
    ADDED,
    /// An earlier put of the same run, whose answer was lost, has its id.
    TAKEN_BY_SAME_RUN
  }

  /// Adds `manifest` to the line.
  ///
  /// @throws ThalwegException CHECKPOINT_FENCED, or what the store says; it may stand all the same
  ///   then
  Outcome add(Manifest manifest) {
    long run = manifest.info().run();
    long id = manifest.info().id();
    long newest = newestRun().orElse(run);
    if (newest > run) {
      throw CheckpointErrors.fenced(
          "run " + newest + " of '" + keys.prefix() + "' has replaced run " + run);
    }
    byte[] content = manifest.encode();
    if (!put(keys.manifest(id), content)) {
      long other = read(id).info().run();
      if (other == run) {
        return Outcome.TAKEN_BY_SAME_RUN;
      }
      throw CheckpointErrors.fenced(
          "run " + other + " of '" + keys.prefix() + "' has completed checkpoint " + id);
    }
    long last = ids().getLast();
    if (last > id) {
      throw CheckpointErrors.fenced(
          "'" + keys.prefix() + "' has reached checkpoint " + last + " in another run");
    }
    return Outcome.ADDED;
  }

  /// Puts a manifest; when the answer is lost, looks whether it is there.
  private boolean put(String key, byte[] content) {
    try {
      return store.putIfAbsent(key, content);
    } catch (ThalwegException e) {
      if (isThere(key, content, e)) {
        return true;
      }
      throw e;
    }
  }

  private boolean isThere(String key, byte[] content, ThalwegException failure) {
    try {
      return store
          .get(key, content.length)
          .filter(found -> Arrays.equals(found, content))
          .isPresent();
    } catch (ThalwegException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /// Removes everything of the job: complete checkpoints first, so that none is left half.
  void removeAll() {
    for (String each : List.of(keys.manifests(), keys.segments(), keys.runs())) {
      for (CheckpointStore.Entry entry : store.list(each)) {
        store.delete(entry.key());
      }
    }
  }

  /// The object of a segment, checked against what the manifest says of it.
  byte[] segment(Manifest.Segment segment) {
    String key = segment.key();
    byte[] content =
        store
            .get(key, segment.bytes())
            .orElseThrow(
                () ->
                    new ThalwegException(
                        ErrorCode.CHECKPOINT_CORRUPT,
                        "'" + key + "' is gone; restore an earlier checkpoint"));
    if (content.length != segment.bytes()) {
      throw CheckpointErrors.corrupt(
          key, "it has " + content.length + " of " + segment.bytes() + " bytes");
    }
    if (Envelope.crc(content, 0, content.length) != segment.crc32c()) {
      throw CheckpointErrors.corrupt(key, "its checksum is not the one in the manifest");
    }
    return content;
  }
}
