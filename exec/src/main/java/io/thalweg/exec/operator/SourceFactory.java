package io.thalweg.exec.operator;

/// Makes the sources of one leaf, one per task of its fragment; holds what they share (the queue of
/// splits). One exists per node and running query; closed after all its sources.
public interface SourceFactory extends AutoCloseable {

  /// Called once per task, possibly from different threads.
  Source create(TaskContext context);

  @Override
  default void close() {}
}
