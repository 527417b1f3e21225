package io.thalweg.exec.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WindowFrame.Bound;
import io.thalweg.core.plan.WindowFrame.BoundKind;
import io.thalweg.core.plan.WindowFrame.Exclusion;
import io.thalweg.core.plan.WindowFrame.Unit;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.aggregate.NaiveAggregate;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowFactoryTest {
  private static final int PARTITION = 0;
  private static final int TIED = 1;
  private static final int ID = 2;
  private static final int TEXT = 3;
  private static final int NUMBER = 4;
  private static final int FRACTION = 5;
  private static final int FILTER = 6;
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("p", SimpleType.VARCHAR),
          Field.nullable("tied", SimpleType.INTEGER),
          Field.required("id", SimpleType.BIGINT),
          Field.nullable("text", SimpleType.VARCHAR),
          Field.nullable("number", SimpleType.INTEGER),
          Field.nullable("fraction", SimpleType.DOUBLE),
          Field.nullable("filter", SimpleType.BOOLEAN),
          Field.nullable("n", SimpleType.BIGINT));
  private static final int N = 7;

  private static List<List<@Nullable Object>> rows(long seed, int count) {
    List<List<@Nullable Object>> rows =
        RandomRows.of(seed).withoutEdges().withNulls(0.2).withDomain(5).rows(SCHEMA, count);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).set(ID, (long) i * 7 % 101 * 1000 + i);
      Object n = rows.get(i).get(N);
      rows.get(i).set(N, n == null ? null : Math.abs((Long) n) + 1);
    }
    return rows;
  }

  @Test
  void rankingFunctionsPlaceRowsInTheirPartition() {
    List<WindowCall> calls = new ArrayList<>();
    for (String function : List.of("rank", "dense_rank", "percent_rank", "cume_dist")) {
      calls.add(call(function));
    }
    List<WindowCall> total = new ArrayList<>(calls);
    total.add(call("row_number"));
    total.add(call("ntile", N));
    List<List<@Nullable Object>> rows = rows(1, 80);
    for (List<Integer> partition : List.of(List.of(PARTITION), List.<Integer>of())) {
      check(node(partition, List.of(new SortKey(TIED, true, true)), calls), rows);
      check(node(partition, List.of(SortKey.ascending(TIED), SortKey.ascending(ID)), total), rows);
    }
    check(node(List.of(PARTITION), List.of(), calls), rows);
  }

  @Test
  void lagAndLeadLookAtOtherRows() {
    List<WindowCall> calls = new ArrayList<>();
    for (String function : List.of("lag", "lead")) {
      for (boolean ignoreNulls : new boolean[] {true, false}) {
        calls.add(call(WindowFrame.DEFAULT, ignoreNulls, function, TEXT));
        calls.add(call(WindowFrame.DEFAULT, ignoreNulls, function, NUMBER, N));
        calls.add(call(WindowFrame.DEFAULT, ignoreNulls, function, NUMBER, N, TIED));
      }
    }
    check(node(List.of(PARTITION), List.of(SortKey.ascending(ID)), calls), rows(2, 60));
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void aggregatesSeeTheirFrame(Unit unit) {
    List<WindowCall> calls = new ArrayList<>();
    for (WindowFrame frame : frames(unit)) {
      calls.add(call(frame, false, "sum", NUMBER));
      calls.add(call(frame, false, "count"));
    }
    boolean total = unit == Unit.ROWS;
    SortKey tied = new SortKey(TIED, unit == Unit.GROUPS, unit == Unit.RANGE);
    List<SortKey> order = total ? List.of(tied, SortKey.ascending(ID)) : List.of(tied);
    check(node(List.of(PARTITION), order, calls), rows(3, 60));
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void valuesArePickedByTheirPlaceInTheFrame(Unit unit) {
    List<WindowCall> calls = new ArrayList<>();
    for (WindowFrame frame : frames(unit)) {
      for (boolean ignoreNulls : new boolean[] {true, false}) {
        calls.add(call(frame, ignoreNulls, "first_value", NUMBER));
        calls.add(call(frame, ignoreNulls, "last_value", TEXT));
        calls.add(call(frame, ignoreNulls, "nth_value", NUMBER, N));
      }
    }
    List<SortKey> order = List.of(SortKey.ascending(unit == Unit.RANGE ? NUMBER : ID));
    List<List<@Nullable Object>> rows = rows(4, 40);
    if (unit == Unit.RANGE) {
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).set(NUMBER, i * 3 % 41 - 20);
      }
    }
    check(node(List.of(PARTITION), order, calls), rows);
  }

  private static List<WindowFrame> frames(Unit unit) {
    DataType type = unit == Unit.RANGE ? SimpleType.INTEGER : SimpleType.BIGINT;
    Object one = unit == Unit.RANGE ? (Object) 1 : (Object) 1L;
    Object three = unit == Unit.RANGE ? (Object) 3 : (Object) 3L;
    List<Bound> bounds = new ArrayList<>();
    bounds.add(bound(BoundKind.UNBOUNDED_PRECEDING));
    bounds.add(new Bound(BoundKind.PRECEDING, Optional.of(new Literal(type, three))));
    bounds.add(new Bound(BoundKind.PRECEDING, Optional.of(new Literal(type, one))));
    bounds.add(bound(BoundKind.CURRENT_ROW));
    bounds.add(new Bound(BoundKind.FOLLOWING, Optional.of(new Literal(type, one))));
    bounds.add(new Bound(BoundKind.FOLLOWING, Optional.of(new Literal(type, three))));
    bounds.add(bound(BoundKind.UNBOUNDED_FOLLOWING));
    List<WindowFrame> frames = new ArrayList<>();
    for (int start = 0; start < 6; start++) {
      for (int end = Math.max(start, 1); end < 7; end++) {
        Exclusion exclusion = Exclusion.values()[frames.size() / 2 % 4];
        frames.add(new WindowFrame(unit, bounds.get(start), bounds.get(end), exclusion));
        frames.add(new WindowFrame(unit, bounds.get(start), bounds.get(end), Exclusion.NO_OTHERS));
      }
    }
    return frames;
  }

  private static Bound bound(BoundKind kind) {
    return new Bound(kind, Optional.empty());
  }

  @Test
  void aRangeOffsetFitsTheTypeOfTheOrder() {
    checkRange(SimpleType.DOUBLE, new Literal(SimpleType.DOUBLE, 0.5));
    checkRange(new DecimalType(10, 1), decimal("1.5"));
    checkRange(new DecimalType(10, 1), decimal("1.25"));
    checkRange(new DecimalType(30, 1), decimal("2.0"));
    checkRange(SimpleType.DATE, new Literal(IntervalType.DAY_TIME, Duration.ofHours(36)));
    checkRange(SimpleType.DATE, new Literal(IntervalType.YEAR_MONTH, Period.ofMonths(1)));
    for (int precision : new int[] {6, 9}) {
      TimestampType type = new TimestampType(precision, false);
      checkRange(type, new Literal(IntervalType.DAY_TIME, Duration.ofSeconds(2)));
      checkRange(type, new Literal(IntervalType.YEAR_MONTH, Period.ofMonths(2)));
    }
  }

  private static Literal decimal(String value) {
    BigDecimal number = new BigDecimal(value);
    return new Literal(new DecimalType(10, number.scale()), number);
  }

  private static void checkRange(DataType type, Literal offset) {
    Schema schema = RandomRows.schema(type);
    List<List<@Nullable Object>> rows = RandomRows.of(5).withoutEdges().rows(schema, 40);
    for (boolean descending : new boolean[] {true, false}) {
      WindowFrame frame =
          new WindowFrame(
              Unit.RANGE,
              new Bound(BoundKind.PRECEDING, Optional.of(offset)),
              new Bound(BoundKind.FOLLOWING, Optional.of(offset)),
              Exclusion.NO_OTHERS);
      SortKey key = new SortKey(0, descending, false);
      check(node(schema, List.of(), List.of(key), List.of(call(frame, false, "count"))), rows);
    }
  }

  @Test
  void filterAndDistinctAndListsWorkOverFrames() {
    WindowFrame running =
        new WindowFrame(
            Unit.ROWS,
            bound(BoundKind.UNBOUNDED_PRECEDING),
            bound(BoundKind.CURRENT_ROW),
            Exclusion.NO_OTHERS);
    List<WindowCall> calls = new ArrayList<>();
    for (WindowFrame frame : List.of(running, WindowFrame.DEFAULT)) {
      for (WindowCall plain :
          List.of(
              call(frame, false, "count", NUMBER),
              call(frame, false, "sum", NUMBER),
              call(frame, false, "array_agg", TEXT),
              call(frame, false, "median", FRACTION))) {
        calls.add(plain);
        calls.add(with(plain, false, OptionalInt.of(FILTER)));
        calls.add(with(plain, true, OptionalInt.empty()));
      }
    }
    check(node(List.of(), List.of(SortKey.ascending(ID)), calls), rows(6, 70));
  }

  @Test
  void largeFramesAreSummedUpFromBlocks() {
    Schema schema = RandomRows.schema(SimpleType.INTEGER, SimpleType.DOUBLE, SimpleType.VARCHAR);
    List<List<@Nullable Object>> rows =
        RandomRows.of(7).withoutEdges().withDomain(1000).rows(schema, 400);
    List<WindowCall> calls = new ArrayList<>();
    for (WindowFrame frame :
        List.of(
            WindowFrame.DEFAULT,
            new WindowFrame(
                Unit.RANGE,
                new Bound(BoundKind.PRECEDING, Optional.of(new Literal(SimpleType.INTEGER, 300))),
                new Bound(BoundKind.FOLLOWING, Optional.of(new Literal(SimpleType.INTEGER, 300))),
                Exclusion.GROUP))) {
      for (String function : List.of("count", "sum", "avg", "min", "max", "stddev_samp")) {
        calls.add(call(schema, frame, false, function, 1));
      }
      calls.add(call(schema, frame, false, "min", 2));
    }
    calls.add(call(schema, WindowFrame.DEFAULT, false, "quantile_disc", 1));
    Window node = node(schema, List.of(), List.of(SortKey.ascending(0)), calls);
    assertThat(Rows.sorted(NaiveAggregate.rounded(run(node, rows))))
        .isEqualTo(Rows.sorted(NaiveAggregate.rounded(NaiveWindow.rows(node, rows))));
  }

  @Test
  void manySmallPartitionsAreKeptApart() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.INTEGER);
    List<List<@Nullable Object>> rows =
        RandomRows.of(8).withNulls(0.001).withDomain(9000).rows(schema, 20_000);
    Window node =
        node(
            schema,
            List.of(0),
            List.of(SortKey.ascending(1)),
            List.of(call("rank"), call(schema, WindowFrame.DEFAULT, false, "sum", 1)));
    assertThat(Rows.sorted(run(node, rows))).isEqualTo(Rows.sorted(NaiveWindow.rows(node, rows)));
  }

  @Test
  void badArgumentsAreErrors() {
    List<List<@Nullable Object>> rows = rows(9, 20);
    rows.forEach(row -> row.set(N, 0L));
    List<SortKey> order = List.of(SortKey.ascending(ID));
    harness(node(List.of(), order, List.of(call("ntile", N))), rows)
        .failsWith(ErrorCode.INVALID_ARGUMENT);
    WindowCall nth = call(WindowFrame.DEFAULT, false, "nth_value", NUMBER, N);
    harness(node(List.of(), order, List.of(nth)), rows).failsWith(ErrorCode.INVALID_ARGUMENT);
    WindowFrame negative =
        new WindowFrame(
            Unit.ROWS,
            new Bound(BoundKind.PRECEDING, Optional.of(new Literal(SimpleType.BIGINT, -1L))),
            bound(BoundKind.CURRENT_ROW),
            Exclusion.NO_OTHERS);
    harness(node(List.of(), order, List.of(call(negative, false, "count"))), rows)
        .failsWith(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void rowsThatDoNotFitTheMemoryLimitFailTheQuery() {
    Window node = node(List.of(), List.of(SortKey.ascending(ID)), List.of(call("row_number")));
    harness(node, rows(10, 1000)).memory(20_000).failsWith(ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }

  private static void check(Window node, List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> expected =
        Rows.sorted(NaiveAggregate.rounded(NaiveWindow.rows(node, rows)));
    harness(node, rows)
        .check(
            actual -> assertThat(Rows.sorted(NaiveAggregate.rounded(actual))).isEqualTo(expected));
  }

  private static OperatorHarness harness(Window node, List<List<@Nullable Object>> rows) {
    return new OperatorHarness(context -> new WindowFactory(node, context), node.schema())
        .input(node.input().schema(), rows);
  }

  private static List<List<@Nullable Object>> run(Window node, List<List<@Nullable Object>> rows) {
    CollectingOutput out = CollectingOutput.endless(node.schema());
    TestContext context = new TestContext(500);
    try (Operator operator = new WindowFactory(node, context).create(context.task())) {
      for (List<List<@Nullable Object>> part : Rows.chunks(rows, 700)) {
        operator.accept(0, Rows.batch(node.input().schema(), part), out);
      }
      operator.end(0, out);
      do {
        out.beginCall();
      } while (!operator.drain(out));
    }
    return Rows.of(node.schema(), out.batches());
  }

  private static WindowCall call(String function, Integer... arguments) {
    return call(SCHEMA, WindowFrame.DEFAULT, false, function, arguments);
  }

  private static WindowCall call(
      WindowFrame frame, boolean ignoreNulls, String function, Integer... arguments) {
    return call(SCHEMA, frame, ignoreNulls, function, arguments);
  }

  private static WindowCall call(
      Schema schema,
      WindowFrame frame,
      boolean ignoreNulls,
      String function,
      Integer... arguments) {
    List<DataType> types = new ArrayList<>();
    for (int argument : arguments) {
      types.add(schema.type(argument));
    }
    List<Literal> constants = List.of();
    if (function.equals("quantile_disc")) {
      types.add(SimpleType.DOUBLE);
      constants = List.of(new Literal(SimpleType.DOUBLE, 0.25));
    }
    DataType type = FunctionCatalog.resolve(function, types).resultType();
    AggregateCall call =
        new AggregateCall(
            function, List.of(arguments), constants, false, OptionalInt.empty(), List.of(), type);
    return new WindowCall(call, frame, ignoreNulls);
  }

  private static WindowCall with(WindowCall window, boolean distinct, OptionalInt filter) {
    AggregateCall call = window.call();
    return new WindowCall(
        new AggregateCall(
            call.function(),
            call.arguments(),
            call.constants(),
            distinct,
            filter,
            call.orderBy(),
            call.type()),
        window.frame(),
        window.ignoreNulls());
  }

  private static Window node(List<Integer> partition, List<SortKey> order, List<WindowCall> calls) {
    return node(SCHEMA, partition, order, calls);
  }

  private static Window node(
      Schema schema, List<Integer> partition, List<SortKey> order, List<WindowCall> calls) {
    List<Field> fields = new ArrayList<>(schema.fields());
    calls.forEach(call -> fields.add(Field.nullable("w" + fields.size(), call.call().type())));
    return new Window(
        3, new Values(0, List.of(), schema), partition, order, calls, new Schema(fields));
  }
}
