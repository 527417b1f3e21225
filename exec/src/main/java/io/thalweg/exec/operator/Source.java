package io.thalweg.exec.operator;

/// A leaf of a fragment: where rows come from. Driven by one task, never concurrently; obeys the
/// same ban on blocking as [Operator].
public interface Source extends AutoCloseable {

  /// What one [#next] did.
  enum Step {
    /// It emitted one batch or signal.
    EMITTED,
    /// It worked (about a millisecond at most) without anything to show yet; call again.
    WORKED,
    /// Nothing to do until something outside happens, which wakes the task.
    BLOCKED,
    /// There is nothing more, ever; it emitted nothing.
    FINISHED
  }

  /// Does a small piece of work and emits at most one batch. Only called while `out` is not full,
  /// and not after [Step#FINISHED].
  Step next(Output out);

  /// Whether reading early is wasteful: the runtime then asks only when every operator between this
  /// source and the fragment's root accepts rows, so that a scan starts when the joins above it are
  /// built.
  default boolean isLazy() {
    return false;
  }

  /// Writes where the source is, right after it emitted a barrier. What is written is copied or
  /// immutable.
  default void snapshot(StateWriter state) {}

  /// Takes over what earlier snapshots of *all* tasks wrote, before the first [#next]. May read
  /// files.
  default void restore(StateReader state) {}

  /// Releases readers and memory. Must not fail.
  @Override
  default void close() {}
}
