package io.thalweg.exec.runtime.query;

import io.thalweg.exec.exchange.LocalExchange;
import io.thalweg.exec.runtime.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;

/// One fragment of a running query: the factories its tasks are made from, and the tasks.
/// Thread-safe once its tasks are added.
final class FragmentRun implements AutoCloseable {
  private final QueryContext context;
  private final FragmentNode root;
  private final LocalExchange output;
  private final int parallelism;
  private final Role role;
  private final List<Task> tasks = new ArrayList<>();

  /// What becomes of a fragment's rows.
  ///
  /// @param isResult they are the query's result
  /// @param isContinuous they never end by themselves: barriers pass through its tasks
  record Role(boolean isResult, boolean isContinuous) {}

  /// @param output where the rows go
  /// @param parallelism how many tasks there will be
  FragmentRun(
      QueryContext context, FragmentNode root, LocalExchange output, int parallelism, Role role) {
    this.context = context;
    this.root = root;
    this.output = output;
    this.parallelism = parallelism;
    this.role = role;
  }

  void addTasks(QueryRun query) {
    for (int i = 0; i < parallelism; i++) {
      tasks.add(new Task(query, this, i));
    }
  }

  QueryContext context() {
    return context;
  }

  int parallelism() {
    return parallelism;
  }

  boolean isResult() {
    return role.isResult();
  }

  /// Whether barriers pass through the tasks.
  boolean isContinuous() {
    return role.isContinuous();
  }

  List<Task> tasks() {
    return tasks;
  }

  void wakeAll() {
    tasks.forEach(Task::wake);
  }

  /// Makes the operators of one task. What was made is closed when making the rest fails.
  Pipeline pipeline(int index, Task task) {
    return new PipelineBuilder(this, index, task).build(root, output.output(index, task));
  }

  /// Closes the factories, and frees what waits in the exchange; the result stays to be taken.
  @Override
  public void close() {
    root.close();
    if (!role.isResult()) {
      output.close();
    }
  }
}
