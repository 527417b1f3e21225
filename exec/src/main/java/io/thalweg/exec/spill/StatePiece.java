package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.operator.StateWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One snapshot of one partition, in a file of its own. The file goes when nobody uses it any more.
/// Thread-safe.
final class StatePiece {
  private static final String NAME = "a spill file";

  private final SpillStorage.File file;
  private final List<Extent> extents;
  private final AtomicInteger users = new AtomicInteger();

  /// Where a segment lies in the file.
  record Extent(Set<String> parts, long offset, int length) {}

  StatePiece(SpillStorage.File file, List<Extent> extents) {
    this.file = file;
    this.extents = List.copyOf(extents);
  }

  long bytes() {
    return file.bytes();
  }

  StatePiece used() {
    users.incrementAndGet();
    return this;
  }

  void unused() {
    if (users.decrementAndGet() == 0) {
      file.close();
    }
  }

  /// The rows of one part; reads a segment at a time.
  Stream<Batch> read(String part) {
    return extents.stream()
        .filter(extent -> extent.parts().contains(part))
        .flatMap(extent -> LocalSegment.read(NAME, bytes(extent), part).stream());
  }

  /// The same in the opposite order of batches.
  Stream<Batch> readBackwards(String part) {
    return extents.reversed().stream()
        .filter(extent -> extent.parts().contains(part))
        .flatMap(extent -> LocalSegment.read(NAME, bytes(extent), part).reversed().stream());
  }

  int segments() {
    return extents.size();
  }

  /// Writes the rows of one segment.
  void copyTo(StateWriter state, int segment) {
    LocalSegment.copy(NAME, bytes(extents.get(segment)), state);
  }

  private byte[] bytes(Extent extent) {
    return file.read(extent.offset(), extent.length());
  }
}
