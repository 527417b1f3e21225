package io.thalweg.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NodeProjectionTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR);
  private static final ColumnRef NUMBER = new ColumnRef(0, SimpleType.BIGINT);
  private static final List<Expression> EXPRESSIONS =
      List.of(
          new Call("add", List.of(NUMBER, NUMBER), SimpleType.BIGINT),
          new ColumnRef(1, SimpleType.VARCHAR));
  private static final int ROWS = 200;

  private final CompiledProjection projection = ExpressionCompiler.INSTANCE.projection(EXPRESSIONS);

  /// All rows but every `n`-th.
  private static Batch without(int n, Batch batch) {
    int[] rows = IntStream.range(0, batch.length()).filter(row -> row % n != 0).toArray();
    return batch.withSelection(rows, rows.length);
  }

  private static Batch batch(long seed) {
    return Rows.batch(SCHEMA, RandomRows.of(seed).withoutEdges().rows(SCHEMA, ROWS));
  }

  private static List<List<@Nullable Object>> rows(Batch batch) {
    return Rows.of(SCHEMA, batch);
  }

  @Test
  void rowsThatDoNotCountAreLeftOutWhetherComputedOrNot() {
    for (int n : new int[] {2, 3, 7, 8, 9, 50}) {
      Batch batch = without(n, batch(n));
      assertThat(rows(projection.project(batch)))
          .isEqualTo(rows(Batch.of(batch.rowCount(), projection.evaluate(batch))));
    }
  }

  @Test
  void weightsStayWithTheirRows() {
    int[] weights = IntStream.range(0, ROWS).map(row -> row % 5 - 2).toArray();
    for (int n : new int[] {2, 50}) {
      Batch projected = projection.project(without(n, batch(n).withWeights(weights)));
      List<Integer> expected = new ArrayList<>();
      IntStream.range(0, ROWS)
          .filter(row -> row % n != 0)
          .forEach(row -> expected.add(row % 5 - 2));
      List<Integer> actual = new ArrayList<>();
      for (int i = 0; i < projected.rowCount(); i++) {
        actual.add(projected.weights()[projected.row(i)]);
      }
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void aRowThatDoesNotCountRaisesNoError() {
    List<List<@Nullable Object>> values = new ArrayList<>(RandomRows.of(1).rows(SCHEMA, ROWS));
    values.replaceAll(row -> List.of(3L, "x"));
    values.set(0, List.of(Long.MAX_VALUE, "too large"));
    Batch batch = without(100, Rows.batch(SCHEMA, values));
    for (int time = 0; time < 2; time++) {
      assertThat(rows(projection.project(batch))).hasSize(ROWS - 2).containsOnly(List.of(6L, "x"));
    }
    Batch all = Rows.batch(SCHEMA, values);
    assertThatThrownBy(() -> projection.project(all)).isInstanceOf(ThalwegException.class);
  }
}
