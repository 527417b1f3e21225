package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Consolidation;
import java.util.List;

/// Makes the operators of a [Consolidate]. Unless rows wait until they are final, these hold the
/// epoch's rows, so that there is nothing to write at a checkpoint.
public final class ConsolidateFactory implements OperatorFactory {
  private final Consolidate node;

  public ConsolidateFactory(Consolidate node) {
    this.node = node;
  }

  @Override
  public Operator create(TaskContext context) {
    List<DataType> types = node.schema().types();
    MemoryReservation memory = context.reserve(node.name() + " #" + node.id());
    return node.release()
        .<Operator>map(over -> new FinalRows(over, types, memory, context.batchRows()))
        .orElseGet(
            () -> new ConsolidateOperator(new Consolidation(types, memory), context.batchRows()));
  }

  private static final class ConsolidateOperator implements Operator {
    private final Consolidation rows;
    private final int batchRows;
    private boolean flushing;

    private ConsolidateOperator(Consolidation rows, int batchRows) {
      this.rows = rows;
      this.batchRows = batchRows;
    }

    @Override
    public void accept(int input, Batch batch, Output out) {
      rows.add(batch);
    }

    @Override
    public void barrier(Barrier barrier) {
      flushing = true;
    }

    @Override
    public void end(int input, Output out) {
      flushing = true;
    }

    @Override
    public boolean drain(Output out) {
      if (flushing && !out.isFull()) {
        Batch next = rows.take(batchRows);
        flushing = next != null;
        if (next != null) {
          out.emit(next);
        }
      }
      return !flushing;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
