package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.exec.expression.CompiledExpression;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes one column per expression for the rows that count; the result has no selection.
final class ProjectOperator implements Operator {
  private final List<CompiledExpression> expressions;

  ProjectOperator(List<CompiledExpression> expressions) {
    this.expressions = expressions;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    List<Column> columns = new ArrayList<>(expressions.size());
    for (CompiledExpression expression : expressions) {
      columns.add(expression.evaluate(batch));
    }
    out.emit(Batch.of(batch.rowCount(), columns).withWeights(weights(batch)));
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
