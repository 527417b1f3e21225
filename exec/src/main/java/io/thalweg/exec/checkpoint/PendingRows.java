package io.thalweg.exec.checkpoint;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The bytes of rows that are not written yet, of one checkpoint: those that tasks collect until
/// they fill a segment, and those in segments that wait for the store. Thread-safe.
final class PendingRows {
  private final MemoryReservation reservation;
  private final long enough;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long waiting;

  /// @param enough so many bytes had better wait for the store at most
  PendingRows(MemoryPool memory, long enough) {
    this.reservation = memory.reservation("checkpoint");
    this.enough = enough;
  }

  /// Rows are collected; false when there is no memory for them.
  synchronized boolean tryTake(long bytes) {
    return reservation.tryAdd(bytes);
  }

  /// Collected rows wait for the store from now on.
  synchronized void submitted(long bytes) {
    waiting += bytes;
  }

  /// Rows that waited for the store are gone.
  void written(long bytes) {
    boolean room;
    synchronized (this) {
      room = isFull() && waiting - bytes < enough;
      waiting -= bytes;
      reservation.tryAdd(-bytes);
    }
    if (room) {
      listeners.forEach(Runnable::run);
    }
  }

  /// Rows that were collected are gone.
  synchronized void giveBack(long bytes) {
    reservation.tryAdd(-bytes);
  }

  /// Whether enough waits for the store. What is only collected does not count: it would wait for
  /// more of its kind.
  synchronized boolean isFull() {
    return waiting >= enough;
  }

  /// Calls `action` each time there is room again.
  void whenRoom(Runnable action) {
    listeners.add(action);
  }
}
