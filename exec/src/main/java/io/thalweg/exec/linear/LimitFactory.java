package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.sort.TopNFactory;
import java.util.Optional;

/// Makes the operators of a [Limit]. Each task limits its own rows: in a parallel fragment it is a
/// first step, and another limit stands behind the exchange.
///
/// A continuous limit runs in one task. Over an input that only grows it lets the first rows pass
/// and remembers how many, and the query is over when they are complete, unless checkpoints are
/// made: a stopped task would have no state in them. Over a changelog it has to find others when
/// rows go, as top-n does.
public final class LimitFactory implements OperatorFactory {
  private final Limit node;
  private final Optional<NodeStream> stream;
  private final boolean durable;

  public LimitFactory(Limit node, FactoryContext context) {
    this.node = node;
    this.stream = context.stream();
    this.durable = context.isDurable();
  }

  @Override
  public Operator create(TaskContext context) {
    if (stream.isEmpty()) {
      return new LimitOperator(node.limit(), node.offset());
    }
    return stream.get().inputs().getFirst().appendOnly()
        ? new GrowingLimit(node.limit(), node.offset(), durable)
        : TopNFactory.of(node, stream.get()).create(context);
  }

  private static final class LimitOperator implements Operator {
    private long toSkip;
    private long toEmit;

    private LimitOperator(long limit, long offset) {
      this.toSkip = offset;
      this.toEmit = limit;
    }

    @Override
    public void accept(int input, Batch batch, Output out) {
      int rows = batch.rowCount();
      int from = (int) Math.min(toSkip, rows);
      int count = (int) Math.min(toEmit, rows - from);
      toSkip -= from;
      toEmit -= count;
      if (count > 0) {
        out.emit(batch.slice(from, count));
      }
    }

    @Override
    public boolean isSatisfied() {
      return toEmit == 0;
    }

    @Override
    public void end(int input, Output out) {
      // Nothing is pending.
    }
  }
}
