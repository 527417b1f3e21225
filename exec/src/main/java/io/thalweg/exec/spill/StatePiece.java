package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.checkpoint.LocalSegment;
import io.thalweg.exec.operator.StateWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One snapshot of one partition, in a file of its own. The file goes when nobody uses it any more.
/// Used by one thread at a time.
final class StatePiece {
  private static final String NAME = "a spill file";

  private final SpillStorage.File file;
  private final List<Extent> extents;
  private int users;

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
    users++;
    return this;
  }

  void unused() {
    users--;
    if (users == 0) {
      file.close();
    }
  }

  /// The rows of one part; reads a segment at a time.
  Stream<Batch> read(String part) {
    return extents.stream()
        .filter(extent -> extent.parts().contains(part))
        .flatMap(extent -> LocalSegment.read(NAME, bytes(extent), part).stream());
  }

  /// Writes all rows, a segment at a time.
  void copyTo(StateWriter state) {
    extents.forEach(extent -> LocalSegment.copy(NAME, bytes(extent), state));
  }

  private byte[] bytes(Extent extent) {
    return file.read(extent.offset(), extent.length());
  }
}
