package io.thalweg.benchmarks.kernel;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.expression.CompiledExpression;
import io.thalweg.exec.expression.ExpressionCompiler;
import io.thalweg.exec.kernel.VectorModule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Nanoseconds per row of one batch of 2,048 rows.
@State(Scope.Thread)
@OperationsPerInvocation(Batch.DEFAULT_ROWS)
public class ExpressionBenchmark extends KernelBenchmark {
  private static final int ROWS = Batch.DEFAULT_ROWS;
  private static final DataType MONEY = new DecimalType(12, 2);
  private static final ExpressionCompiler COMPILER = ExpressionCompiler.INSTANCE;

  private static final String[] COMMENT_END = {
    "the final requests", "bold, ironic deposits", "express accounts sl", "pending foxes about"
  };

  private final Batch batch = rows();
  private final int[] selection = new int[ROWS];
  private final CompiledExpression addLongs = compiled(call("add", column(0), column(1)));
  private final CompiledExpression compareLongs = compiled(call("lt", column(0), column(1)));
  private final CompiledExpression multiplyDecimals = compiled(call("multiply", money(), money()));
  private final CompiledExpression multiplyDoubles =
      compiled(call("multiply", doubles(), doubles()));
  private final CompiledExpression contains =
      compiled(call("like", text(), new Literal(SimpleType.VARCHAR, "%special%")));
  private final CompiledExpression upper = compiled(call("upper", text()));
  private final CompiledExpression twoParts =
      compiled(call("like", comment(), new Literal(SimpleType.VARCHAR, "%special%requests%")));
  private final Predicate selectHalf =
      COMPILER.compile(call("lt", column(0), new Literal(SimpleType.BIGINT, 500_000L)));
  private final Predicate selectHalfOfInts =
      COMPILER.compile(call("lt", ints(), new Literal(SimpleType.INTEGER, 500_000)));

  /// As in a process that lives longer than one query.
  @Setup
  public void useVectors() {
    VectorModule.use(true);
  }

  private static Expression column(int ordinal) {
    return new ColumnRef(ordinal, SimpleType.BIGINT);
  }

  private static Expression doubles() {
    return new ColumnRef(2, SimpleType.DOUBLE);
  }

  private static Expression money() {
    return new ColumnRef(3, MONEY);
  }

  private static Expression text() {
    return new ColumnRef(4, SimpleType.VARCHAR);
  }

  private static Expression ints() {
    return new ColumnRef(5, SimpleType.INTEGER);
  }

  private static Expression comment() {
    return new ColumnRef(6, SimpleType.VARCHAR);
  }

  private static Expression call(String function, Expression... arguments) {
    List<Expression> list = List.of(arguments);
    DataType type =
        FunctionCatalog.resolve(function, list.stream().map(Expression::type).toList())
            .resultType();
    return new Call(function, list, type);
  }

  private static CompiledExpression compiled(Expression expression) {
    return COMPILER.expression(expression);
  }

  private static Batch rows() {
    Random random = new Random(42);
    ColumnBuilder left = new ColumnBuilder(SimpleType.BIGINT);
    ColumnBuilder right = new ColumnBuilder(SimpleType.BIGINT);
    ColumnBuilder doubles = new ColumnBuilder(SimpleType.DOUBLE);
    ColumnBuilder money = new ColumnBuilder(MONEY);
    ColumnBuilder texts = new ColumnBuilder(SimpleType.VARCHAR);
    ColumnBuilder ints = new ColumnBuilder(SimpleType.INTEGER);
    ColumnBuilder comments = new ColumnBuilder(SimpleType.VARCHAR);
    for (int i = 0; i < ROWS; i++) {
      left.appendLong(random.nextInt(1_000_000));
      right.appendLong(random.nextInt(1_000_000));
      doubles.appendDouble(random.nextDouble());
      money.append(BigDecimal.valueOf(random.nextInt(10_000_000), 2));
      texts.append("the " + (i % 16 == 0 ? "special" : "regular") + " deposits " + i);
      ints.appendInt(random.nextInt(1_000_000));
      comments.append(
          (i % 16 == 0 ? "special " : "regular ")
              + "packages wake slyly among "
              + COMMENT_END[i % 4]);
    }
    return Batch.of(
        ROWS,
        left.build(),
        right.build(),
        doubles.build(),
        money.build(),
        texts.build(),
        ints.build(),
        comments.build());
  }

  @Benchmark
  public Column addLongs() {
    return addLongs.evaluate(batch);
  }

  @Benchmark
  public Column compareLongs() {
    return compareLongs.evaluate(batch);
  }

  @Benchmark
  public Column multiplyDecimals() {
    return multiplyDecimals.evaluate(batch);
  }

  @Benchmark
  public Column multiplyDoubles() {
    return multiplyDoubles.evaluate(batch);
  }

  @Benchmark
  public Column likeContains() {
    return contains.evaluate(batch);
  }

  @Benchmark
  public Column likeTwoParts() {
    return twoParts.evaluate(batch);
  }

  @Benchmark
  public Column upper() {
    return upper.evaluate(batch);
  }

  @Benchmark
  public int selectHalfOfLongs() {
    return selectHalf.select(batch, selection);
  }

  @Benchmark
  public int selectHalfOfInts() {
    return selectHalfOfInts.select(batch, selection);
  }
}
