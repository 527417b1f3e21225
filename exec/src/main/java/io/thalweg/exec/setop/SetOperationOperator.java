package io.thalweg.exec.setop;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.SetOperation;
import io.thalweg.core.plan.SetOperation.Kind;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.GroupLookup;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts the distinct right rows, then lets those left rows pass that the operation keeps.
///
/// With ALL, a count is how many equal left rows the right side still answers for. Otherwise a
/// distinct row is spent once it decided about a left row.
final class SetOperationOperator implements Operator {
  private static final int LEFT = 0;

  private final SetOperation node;
  private final GroupKeys keys;
  private final MemoryReservation memory;
  private int[] counts = {};
  private int[] groups = {};
  private @Nullable GroupLookup lookup;

  SetOperationOperator(SetOperation node, TaskContext context) {
    this.node = node;
    this.keys = GroupKeys.of(node.schema().types());
    this.memory = context.reserve(node.name() + " #" + node.id());
  }

  @Override
  public boolean accepts(int input) {
    return input != LEFT || lookup != null;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    if (batch.weights() != null) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          node.details() + " cannot take changes; use tables that only grow");
    }
    if (groups.length < batch.rowCount()) {
      groups = new int[batch.rowCount()];
    }
    if (input != LEFT) {
      count(batch);
      return;
    }
    int[] selection = new int[batch.rowCount()];
    int kept =
        node.kind() == Kind.INTERSECT ? intersect(batch, selection) : except(batch, selection);
    if (kept > 0) {
      out.emit(kept == batch.length() ? batch : batch.withSelection(selection, kept));
    }
  }

  private void count(Batch batch) {
    assign(batch);
    for (int i = 0; i < batch.rowCount(); i++) {
      counts[groups[i]]++;
    }
  }

  private void assign(Batch batch) {
    keys.assign(columns(batch), batch.rowCount(), groups);
    if (counts.length < keys.count()) {
      counts = Arrays.copyOf(counts, Math.max(keys.count(), 2 * counts.length));
    }
    memory.setTo(keys.sizeInBytes() + 4L * counts.length);
  }

  private static Column[] columns(Batch batch) {
    return batch.compact().columns().toArray(Column[]::new);
  }

  private int intersect(Batch batch, int[] selection) {
    find(batch);
    int spent = node.all() ? 1 : Integer.MAX_VALUE;
    int kept = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int group = groups[i];
      if (group >= 0 && counts[group] > 0) {
        counts[group] = Math.max(0, counts[group] - spent);
        selection[kept++] = batch.row(i);
      }
    }
    return kept;
  }

  private int except(Batch batch, int[] selection) {
    if (node.all()) {
      find(batch);
    } else {
      assign(batch);
    }
    int kept = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int group = groups[i];
      if (group >= 0 && counts[group] > 0) {
        counts[group] -= node.all() ? 1 : 0;
      } else {
        selection[kept++] = batch.row(i);
        if (!node.all()) {
          counts[group] = 1;
        }
      }
    }
    return kept;
  }

  private void find(Batch batch) {
    GroupLookup table = lookup;
    if (table == null) {
      throw new IllegalStateException("the right side has not ended");
    }
    table.find(columns(batch), batch.rowCount(), groups);
  }

  @Override
  public void end(int input, Output out) {
    if (input != LEFT) {
      lookup = keys.lookup();
    }
  }

  @Override
  public boolean isSatisfied() {
    return lookup != null && node.kind() == Kind.INTERSECT && keys.count() == 0;
  }

  @Override
  public void close() {
    counts = new int[0];
    lookup = null;
    memory.close();
  }
}
