package io.thalweg.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.VectorModule;
import io.thalweg.exec.testing.Disguise;
import io.thalweg.exec.testing.NaiveExpressions;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpressionCompilerTest {
  private static final ColumnRef BOOL = new ColumnRef(0, SimpleType.BOOLEAN);
  private static final ColumnRef INT = new ColumnRef(1, SimpleType.INTEGER);
  private static final ColumnRef TEXT = new ColumnRef(2, SimpleType.VARCHAR);
  private static final ColumnRef INT2 = new ColumnRef(3, SimpleType.INTEGER);
  private static final Schema SCHEMA =
      RandomRows.schema(
          SimpleType.BOOLEAN, SimpleType.INTEGER, SimpleType.VARCHAR, SimpleType.INTEGER);

  @Test
  void comparisonsAgreeWithTheNaiveEvaluatorOnEveryTypeAndForm() {
    for (DataType type : RandomRows.scalarTypes()) {
      Schema schema = RandomRows.schema(type, type);
      Object constant = RandomRows.of(5).value(type);
      List<Expression> expressions = new ArrayList<>();
      for (String name : List.of("eq", "ne", "lt", "le", "gt", "ge")) {
        expressions.add(compare(name, new ColumnRef(0, type), new ColumnRef(1, type)));
        if (Rows.canonical(constant) instanceof Comparable<?>) {
          expressions.add(compare(name, new ColumnRef(0, type), new Literal(type, constant)));
          expressions.add(compare(name, new Literal(type, constant), new ColumnRef(1, type)));
        }
      }
      expressions.removeIf(e -> type.sql().startsWith("INTERVAL YEAR"));
      assertAgree(schema, expressions);
    }
  }

  private static Expression compare(String name, Expression left, Expression right) {
    return new Call(name, List.of(left, right), SimpleType.BOOLEAN);
  }

  @Test
  void logicAgreesWithTheNaiveEvaluatorOnEveryForm() {
    Expression positive = compare("gt", INT, Build.literal(0));
    Expression small = compare("lt", INT, Build.literal(3));
    Expression none = new Literal(SimpleType.BOOLEAN, null);
    assertAgree(
        SCHEMA,
        List.of(
            new Not(BOOL),
            new And(List.of(BOOL, positive, small)),
            new Or(List.of(BOOL, positive)),
            new And(List.of(new Or(List.of(BOOL, small)), new Not(new And(List.of(BOOL, small))))),
            new And(List.of(BOOL, none)),
            new Or(List.of(none, BOOL)),
            new And(List.of(Literal.TRUE, BOOL)),
            new Call("is_null", List.of(TEXT), SimpleType.BOOLEAN),
            new Case(List.of(BOOL, positive), List.of(INT, INT2), Build.literal(7), INT.type()),
            new Case(List.of(positive), List.of(TEXT), new Literal(TEXT.type(), null), TEXT.type()),
            new Case(List.of(BOOL), List.of(INT), INT2, INT.type()),
            new Case(List.of(BOOL), List.of(small), BOOL, SimpleType.BOOLEAN),
            new Case(
                List.of(BOOL),
                List.of(Build.literal(3)),
                new Literal(INT.type(), null),
                INT.type()),
            in(INT, 1, 2, 5, null),
            in(INT, 1, Integer.MAX_VALUE, 3),
            in(TEXT, "value 1", "", "value 3"),
            in(TEXT, "value 1", null),
            new Not(in(INT, 4, null))));
  }

  private static In in(Expression input, @Nullable Object... options) {
    return new In(
        input, Arrays.stream(options).map(option -> new Literal(input.type(), option)).toList());
  }

  private static void assertAgree(Schema schema, List<Expression> expressions) {
    try {
      for (boolean vectors : new boolean[] {false, true}) {
        VectorModule.use(vectors);
        assertForms(schema, expressions);
      }
    } finally {
      VectorModule.use(false);
    }
  }

  private static void assertForms(Schema schema, List<Expression> expressions) {
    for (int rows : new int[] {0, 1, 63, 64, 65, 300}) {
      List<List<@Nullable Object>> data = RandomRows.of(rows + 1).rows(schema, rows);
      for (int seed = 0; seed < 8; seed++) {
        Batch batch = new Disguise(schema, data, seed).batch(data);
        for (Expression expression : expressions) {
          List<@Nullable Object> expected = new ArrayList<>();
          data.forEach(row -> expected.add(NaiveExpressions.evaluate(expression, row)));
          assertThat(Build.values(expression, batch))
              .as("%s over %d rows, form %d", expression, rows, seed)
              .isEqualTo(expected);
          if (expression.type() == SimpleType.BOOLEAN) {
            assertThat(select(expression, batch))
                .as("filter %s", expression)
                .isEqualTo(trueRows(batch, expected));
          }
        }
      }
    }
  }

  private static List<Integer> select(Expression expression, Batch batch) {
    Predicate predicate = ExpressionCompiler.INSTANCE.compile(expression);
    int[] selection = new int[batch.rowCount()];
    int count = predicate.select(batch, selection);
    return Arrays.stream(selection, 0, count).boxed().toList();
  }

  private static List<Integer> trueRows(Batch batch, List<@Nullable Object> values) {
    return IntStream.range(0, values.size())
        .filter(i -> Boolean.TRUE.equals(values.get(i)))
        .map(batch::row)
        .boxed()
        .toList();
  }

  @Test
  void aConditionGuardsTheDivisionBehindIt() {
    Batch batch = Build.column(SimpleType.INTEGER, 2, 0, null, 4);
    Expression x = new ColumnRef(0, SimpleType.INTEGER);
    Expression quotient = Build.call("divide", 8, x);
    Expression notZero = Build.call("ne", x, 0);
    Expression isZero = Build.call("eq", x, 0);
    Expression big = Build.call("gt", quotient, 3);
    assertThat(Build.values(new And(List.of(notZero, big)), batch))
        .containsExactly(true, false, null, false);
    assertThat(Build.values(new Or(List.of(isZero, big)), batch))
        .containsExactly(true, true, null, false);
    assertThat(select(new And(List.of(notZero, big)), batch)).containsExactly(0);
    assertThat(
            Build.values(
                new Case(List.of(notZero), List.of(quotient), Build.literal(-1), x.type()), batch))
        .containsExactly(4, -1, -1, 2);
    assertThatThrownBy(() -> Build.values(quotient, batch))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO))
        .hasMessageContaining("8 / 0");
    assertThat(Build.values(quotient, batch.withSelection(new int[] {0, 2, 3}, 3)))
        .containsExactly(4, null, 2);
  }

  @Test
  void aConstantThatFailsFailsOnlyWhenARowAsksForIt() {
    Expression broken = Build.call("divide", 1, 0);
    Batch none = Build.column(SimpleType.INTEGER);
    assertThat(Build.values(broken, none)).isEmpty();
    assertThatThrownBy(() -> Build.value(broken)).hasMessageContaining("division by zero");
  }

  @Test
  void coalesceAndNullifAndIfChooseValues() {
    Batch batch = Build.column(SimpleType.INTEGER, 1, null, 3);
    Expression x = new ColumnRef(0, SimpleType.INTEGER);
    assertThat(Build.values(Build.call("coalesce", x, Build.call("divide", 6, 2)), batch))
        .containsExactly(1, 3, 3);
    assertThat(Build.values(Build.call("nullif", x, 3), batch)).containsExactly(1, null, null);
    assertThat(Build.values(Build.call("if", Build.call("is_null", x), "none", "some"), batch))
        .containsExactly("some", "none", "some");
    assertThat(Build.run("coalesce", null, "a", "b")).isEqualTo("a");
  }

  @Test
  void aRepeatedPartIsTheSameValueEverywhere() {
    Batch batch = Build.column(SimpleType.INTEGER, 1, 2, null);
    Expression twice = Build.call("add", new ColumnRef(0, SimpleType.INTEGER), 1);
    assertThat(Build.values(Build.call("multiply", twice, twice), batch))
        .containsExactly(4, 9, null);
    assertThat(
            select(new And(List.of(Build.call("gt", twice, 1), Build.call("lt", twice, 3))), batch))
        .containsExactly(0);
  }

  @Test
  void aConstantColumnMayChangeFromBatchToBatch() {
    FlatColumn entries = ColumnBuilder.of(SimpleType.INTEGER, List.of(10, 20));
    Column ids = new DictionaryColumn(3, new int[] {0, 1, 0}, entries, null);
    var sum =
        ExpressionCompiler.INSTANCE.expression(
            Build.call(
                "add", new ColumnRef(0, SimpleType.INTEGER), new ColumnRef(1, SimpleType.INTEGER)));
    for (int constant = 1; constant < 4; constant++) {
      Batch batch = Batch.of(3, ids, ColumnBuilder.constant(SimpleType.INTEGER, constant, 3));
      Column result = sum.evaluate(batch);
      assertThat(ColumnValues.get(SimpleType.INTEGER, result, 1)).isEqualTo(20 + constant);
    }
  }

  @Test
  void aLargeListOfOptionsWorks() {
    List<Literal> options =
        IntStream.range(0, 50_000).mapToObj(i -> Build.literal((long) i * 1_000_003L)).toList();
    Expression in = new In(new ColumnRef(0, SimpleType.BIGINT), options);
    assertThat(Build.values(in, Build.column(SimpleType.BIGINT, 5L, 1_000_003L, null, -1L)))
        .containsExactly(false, true, null, false);
  }

  @Test
  void aParameterWithoutAValueIsAnError() {
    assertThatThrownBy(
            () -> ExpressionCompiler.INSTANCE.expression(new Parameter(0, SimpleType.INTEGER)))
        .hasMessageContaining("parameter 1 has no value");
  }

  @Test
  void anUntypedNullCastsToEveryType() {
    for (DataType type : RandomRows.scalarTypes()) {
      assertThat(Build.value(new Cast(Build.literal(null), type, false))).isNull();
    }
  }
}
