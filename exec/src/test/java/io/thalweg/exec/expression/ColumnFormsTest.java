package io.thalweg.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.VectorModule;
import io.thalweg.exec.testing.Disguise;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Functions over columns in every physical form give what they give for each row alone.
class ColumnFormsTest {

  @AfterEach
  void vectorsOff() {
    VectorModule.use(false);
  }

  @Test
  void arithmetic() {
    List<DataType> types =
        List.of(
            SimpleType.INTEGER,
            SimpleType.BIGINT,
            SimpleType.DOUBLE,
            new DecimalType(12, 2),
            new DecimalType(18, 4),
            new DecimalType(30, 4));
    for (DataType left : types) {
      for (DataType right : types) {
        Expression a = new ColumnRef(0, left);
        Expression b = new ColumnRef(1, right);
        List<Expression> all = new ArrayList<>();
        for (String operator : List.of("add", "subtract", "multiply")) {
          all.add(Build.call(operator, a, b));
          all.add(Build.call(operator, a, Build.literal(3)));
          all.add(Build.call(operator, Build.call(operator, a, b), a));
        }
        all.add(Build.call("divide", a, Build.call("add", Build.call("abs", b), 1)));
        all.add(Build.call("mod", a, Build.literal(3)));
        all.add(Build.call("negate", a));
        all.add(Build.call("greatest", a, b));
        all.add(Build.call("nullif", a, b));
        all.add(new Cast(a, new DecimalType(38, 6), false));
        all.add(new Cast(a, SimpleType.DOUBLE, false));
        assertForms(RandomRows.schema(left, right), all);
      }
    }
  }

  @Test
  void texts() {
    Expression text = new ColumnRef(0, SimpleType.VARCHAR);
    Expression other = new ColumnRef(1, SimpleType.VARCHAR);
    List<Expression> all = new ArrayList<>();
    for (String function : List.of("upper", "lower", "length", "reverse", "octet_length", "trim")) {
      all.add(Build.call(function, text));
    }
    for (String pattern : List.of("%1%", "value%", "%2", "value _", "%a%e%1", "%u", "%", "")) {
      all.add(Build.call("like", text, pattern));
      all.add(Build.call("ilike", text, pattern));
    }
    for (String constant : List.of("value 1", "value 1 and more", "", "v")) {
      for (String comparison : List.of("eq", "lt", "le", "gt", "ge", "ne")) {
        all.add(Build.call(comparison, text, constant));
      }
      all.add(Build.call("starts_with", text, constant));
      all.add(Build.call("ends_with", text, constant));
    }
    all.add(Build.call("concat", text, other));
    all.add(Build.call("concat_ws", "-", text, other));
    all.add(Build.call("substring", text, 2, 3));
    all.add(Build.call("coalesce", text, other, "none"));
    all.add(new In(text, List.of("value 1", "value 2").stream().map(Build::literal).toList()));
    assertForms(RandomRows.schema(SimpleType.VARCHAR, SimpleType.VARCHAR), all);
  }

  @Test
  void times() {
    for (String type : List.of("DATE", "TIMESTAMP", "TIMESTAMP(9) WITH TIME ZONE")) {
      Expression point = new ColumnRef(0, DataType.parse(type));
      List<Expression> all = new ArrayList<>();
      for (String field : List.of("year", "month", "day", "doy", "week", "epoch")) {
        all.add(Build.call("extract_" + field, point));
        all.add(Build.call("date_part", field, point));
      }
      all.add(Build.call("date_trunc", "quarter", point));
      all.add(Build.call("last_day", point));
      all.add(new Cast(point, SimpleType.VARCHAR, false));
      assertForms(RandomRows.schema(DataType.parse(type)), all);
    }
  }

  private static void assertForms(Schema schema, List<Expression> expressions) {
    for (int rows : new int[] {0, 1, 70}) {
      List<List<@Nullable Object>> data = RandomRows.of(rows).withoutEdges().rows(schema, rows);
      for (Expression expression : expressions) {
        assertForms(schema, data, expression, alone(expression, data));
      }
    }
  }

  private static void assertForms(
      Schema schema,
      List<List<@Nullable Object>> data,
      Expression expression,
      @Nullable List<@Nullable Object> expected) {
    for (int form = 0; form < 4; form++) {
      VectorModule.use(form % 2 == 0);
      Batch batch = new Disguise(schema, data, form).batch(data);
      if (expected == null) {
        assertThatThrownBy(() -> Build.values(expression, batch))
            .isInstanceOf(ThalwegException.class);
        continue;
      }
      List<@Nullable Object> actual = new ArrayList<>();
      Build.values(expression, batch).forEach(value -> actual.add(Rows.canonical(value)));
      assertThat(actual).as("%s in form %d", expression, form).isEqualTo(expected);
    }
  }

  /// The value for each row; null when one of them is an error.
  private static @Nullable List<@Nullable Object> alone(
      Expression expression, List<List<@Nullable Object>> data) {
    List<@Nullable Object> values = new ArrayList<>();
    try {
      data.forEach(row -> values.add(Rows.canonical(Build.value(bind(expression, row)))));
    } catch (ThalwegException e) {
      return null;
    }
    return values;
  }

  /// The expression with the row's values in place of its columns.
  private static Expression bind(Expression expression, List<@Nullable Object> row) {
    if (expression instanceof ColumnRef ref) {
      return new Literal(ref.type(), row.get(ref.index()));
    }
    List<Expression> children = expression.children();
    return children.isEmpty()
        ? expression
        : expression.withChildren(children.stream().map(child -> bind(child, row)).toList());
  }
}
