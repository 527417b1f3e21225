package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.exec.testing.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A store whose writes fail when told to. What it holds survives it: [#reopened] is the store as
/// the next process finds it.
final class FaultyStore implements CheckpointStore {
  /// How a call fails.
  enum Fault {
    /// The call does nothing.
    REFUSED,
    /// The first call that fails does what it should; only the answer is lost.
    ANSWER_LOST
  }

  private final MemoryStore objects;
  private int calls;
  private int failFrom = Integer.MAX_VALUE;
  private int failUntil = Integer.MAX_VALUE;
  private Fault fault = Fault.REFUSED;
  private Runnable beforeDelete = () -> {};

  FaultyStore() {
    this(new MemoryStore());
  }

  private FaultyStore(MemoryStore objects) {
    this.objects = objects;
  }

  /// The same objects in a store without faults.
  FaultyStore reopened() {
    return new FaultyStore(objects);
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

  /// Runs `action` in front of each removal, in its thread.
  synchronized void beforeDelete(Runnable action) {
    beforeDelete = action;
  }

  private synchronized Runnable beforeDelete() {
    return beforeDelete;
  }

  private synchronized boolean write(BooleanSupplier effect) {
    int call = calls++;
    boolean fails = call >= failFrom && call < failUntil;
    boolean answer = true;
    if (!fails || (fault == Fault.ANSWER_LOST && call == failFrom)) {
      answer = effect.getAsBoolean();
    }
    if (fails) {
      throw new ThalwegException(ErrorCode.DISK_FULL, "the store is full");
    }
    return answer;
  }

  private static boolean done(Runnable effect) {
    effect.run();
    return true;
  }

  @Override
  public String location() {
    return objects.location();
  }

  @Override
  public void put(String key, byte[] content) {
    write(() -> done(() -> objects.put(key, content)));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    return write(() -> objects.putIfAbsent(key, content));
  }

  @Override
  public Optional<byte[]> get(String key, long maxBytes) {
    return objects.get(key, maxBytes);
  }

  @Override
  public List<Entry> list(String prefix) {
    return objects.list(prefix);
  }

  @Override
  public void delete(String key) {
    beforeDelete().run();
    write(() -> done(() -> objects.delete(key)));
  }
}
