package io.thalweg.exec.testing;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory. Thread-safe.
public final class MemoryStore implements CheckpointStore {
  private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

  private final AtomicInteger refusals = new AtomicInteger();

  /// Refuses the next `count` puts.
  public void refuseNext(int count) {
    refusals.set(count);
  }

  private void requireRoom() {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new ThalwegException(ErrorCode.DISK_FULL, "the store is full");
    }
  }

  /// Forgets everything.
  public void clear() {
    objects.clear();
  }

  private static String checked(String key) {
    if (!CheckpointStore.isKey(key)) {
      throw new IllegalArgumentException("'" + key + "' is no key");
    }
    return key;
  }

  @Override
  public String location() {
    return "memory:";
  }

  @Override
  public void put(String key, byte[] content) {
    requireRoom();
    objects.put(checked(key), content.clone());
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    requireRoom();
    return objects.putIfAbsent(checked(key), content.clone()) == null;
  }

  @Override
  public Optional<byte[]> get(String key, long maxBytes) {
    byte[] content = objects.get(checked(key));
    if (content != null && content.length > maxBytes) {
      throw new ThalwegException(
          ErrorCode.CHECKPOINT_CORRUPT, "'" + key + "' is longer than " + maxBytes + " bytes");
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
    objects.remove(checked(key));
  }
}
