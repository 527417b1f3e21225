package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Gives one operator in one task the state that earlier snapshots wrote for its vnodes. May read
/// files while it is iterated.
public interface StateReader {

  /// The batches of one part, of all vnodes the task owns, each vnode's in the order in which they
  /// were written. May be iterated once.
  Iterator<Batch> read(String part);

  /// The same batches in the opposite order, each as it was written: for state in which a later row
  /// of a key replaces an earlier one, so that each key is taken over once. May be iterated once.
  default Iterator<Batch> readBackwards(String part) {
    List<Batch> batches = new ArrayList<>();
    read(part).forEachRemaining(batches::add);
    return batches.reversed().iterator();
  }

  /// About how many rows the last full snapshot has of one part, of all vnodes the task owns; 0
  /// when that is not known.
  default int expectedRows(String part) {
    return 0;
  }

  /// Hands on the rows of all parts, each vnode's of a part in the order in which they were
  /// written. The readers that the runtime hands out do.
  default void copyTo(StateWriter target) {
    throw new IllegalStateException("this state can only be read by its parts");
  }
}
