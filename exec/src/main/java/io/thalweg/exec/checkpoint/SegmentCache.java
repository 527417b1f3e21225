package io.thalweg.exec.checkpoint;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.checkpoint.segment.SegmentDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The segments that were read last: several operators, parts and tasks want the same ones. Holds
/// only what the memory pool grants. Thread-safe.
final class SegmentCache implements AutoCloseable {
  private static final long MAX_BYTES = 64L << 20;

  private final ManifestLog log;
  private final MemoryReservation reservation;
  private final Map<String, SegmentDecoder> segments = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();

  SegmentCache(ManifestLog log, MemoryPool memory) {
    this.log = log;
    this.reservation = memory.reservation("restore");
  }

  SegmentDecoder get(Manifest.Segment segment) {
    synchronized (this) {
      SegmentDecoder known = segments.get(segment.key());
      if (known != null) {
        return known;
      }
    }
    SegmentDecoder read = new SegmentDecoder(segment.key(), log.segment(segment), true);
    keep(segment.key(), read);
    return read;
  }

  private synchronized void keep(String key, SegmentDecoder segment) {
    while (!order.isEmpty() && reservation.heldBytes() + segment.bytes() > MAX_BYTES) {
      SegmentDecoder oldest = segments.remove(order.removeFirst());
      reservation.add(oldest == null ? 0 : -oldest.bytes());
    }
    if (segment.bytes() <= MAX_BYTES
        && !segments.containsKey(key)
        && reservation.tryAdd(segment.bytes())) {
      segments.put(key, segment);
      order.addLast(key);
    }
  }

  @Override
  public synchronized void close() {
    segments.clear();
    order.clear();
    reservation.close();
  }
}
