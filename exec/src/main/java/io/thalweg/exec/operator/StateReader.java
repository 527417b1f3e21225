package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import java.util.Iterator;

/// Gives one operator in one task the state that earlier snapshots wrote for its vnodes. May read
/// files while it is iterated.
public interface StateReader {

  /// The batches of one part, of all vnodes the task owns, each vnode's in the order in which they
  /// were written. May be iterated once.
  Iterator<Batch> read(String part);

  /// Hands on the rows of all parts, each vnode's of a part in the order in which they were
  /// written. The readers that the runtime hands out do.
  default void copyTo(StateWriter target) {
    throw new IllegalStateException("this state can only be read by its parts");
  }
}
