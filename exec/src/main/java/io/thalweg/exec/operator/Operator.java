package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;

/// One running instance of a plan node: its state, driven from above.
///
/// The runtime hands an operator its inputs by ordinal; an operator never calls another one. All
/// methods are called by one task, never concurrently. None may block, sleep, start a thread, or
/// read a clock, a random number or the network; each returns within about a millisecond.
///
/// Call order: `restore` at most once and first; any number of `accept`, `watermark`, `barrier`;
/// `snapshot` only right after a barrier was drained; `end` once per input, nothing for that input
/// after it; `close` last, always, also after errors and cancellation.
///
/// Whenever the output is full the runtime stops handing input, waits, and calls [#drain] until it
/// returns true before the next `accept`, `watermark`, `barrier` or `end`. After every `accept`,
/// `barrier` and `end` it calls `drain` until true as well. An operator therefore emits at most one
/// batch per call and keeps the rest for `drain`; it never emits into a full output. Watermarks and
/// barriers are handed on by the runtime, a barrier once `drain` has returned true.
///
/// A bounded query is one epoch: an operator that keeps rows emits its result when its input *ends*
/// and treats that as the barrier of the only epoch. In a continuous query
/// ([FactoryContext#stream]) it emits at every barrier what has changed since the last one, so that
/// what it has emitted in all adds up to its result over all input so far, and then at the end in
/// the same way. It may emit earlier, within the epoch; nobody sees that before the barrier.
public interface Operator extends AutoCloseable {

  /// Whether the operator can take a batch of `input` now. A join refuses its probe side until the
  /// build side is complete in all tasks; the runtime then feeds other inputs and asks again after
  /// [TaskContext#wakeAll].
  default boolean accepts(int input) {
    return true;
  }

  /// Takes a batch and emits at most one.
  void accept(int input, Batch batch, Output out);

  /// Emits at most one pending batch.
  ///
  /// @return true when nothing is pending any more; false: call again when the output has room
  default boolean drain(Output out) {
    return true;
  }

  /// The minimum of the watermarks over all inputs has risen to `micros`. Time takes effect at the
  /// next barrier: only then are rows final and state dropped, so that what an epoch shows does not
  /// depend on how signals and batches interleaved.
  default void watermark(long micros) {}

  /// The watermark from which on time alone makes the operator emit: until then an epoch without
  /// rows is one without a difference. Asked behind a barrier that was drained; the default is that
  /// any watermark may.
  default long dueMicros() {
    return Long.MIN_VALUE;
  }

  /// All inputs have reached the barrier: make the epoch's changes ready; [#drain] emits them.
  default void barrier(Barrier barrier) {}

  /// Writes the state as of the barrier that was just drained. What is written is copied or
  /// immutable: the operator goes on at once.
  default void snapshot(StateWriter state) {}

  /// Begins to write the state as of the barrier that was just drained. An operator that may hold
  /// much of it takes the time of a page of bits here and writes the rest in pieces, between which
  /// it is called as always; no other snapshot begins and no input ends before the last piece.
  default Snapshot beginSnapshot(StateWriter state) {
    snapshot(state);
    return Snapshot.WRITTEN;
  }

  /// Takes over the state of the vnodes this task owns, as earlier snapshots wrote it. The one call
  /// that may read files.
  default void restore(StateReader state) {}

  /// `input` has ended. The runtime itself ends the next operator when all inputs have ended and
  /// [#drain] has returned true.
  void end(int input, Output out);

  /// Whether no further input can change the output, for example a reached limit. The runtime then
  /// drains, ends downstream and stops what is upstream. In a continuous query only when no input
  /// at all counts (LIMIT 0): a stopped task writes no state, so it would begin anew after a
  /// restore.
  default boolean isSatisfied() {
    return false;
  }

  /// Whether the operator waits for something outside this task (another task's probe, a commit)
  /// and would make no progress in [#drain]. The runtime then parks the task until
  /// [TaskContext#wakeAll]. Only asked while `drain` returns false without having emitted.
  default boolean isBlocked() {
    return false;
  }

  /// Releases memory reservations. Must not fail. Also called before the inputs have ended, when
  /// nothing downstream wants more rows or the query failed: state shared with other tasks must
  /// then count this task as finished, and must not let others draw conclusions from rows that it
  /// never saw (an outer join's unmatched rows are then not wanted by anybody).
  @Override
  default void close() {}
}
