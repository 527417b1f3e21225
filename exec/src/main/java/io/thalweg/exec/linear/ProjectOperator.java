package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.expression.CompiledProjection;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;

/// Computes one column per expression.
final class ProjectOperator implements Operator {
  private final CompiledProjection projection;

  ProjectOperator(CompiledProjection projection) {
    this.projection = projection;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    out.emit(projection.project(batch));
  }

  @Override
  public void end(int input, Output out) {
    // Nothing is pending.
  }
}
