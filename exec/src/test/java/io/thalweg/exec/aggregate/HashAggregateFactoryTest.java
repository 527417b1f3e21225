package io.thalweg.exec.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.AggregateStates;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class HashAggregateFactoryTest {
  private static final int ROWS = 300;
  private static final Literal HALF = new Literal(SimpleType.DOUBLE, 0.5);
  private static final Literal TENTH = new Literal(SimpleType.DOUBLE, 0.1);
  private static final Literal COMMA = new Literal(SimpleType.VARCHAR, ", ");

  static List<List<DataType>> keys() {
    return List.of(
        List.of(),
        List.of(SimpleType.INTEGER),
        List.of(SimpleType.BIGINT),
        List.of(SimpleType.BOOLEAN),
        List.of(SimpleType.DOUBLE),
        List.of(SimpleType.VARCHAR),
        List.of(SimpleType.VARCHAR, SimpleType.VARCHAR),
        List.of(SimpleType.BIGINT, SimpleType.DATE),
        List.of(new DecimalType(30, 2)),
        List.of(SimpleType.BIGINT, SimpleType.DATE, SimpleType.VARCHAR),
        List.of(new ArrayType(SimpleType.INTEGER), SimpleType.UUID));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void rowsAreGroupedByKeysOfAnyType(List<DataType> keys) {
    List<DataType> types = new ArrayList<>(keys);
    types.add(SimpleType.BIGINT);
    Schema schema = RandomRows.schema(types);
    int value = keys.size();
    Aggregate node =
        node(
            schema,
            keys.size(),
            List.of(call("count", schema), call("sum", schema, value), call("min", schema, value)));
    List<List<@Nullable Object>> rows = RandomRows.of(7).withDomain(6).rows(schema, ROWS);
    harness(node, rows).yields(NaiveAggregate.rows(node, rows));
  }

  @Test
  void manyGroupsAreKeptApart() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR, SimpleType.INTEGER);
    List<List<@Nullable Object>> rows = RandomRows.of(8).withDomain(3000).rows(schema, 4000);
    for (int keys = 1; keys <= 2; keys++) {
      Aggregate node = node(schema, keys, List.of(call("count", schema), call("max", schema, 2)));
      assertThat(Rows.sorted(run(node, Rows.chunks(rows, 100))))
          .isEqualTo(Rows.sorted(NaiveAggregate.rows(node, rows)));
    }
  }

  @Test
  void everyFunctionComputesWhatItsNameSays() {
    DecimalType decimal = new DecimalType(12, 2);
    Schema schema =
        RandomRows.schema(
            SimpleType.INTEGER,
            decimal,
            new DecimalType(28, 3),
            SimpleType.BIGINT,
            SimpleType.DOUBLE,
            SimpleType.DOUBLE,
            SimpleType.VARCHAR,
            SimpleType.BOOLEAN,
            IntervalType.DAY_TIME,
            SimpleType.SMALLINT);
    List<AggregateCall> calls = new ArrayList<>();
    for (int column : List.of(1, 2, 3, 4, 9)) {
      calls.add(call("sum", schema, column));
      calls.add(call("avg", schema, column));
      calls.add(call("median", schema, column));
      calls.add(with(call("quantile_cont", schema, column), TENTH));
    }
    for (int column = 1; column < schema.size(); column++) {
      for (String function : List.of("min", "max", "count", "mode", "approx_count_distinct")) {
        calls.add(call(function, schema, column));
      }
      calls.add(with(call("quantile_disc", schema, column), HALF));
      calls.add(ordered(call("array_agg", schema, column), column));
    }
    for (String function : List.of("bit_and", "bit_or", "bit_xor")) {
      calls.add(call(function, schema, 3));
    }
    for (String function : List.of("var_pop", "var_samp", "stddev_pop", "stddev_samp")) {
      calls.add(call(function, schema, 4));
    }
    for (String function :
        List.of(
            "corr",
            "covar_pop",
            "covar_samp",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy")) {
      calls.add(call(function, schema, 4, 5));
    }
    calls.add(call("bool_and", schema, 7));
    calls.add(call("bool_or", schema, 7));
    calls.add(call("sum", schema, 8));
    calls.add(ordered(with(call("string_agg", schema, 6), COMMA), 6));
    Aggregate node = node(schema, 1, calls);
    List<List<@Nullable Object>> rows =
        RandomRows.of(3).withoutEdges().withNulls(0.3).withDomain(9).rows(schema, 60);
    List<List<@Nullable Object>> expected = NaiveAggregate.rows(node, rows);
    harness(node, rows)
        .check(
            actual ->
                assertThat(Rows.sorted(NaiveAggregate.rounded(actual)))
                    .isEqualTo(Rows.sorted(NaiveAggregate.rounded(expected))));
  }

  @Test
  void distinctAndFilterChooseTheRows() {
    Schema schema =
        RandomRows.schema(
            SimpleType.VARCHAR, SimpleType.INTEGER, SimpleType.DOUBLE, SimpleType.BOOLEAN);
    List<AggregateCall> calls = new ArrayList<>();
    for (boolean distinct : new boolean[] {true, false}) {
      for (OptionalInt filter : List.of(OptionalInt.empty(), OptionalInt.of(3))) {
        for (AggregateCall call :
            List.of(
                call("count", schema, 1),
                call("sum", schema, 1),
                call("sum", schema, 2),
                ordered(call("array_agg", schema, 1), 1),
                call("max", schema, 2))) {
          calls.add(with(call, distinct, filter));
        }
      }
    }
    List<List<@Nullable Object>> rows =
        RandomRows.of(5).withoutEdges().withDomain(8).rows(schema, 100);
    for (int keys = 0; keys < 2; keys++) {
      Aggregate node = node(schema, keys, calls);
      harness(node, rows).yields(NaiveAggregate.rows(node, rows));
    }
  }

  @Test
  void aGroupWhoseRowsAreAllFilteredHasNoValueWhateverTheLaterBatchesHold() {
    Schema schema =
        RandomRows.schema(
            SimpleType.VARCHAR, SimpleType.INTEGER, SimpleType.DOUBLE, SimpleType.BOOLEAN);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call :
        List.of(call("sum", schema, 1), call("sum", schema, 2), call("min", schema, 1))) {
      calls.add(with(call, false, OptionalInt.of(3)));
    }
    List<List<@Nullable Object>> rows =
        List.of(List.of("a", 1, 1.0, false), List.of("b", 2, 2.0, true));
    List<@Nullable Object> nothing = java.util.Arrays.asList("a", null, null, null);
    harness(node(schema, 1, calls), rows).yields(List.of(nothing, List.of("b", 2L, 2.0, 2)));
  }

  @Test
  void eachGroupingSetHasGroupsOfItsOwn() {
    Schema schema = RandomRows.schema(SimpleType.VARCHAR, SimpleType.INTEGER, SimpleType.BIGINT);
    List<AggregateCall> calls =
        List.of(call("count", schema), call("sum", schema, 2), call("avg", schema, 2));
    List<List<Integer>> sets = List.of(List.of(0, 1), List.of(1), List.of(), List.of(0));
    Aggregate node = node(Phase.SINGLE, values(schema), List.of(0, 1), sets, calls);
    List<List<@Nullable Object>> rows = RandomRows.of(6).withDomain(5).rows(schema, 80);
    List<List<@Nullable Object>> expected = NaiveAggregate.rows(node, rows);
    harness(node, rows).yields(expected);
    harness(node, List.of()).yields(NaiveAggregate.rows(node, List.of()));

    Aggregate partial = node(Phase.PARTIAL, values(schema), List.of(0, 1), sets, calls);
    Aggregate last = finalOf(partial, calls);
    harness(last, run(partial, Rows.chunks(rows, 9))).yields(expected);
  }

  @Test
  void twoPhasesYieldWhatOneYields() {
    Schema schema =
        RandomRows.schema(
            SimpleType.VARCHAR,
            SimpleType.INTEGER,
            SimpleType.DOUBLE,
            new DecimalType(10, 2),
            SimpleType.BOOLEAN,
            IntervalType.DAY_TIME);
    List<AggregateCall> calls = new ArrayList<>();
    calls.add(call("count", schema));
    for (int column = 1; column < 4; column++) {
      for (String function : List.of("count", "sum", "avg", "min", "max")) {
        calls.add(call(function, schema, column));
      }
    }
    calls.add(with(call("count", schema, 1), false, OptionalInt.of(4)));
    calls.add(call("bool_and", schema, 4));
    calls.add(call("bool_or", schema, 4));
    calls.add(call("bit_and", RandomRows.schema(SimpleType.VARCHAR, SimpleType.INTEGER), 1));
    calls.add(call("sum", schema, 5));
    calls.add(call("avg", schema, 5));
    calls.add(call("var_samp", schema, 2));
    calls.add(call("stddev_pop", schema, 2));
    List<List<@Nullable Object>> rows =
        RandomRows.of(9).withoutEdges().withDomain(7).rows(schema, 200);
    for (int keys = 0; keys < 2; keys++) {
      List<Integer> keyColumns = IntStream.range(0, keys).boxed().toList();
      List<List<Integer>> sets = List.of(keyColumns);
      Aggregate single = node(Phase.SINGLE, values(schema), keyColumns, sets, calls);
      Aggregate partial = node(Phase.PARTIAL, values(schema), keyColumns, sets, calls);
      List<List<@Nullable Object>> states = new ArrayList<>();
      Rows.chunks(rows, 67).forEach(part -> states.addAll(run(partial, List.of(part))));
      List<List<@Nullable Object>> expected = run(single, List.of(rows));
      harness(finalOf(partial, calls), states)
          .check(
              actual ->
                  assertThat(Rows.sorted(NaiveAggregate.rounded(actual)))
                      .isEqualTo(Rows.sorted(NaiveAggregate.rounded(expected))));
    }
  }

  @Test
  void aGlobalAggregateOverNoRowsYieldsOneRow() {
    Schema schema = RandomRows.schema(SimpleType.INTEGER, SimpleType.VARCHAR);
    List<AggregateCall> calls =
        List.of(
            call("count", schema),
            call("sum", schema, 0),
            call("max", schema, 1),
            call("array_agg", schema, 0),
            call("stddev_samp", RandomRows.schema(SimpleType.DOUBLE), 0));
    Aggregate node = node(schema, 0, calls.subList(0, 4));
    List<@Nullable Object> row = new ArrayList<>(List.of(0L));
    row.addAll(java.util.Arrays.asList(null, null, null));
    harness(node, List.of()).yields(List.of(row));
    harness(node(schema, 1, calls.subList(0, 4)), List.of()).yields(List.of());
  }

  @Test
  void aPartialAggregateWithTooManyGroupsEmitsThemBeforeTheEnd() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT);
    Aggregate partial =
        node(
            Phase.PARTIAL,
            values(schema),
            List.of(0),
            List.of(List.of(0)),
            List.of(call("count", schema)));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 300_000; i++) {
      rows.add(List.of(i % 280_000 * 1_000_003));
    }
    List<List<@Nullable Object>> states = run(partial, Rows.chunks(rows, 2048));
    assertThat(states).hasSizeGreaterThan(280_000).hasSizeLessThanOrEqualTo(300_000);
    assertThat(states.stream().mapToLong(state -> (Long) state.get(1)).sum()).isEqualTo(300_000);
  }

  @Test
  void groupsBeyondALimitAreNotLookedFor() {
    Schema schema = RandomRows.schema(SimpleType.INTEGER);
    Aggregate plain = node(schema, 1, List.of());
    Aggregate node =
        new Aggregate(
            1,
            plain.input(),
            plain.keys(),
            plain.groupingSets(),
            plain.calls(),
            plain.phase(),
            OptionalInt.of(5),
            plain.schema());
    List<List<@Nullable Object>> rows =
        IntStream.range(0, 5000).<List<@Nullable Object>>mapToObj(List::of).toList();
    harness(node, rows)
        .check(actual -> assertThat(actual).hasSizeBetween(5, 2048).doesNotHaveDuplicates());
  }

  @Test
  void aSecondRowFailsSingleValue() {
    Schema schema = RandomRows.schema(SimpleType.INTEGER);
    Aggregate node = node(schema, 0, List.of(call("single_value", schema, 0)));
    List<@Nullable Object> row = List.of(4);
    harness(node, List.of(row)).yields(List.of(row));
    harness(node, List.of(row, row)).failsWith(ErrorCode.MORE_THAN_ONE_ROW);
  }

  @Test
  void aSumThatLeavesItsTypeFails() {
    Schema schema = RandomRows.schema(new DecimalType(38, 0));
    Aggregate node = node(schema, 0, List.of(call("sum", schema, 0)));
    java.math.BigDecimal most = java.math.BigDecimal.TEN.pow(38).subtract(java.math.BigDecimal.ONE);
    harness(node, List.of(List.of(most), List.of(most))).failsWith(ErrorCode.NUMERIC_OUT_OF_RANGE);
    harness(node, List.of(List.of(most), List.of(most.negate()), List.of(most)))
        .yields(List.of(List.of(most)));
  }

  @Test
  void groupsThatDoNotFitTheMemoryLimitFailTheQuery() {
    Schema schema = RandomRows.schema(SimpleType.VARCHAR);
    List<List<@Nullable Object>> rows =
        IntStream.range(0, 2000)
            .<List<@Nullable Object>>mapToObj(i -> List.of("key " + i))
            .toList();
    harness(node(schema, 1, List.of()), rows)
        .memory(20_000)
        .failsWith(ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }

  private static OperatorHarness harness(Aggregate node, List<List<@Nullable Object>> rows) {
    return new OperatorHarness(context -> new HashAggregateFactory(node, context), node.schema())
        .input(node.input().schema(), rows);
  }

  /// Runs one task over batches of these rows.
  private static List<List<@Nullable Object>> run(
      Aggregate node, List<List<List<@Nullable Object>>> batches) {
    CollectingOutput out = CollectingOutput.endless(node.schema());
    TestContext context = new TestContext(512);
    try (Operator operator = new HashAggregateFactory(node, context).create(context.task())) {
      for (List<List<@Nullable Object>> rows : batches) {
        Batch batch = Rows.batch(node.input().schema(), rows);
        operator.accept(0, batch, out);
        drain(operator, out);
      }
      operator.end(0, out);
      drain(operator, out);
    }
    return Rows.of(node.schema(), out.batches());
  }

  private static void drain(Operator operator, CollectingOutput out) {
    do {
      out.beginCall();
    } while (!operator.drain(out));
    out.beginCall();
  }

  public static AggregateCall call(String function, Schema schema, Integer... columns) {
    List<Integer> arguments = List.of(columns);
    List<DataType> types = new ArrayList<>(arguments.stream().map(schema::type).toList());
    if (function.startsWith("quantile")) {
      types.add(SimpleType.DOUBLE);
    } else if (function.equals("string_agg")) {
      types.add(SimpleType.VARCHAR);
    }
    DataType type = FunctionCatalog.resolve(function, types).resultType();
    return new AggregateCall(
        function, arguments, List.of(), false, OptionalInt.empty(), List.of(), type);
  }

  private static AggregateCall with(AggregateCall call, Literal constant) {
    return new AggregateCall(
        call.function(),
        call.arguments(),
        List.of(constant),
        call.distinct(),
        call.filter(),
        call.orderBy(),
        call.type());
  }

  private static AggregateCall with(AggregateCall call, boolean distinct, OptionalInt filter) {
    return new AggregateCall(
        call.function(),
        call.arguments(),
        call.constants(),
        distinct,
        filter,
        call.orderBy(),
        call.type());
  }

  private static AggregateCall ordered(AggregateCall call, int column) {
    return new AggregateCall(
        call.function(),
        call.arguments(),
        call.constants(),
        call.distinct(),
        call.filter(),
        List.of(SortKey.ascending(column)),
        call.type());
  }

  private static PlanNode values(Schema schema) {
    return new Values(0, List.of(), schema);
  }

  private static Aggregate node(Schema schema, int keys, List<AggregateCall> calls) {
    List<Integer> columns = IntStream.range(0, keys).boxed().toList();
    return node(Phase.SINGLE, values(schema), columns, List.of(columns), calls);
  }

  private static Aggregate node(
      Phase phase,
      PlanNode input,
      List<Integer> keys,
      List<List<Integer>> sets,
      List<AggregateCall> calls) {
    List<Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(input.schema().field(key)));
    for (AggregateCall call : calls) {
      List<DataType> types = List.of(call.type());
      if (phase == Phase.PARTIAL) {
        types = states(call, input.schema());
      }
      types.forEach(type -> fields.add(Field.nullable("a" + fields.size(), type)));
    }
    if (sets.size() > 1) {
      fields.add(Field.required("_grouping_set", SimpleType.INTEGER));
    }
    return new Aggregate(
        1, input, keys, sets, calls, phase, OptionalInt.empty(), new Schema(fields));
  }

  private static List<DataType> states(AggregateCall call, Schema input) {
    return AggregateStates.of(
            call.function(),
            call.arguments().stream().map(input::type).toList(),
            call.type(),
            call.distinct())
        .orElseThrow();
  }

  /// The second step over the output of `partial`.
  private static Aggregate finalOf(Aggregate partial, List<AggregateCall> calls) {
    List<AggregateCall> merging = new ArrayList<>();
    int column = partial.keys().size();
    for (AggregateCall call : calls) {
      List<Integer> arguments = new ArrayList<>();
      for (int i = 0; i < states(call, partial.input().schema()).size(); i++) {
        arguments.add(column++);
      }
      merging.add(
          new AggregateCall(
              call.function(),
              arguments,
              call.constants(),
              false,
              call.filter(),
              call.orderBy(),
              call.type()));
    }
    List<Integer> keys = IntStream.range(0, partial.keys().size()).boxed().toList();
    return node(Phase.FINAL, partial, keys, partial.groupingSets(), merging);
  }
}
