package io.thalweg.exec.exchange;

import io.thalweg.exec.operator.Output;

/// Where the rows of one task of a fragment go: an exchange, or the result.
public interface TaskOutput extends Output, AutoCloseable {

  /// Whether nobody wants rows any more.
  boolean isSatisfied();

  /// The task has emitted everything; hands on what was held back. Only when [#isFull] is false.
  void end();

  /// Releases what is held back. Must not fail.
  @Override
  void close();
}
