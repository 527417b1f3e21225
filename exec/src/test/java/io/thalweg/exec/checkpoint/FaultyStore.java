package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A store in memory whose calls fail when told to. What it holds survives it: [#reopened] is the
/// store as the next process finds it.
final class FaultyStore implements CheckpointStore {
  /// How a call fails.
  enum Fault {
    /// The call does nothing.
    REFUSED,
    /// The call does what it should; only the answer is lost.
    ANSWER_LOST
  }

  private final NavigableMap<String, byte[]> objects;
  private int calls;
  private int failFrom = Integer.MAX_VALUE;
  private int failUntil = Integer.MAX_VALUE;
  private Fault fault = Fault.REFUSED;

  FaultyStore() {
    this(new ConcurrentSkipListMap<>());
  }

  private FaultyStore(NavigableMap<String, byte[]> objects) {
    this.objects = objects;
  }

  /// The same objects in a store without faults.
  FaultyStore reopened() {
    return new FaultyStore(objects);
  }

  /// A store that holds copies of the objects.
  FaultyStore copied() {
    return new FaultyStore(new ConcurrentSkipListMap<>(objects));
  }

  NavigableMap<String, byte[]> objects() {
    return objects;
  }

  /// Calls that changed something, or should have.
  synchronized int writes() {
    return calls;
  }

  /// From write `from` on (counting from 0), before write `until`, every write fails.
  synchronized FaultyStore failing(int from, int until, Fault how) {
    failFrom = from;
    failUntil = until;
    fault = how;
    return this;
  }

  private synchronized boolean write(Runnable effect) {
    int call = calls++;
    boolean fails = call >= failFrom && call < failUntil;
    if (!fails || (fault == Fault.ANSWER_LOST && call == failFrom)) {
      effect.run();
    }
    if (fails) {
      throw new ThalwegException(ErrorCode.DISK_FULL, "the store is full");
    }
    return true;
  }

  @Override
  public String location() {
    return "memory:";
  }

  @Override
  public void put(String key, byte[] content) {
    write(() -> objects.put(checked(key), content.clone()));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    List<byte[]> before = new ArrayList<>();
    write(
        () -> {
          byte[] taken = objects.putIfAbsent(checked(key), content.clone());
          if (taken != null) {
            before.add(taken);
          }
        });
    return before.isEmpty();
  }

  private static String checked(String key) {
    if (!CheckpointStore.isKey(key)) {
      throw new IllegalArgumentException(key);
    }
    return key;
  }

  @Override
  public Optional<byte[]> get(String key, long maxBytes) {
    byte[] content = objects.get(checked(key));
    if (content != null && content.length > maxBytes) {
      throw CheckpointErrors.corrupt(key, "it is longer than " + maxBytes);
    }
    return Optional.ofNullable(content).map(byte[]::clone);
  }

  @Override
  public List<Entry> list(String prefix) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> new Entry(entry.getKey(), entry.getValue().length))
        .toList();
  }

  @Override
  public void delete(String key) {
    write(() -> objects.remove(checked(key)));
  }
}
