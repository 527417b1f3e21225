package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;

/// One running instance of a plan node: its state, driven from above.
///
/// The runtime hands an operator its inputs by ordinal; an operator never calls another one. All
/// methods are called by one task, never concurrently. None may block, sleep, start a thread, or
/// read a clock, a random number or the network; each returns within about a millisecond.
///
/// Call order: any number of `accept`, `watermark`, `barrier`; `end` once per input, nothing for
/// that input after it; `close` last, always, also after errors and cancellation.
///
/// Whenever the output is full the runtime stops handing input, waits, and calls [#drain] until it
/// returns true before the next `accept`, `watermark`, `barrier` or `end`. After every `accept`,
/// `barrier` and `end` it calls `drain` until true as well. An operator therefore emits at most one
/// batch per call and keeps the rest for `drain`; it never emits into a full output.
///
/// A bounded query is one epoch: an operator that keeps rows emits its result when its input *ends*
/// and treats that as the barrier of the only epoch.
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

  /// The minimum of the watermarks over all inputs has risen to `micros`.
  default void watermark(long micros, Output out) {
    out.watermark(micros);
  }

  /// All inputs have reached the barrier: emit the epoch's changes, then snapshot if asked.
  default void barrier(Barrier barrier, Output out) {
    out.barrier(barrier);
  }

  /// `input` has ended. The runtime itself ends the next operator when all inputs have ended and
  /// [#drain] has returned true.
  void end(int input, Output out);

  /// Whether no further input can change the output, for example a reached limit. The runtime then
  /// drains, ends downstream and stops what is upstream.
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
