package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.expression.CompiledProjection;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import org.jspecify.annotations.Nullable;

/// Computes one column per expression for the rows that count; the result has no selection.
final class ProjectOperator implements Operator {
  private final CompiledProjection projection;

  ProjectOperator(CompiledProjection projection) {
    this.projection = projection;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Batch projected = Batch.of(batch.rowCount(), projection.evaluate(batch));
    out.emit(projected.withWeights(weights(batch)));
  }

  private static int @Nullable [] weights(Batch batch) {
    int @Nullable [] weights = batch.weights();
    int @Nullable [] selection = batch.selection();
    if (weights == null || selection == null) {
      return weights;
    }
    int[] selected = new int[batch.rowCount()];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = weights[selection[i]];
    }
    return selected;
  }

  @Override
  public void end(int input, Output out) {
    // Nothing is pending.
  }
}
