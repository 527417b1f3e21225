package io.thalweg.exec.operator;

/// Makes the instances of one plan node, one per task of its fragment.
///
/// One factory exists per node and running query. State that the tasks share (a join's table) lives
/// in the factory; it is closed after all its operators.
public interface OperatorFactory extends AutoCloseable {

  /// Called once per task, possibly from different threads.
  Operator create(TaskContext context);

  @Override
  default void close() {}
}
