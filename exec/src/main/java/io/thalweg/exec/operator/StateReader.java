package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import java.util.Iterator;
import java.util.function.IntPredicate;

/// Gives one operator in one task the state that earlier snapshots wrote for its vnodes. May read
/// files while it is iterated.
public interface StateReader {

  /// The batches of one part, of all vnodes the task owns, each vnode's in the order in which they
  /// were written. May be iterated once.
  Iterator<Batch> read(String part);

  /// Another reader, which gives what these vnodes have of the same state. The readers that the
  /// runtime hands out have it.
  default StateReader of(IntPredicate vnodes) {
    throw new IllegalStateException("this state is not divided any further");
  }
}
