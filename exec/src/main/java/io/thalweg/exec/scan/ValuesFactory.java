package io.thalweg.exec.scan;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Values;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.SourceFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the sources of constant rows. In a parallel fragment the first task yields them all.
public final class ValuesFactory implements SourceFactory {
  private static final Batch ONE_ROW = Batch.of(1);

  private final Values node;
  private final FactoryContext context;

  public ValuesFactory(Values node, FactoryContext context) {
    this.node = node;
    this.context = context;
  }

  @Override
  public Source create(TaskContext task) {
    return new ValuesSource(task.task() == 0 ? node.rows().size() : 0, task.batchRows());
  }

  private Batch batch(int from, int count) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < node.schema().size(); c++) {
      ColumnBuilder builder = new ColumnBuilder(node.schema().type(c));
      for (int row = from; row < from + count; row++) {
        builder.append(value(node.rows().get(row).get(c)));
      }
      columns.add(builder.build());
    }
    return Batch.of(count, columns);
  }

  private @Nullable Object value(Expression expression) {
    return expression instanceof Literal literal
        ? literal.value()
        : ColumnValues.get(expression.type(), context.expression(expression).evaluate(ONE_ROW), 0);
  }

  private final class ValuesSource implements Source {
    private final int rows;
    private final int batchRows;
    private int position;

    private ValuesSource(int rows, int batchRows) {
      this.rows = rows;
      this.batchRows = batchRows;
    }

    @Override
    public Step next(Output out) {
      if (position == rows) {
        return Step.FINISHED;
      }
      int count = Math.min(batchRows, rows - position);
      out.emit(batch(position, count));
      position += count;
      return Step.EMITTED;
    }
  }
}
