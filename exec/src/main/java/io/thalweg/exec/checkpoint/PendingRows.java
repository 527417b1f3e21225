package io.thalweg.exec.checkpoint;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The bytes of rows that wait to be written, of one checkpoint. Thread-safe.
final class PendingRows {
  private final MemoryReservation reservation;
  private final long enough;
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
  private long bytes;

  /// @param enough so many bytes are better not passed
  PendingRows(MemoryPool memory, long enough) {
    this.reservation = memory.reservation("checkpoint");
    this.enough = enough;
  }

  synchronized boolean tryTake(long taken) {
    boolean granted = reservation.tryAdd(taken);
    bytes += granted ? taken : 0;
    return granted;
  }

  void giveBack(long given) {
    boolean room;
    synchronized (this) {
      reservation.tryAdd(-given);
      room = isFull() && bytes - given < enough;
      bytes -= given;
    }
    if (room) {
      waiting.forEach(Runnable::run);
    }
  }

  /// Whether more had better wait.
  synchronized boolean isFull() {
    return bytes >= enough;
  }

  /// Calls `action` each time there is room again.
  void whenRoom(Runnable action) {
    waiting.add(action);
  }
}
