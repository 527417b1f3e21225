package io.thalweg.exec.checkpoint;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;

/// The bytes of rows that wait to be written, of one checkpoint. Thread-safe.
final class PendingRows {
  private final MemoryReservation reservation;

  PendingRows(MemoryPool memory) {
    this.reservation = memory.reservation("checkpoint");
  }

  synchronized boolean tryTake(long bytes) {
    return reservation.tryAdd(bytes);
  }

  synchronized void giveBack(long bytes) {
    reservation.tryAdd(-bytes);
  }
}
