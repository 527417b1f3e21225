package io.thalweg.exec.expression;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.List;

/// Expressions as trees of kernels.
///
/// Where nearly all rows of a batch count, all are computed, and the result has the selection of
/// the input: that takes less time than picking the rows out of every column. An error may then be
/// that of a row that does not count, so that after one only those that do are computed.
final class NodeProjection implements CompiledProjection {
  /// All rows are computed when these parts of them count.
  private static final int COUNTING_PARTS = 7;

  private static final int OF_PARTS = 8;

  private final List<Node> nodes;
  private boolean failed;

  NodeProjection(List<Node> nodes) {
    this.nodes = nodes;
  }

  @Override
  public List<Column> evaluate(Batch batch) {
    return columns(Frame.of(batch));
  }

  @Override
  public Batch project(Batch batch) {
    boolean dense =
        batch.selection() != null
            && !failed
            && (long) batch.rowCount() * OF_PARTS >= (long) batch.length() * COUNTING_PARTS;
    if (dense) {
      try {
        return batch.withColumns(columns(Frame.of(batch, null, batch.length())));
      } catch (ThalwegException e) {
        failed = true;
      }
    }
    return CompiledProjection.super.project(batch);
  }

  private List<Column> columns(Frame frame) {
    List<Column> columns = new ArrayList<>(nodes.size());
    nodes.forEach(node -> columns.add(node.evaluate(frame)));
    return columns;
  }
}
