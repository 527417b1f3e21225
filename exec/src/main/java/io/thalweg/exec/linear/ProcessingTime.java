package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A projection that reads the clock in a continuous query: `proctime()` is the time of the barrier
/// that began the row's epoch, and in the first epoch the time at which the query began to run or
/// to go on. It never goes back.
final class ProcessingTime implements Operator {
  private static final String FUNCTION = "proctime";

  private final List<Expression> expressions;
  private final FactoryContext context;
  private ProjectOperator projection;

  ProcessingTime(List<Expression> expressions, FactoryContext context) {
    this.expressions = expressions;
    this.context = context;
    this.projection = projection(context.epochs().startMicros());
  }

  /// Whether an expression asks for the time.
  static boolean isIn(Expression expression) {
    return (expression instanceof Call call && call.function().equals(FUNCTION))
        || expression.children().stream().anyMatch(ProcessingTime::isIn);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    projection.accept(input, batch, out);
  }

  @Override
  public void barrier(Barrier barrier) {
    projection = projection(barrier.timeMicros());
  }

  private ProjectOperator projection(long timeMicros) {
    Instant time = Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    Literal now = new Literal(TimestampType.MICROS, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    return new ProjectOperator(
        context.projection(expressions.stream().map(e -> at(e, now)).toList()));
  }

  private static Expression at(Expression expression, Literal now) {
    if (expression instanceof Call call && call.function().equals(FUNCTION)) {
      return now;
    }
    return expression.withChildren(
        expression.children().stream().map(child -> at(child, now)).toList());
  }

  @Override
  public void end(int input, Output out) {
    // Nothing is pending.
  }
}
