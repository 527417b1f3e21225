package io.thalweg.exec.linear;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.naive.NaiveUnnest;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnnestFactoryTest {
  private static final RowType POINT =
      new RowType(
          List.of(Field.nullable("x", SimpleType.BIGINT), Field.nullable("y", SimpleType.VARCHAR)));
  private static final Schema INPUT =
      RandomRows.schema(
          SimpleType.VARCHAR,
          new ArrayType(SimpleType.INTEGER),
          new ArrayType(SimpleType.VARCHAR),
          new MapType(SimpleType.INTEGER, SimpleType.DOUBLE),
          new ArrayType(POINT));

  private static Unnest node(
      List<Integer> columns, boolean expand, boolean ordinality, boolean outer) {
    List<Field> fields = new ArrayList<>(INPUT.fields());
    for (int column : columns) {
      switch (column) {
        case 1 -> fields.add(Field.nullable("e1", SimpleType.INTEGER));
        case 2 -> fields.add(Field.nullable("e2", SimpleType.VARCHAR));
        case 3 -> {
          fields.add(Field.nullable("key", SimpleType.INTEGER));
          fields.add(Field.nullable("value", SimpleType.DOUBLE));
        }
        default -> fields.addAll(expand ? POINT.fields() : List.of(Field.nullable("p", POINT)));
      }
    }
    if (ordinality) {
      fields.add(Field.nullable("n", SimpleType.BIGINT));
    }
    Values input = new Values(1, List.<List<Expression>>of(), INPUT);
    return new Unnest(2, input, columns, expand, ordinality, outer, new Schema(fields));
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, false, false",
    "1 2, false, true, false",
    "2 1, false, true, true",
    "3, false, false, true",
    "3 1, false, true, false",
    "4, true, false, true",
    "4 2, false, true, true"
  })
  void everyElementBecomesARow(String columns, boolean expand, boolean ordinality, boolean outer) {
    Unnest node =
        node(
            List.of(columns.split(" ")).stream().map(Integer::valueOf).toList(),
            expand,
            ordinality,
            outer);
    List<List<@Nullable Object>> rows = RandomRows.of(7).rows(INPUT, 150);
    new OperatorHarness(_ -> new UnnestFactory(node), node.schema())
        .input(INPUT, rows)
        .yieldsInOrder(NaiveUnnest.rows(node, rows));
  }
}
