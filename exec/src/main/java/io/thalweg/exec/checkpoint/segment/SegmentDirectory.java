package io.thalweg.exec.checkpoint.segment;

import java.util.List;

/// What is where in a segment; JSON behind its sections.
record SegmentDirectory(List<Section> sections) {
  SegmentDirectory {
    sections = List.copyOf(sections);
  }

  /// One Arrow IPC stream.
  ///
  /// @param offset in the segment, in bytes
  /// @param length in bytes
  /// @param weighted whether the last column holds the rows' weights
  /// @param batches the stream's record batches
  record Section(
      String identity, String part, int offset, int length, boolean weighted, List<Runs> batches) {
    Section {
      java.util.Objects.requireNonNull(identity);
      java.util.Objects.requireNonNull(part);
      batches = List.copyOf(batches);
    }
  }

  /// Which rows of a record batch belong to which vnode, as runs: `rows[i]` rows of `vnodes[i]`.
  record Runs(List<Integer> vnodes, List<Integer> rows) {
    Runs {
      vnodes = List.copyOf(vnodes);
      rows = List.copyOf(rows);
      if (vnodes.size() != rows.size()) {
        throw new IllegalArgumentException("as many vnodes as runs");
      }
    }
  }
}
