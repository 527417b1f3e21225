package io.thalweg.exec.window;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
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
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Windows over changelogs against the bounded operator; columns have few values, so that there are
/// ties in every order.
final class ChangingWindowTest {
  private static final int PARTITION = 0;
  private static final int ORDER = 1;
  private static final int NUMBER = 2;
  private static final int FRACTION = 3;
  private static final int TIME = 4;
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("p", SimpleType.VARCHAR),
          Field.nullable("o", SimpleType.INTEGER),
          Field.nullable("number", SimpleType.BIGINT),
          Field.nullable("fraction", SimpleType.DOUBLE),
          Field.nullable("time", TimestampType.MICROS));

  private static final List<SortKey> BY_ORDER = List.of(new SortKey(ORDER, true, true));

  private static Changelog changes(long seed) {
    return Changelog.random(seed, RandomRows.of(seed).withoutEdges().withDomain(5), SCHEMA, 7, 50);
  }

  private static ChangelogHarness harness(Window node) {
    return new ChangelogHarness(context -> new WindowFactory(node, context), node.schema());
  }

  @Test
  void positionsAndRanks() {
    List<WindowCall> calls = new ArrayList<>();
    for (String function :
        List.of("row_number", "rank", "dense_rank", "percent_rank", "cume_dist")) {
      calls.add(call(function));
    }
    harness(node(List.of(PARTITION), BY_ORDER, calls)).input(changes(1), 0).matchesBounded();
    harness(node(List.of(PARTITION), List.of(), calls)).input(changes(2), 0).matchesBounded();
    harness(node(List.of(), BY_ORDER, calls)).input(changes(3)).matchesBounded();
  }

  @Test
  void valuesOfOtherRows() {
    List<WindowCall> calls = new ArrayList<>();
    for (String function : List.of("lag", "lead", "first_value", "last_value")) {
      calls.add(call(function, NUMBER));
    }
    harness(node(List.of(PARTITION), BY_ORDER, calls)).input(changes(4), 0).matchesBounded();
    harness(node(List.of(PARTITION, ORDER), List.of(), calls))
        .input(changes(5), 0, 1)
        .matchesBounded();
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void aggregatesOverFrames(Unit unit) {
    List<WindowCall> calls = new ArrayList<>();
    for (Exclusion exclusion : Exclusion.values()) {
      WindowFrame frame =
          new WindowFrame(
              unit,
              new Bound(BoundKind.UNBOUNDED_PRECEDING, Optional.empty()),
              new Bound(BoundKind.FOLLOWING, Optional.of(new Literal(SimpleType.INTEGER, 1))),
              exclusion);
      calls.add(call(frame, "sum", NUMBER));
      calls.add(call(frame, "sum", FRACTION));
      calls.add(call(frame, "count", NUMBER));
    }
    harness(node(List.of(PARTITION), BY_ORDER, calls)).input(changes(6), 0).matchesBounded();
  }

  @Test
  void aWindowOverAllRows() {
    harness(node(List.of(), List.of(), List.of(call("sum", NUMBER), call("count"))))
        .input(changes(7))
        .matchesBounded();
  }

  @Test
  void rowsThatOnlyCome() {
    Changelog rows =
        Changelog.appendOnly(RandomRows.of(8).withoutEdges().withDomain(6), SCHEMA, 6, 60);
    harness(node(List.of(PARTITION), BY_ORDER, List.of(call("row_number"), call("lag", NUMBER))))
        .input(rows, 0)
        .stream(stream(true, Optional.empty(), OptionalLong.empty()))
        .keepsAtMost(360)
        .matchesBounded();
  }

  @ParameterizedTest
  @CsvSource({"row_number, 1", "row_number, 3", "rank, 2", "dense_rank, 2"})
  void onlyTheFirstRowsAreKeptOfRowsThatOnlyCome(String function, long last) {
    Changelog rows =
        Changelog.appendOnly(RandomRows.of(last).withoutEdges().withDomain(6), SCHEMA, 6, 60);
    Window node = node(List.of(PARTITION), BY_ORDER, List.of(call(function)));
    harness(node).input(rows, 0).stream(
            stream(true, Optional.empty(), OptionalLong.empty()).withFirstRows(last))
        .keepsAtMost(function.equals("row_number") ? 7 * last : 359)
        .matches(prefix -> first(node, prefix.rows(), last));
  }

  @Test
  void onlyTheFirstRowsOfAChangelogAreShown() {
    Window node = node(List.of(PARTITION), BY_ORDER, List.of(call("row_number")));
    harness(node).input(changes(11), 0).stream(
            stream(false, Optional.empty(), OptionalLong.empty()).withFirstRows(2))
        .matches(prefix -> first(node, prefix.rows(), 2));
  }

  /// The bounded answer, filtered.
  private static List<List<@Nullable Object>> first(
      Window node, List<List<@Nullable Object>> rows, long last) {
    TestContext context = new TestContext(1000);
    CollectingOutput out = CollectingOutput.endless(node.schema());
    try (Operator operator = new WindowFactory(node, context).create(context.task())) {
      for (List<List<@Nullable Object>> part : Rows.chunks(rows, 100)) {
        operator.accept(0, Rows.batch(SCHEMA, part), out);
      }
      operator.end(0, out);
      do {
        out.beginCall();
      } while (!operator.drain(out));
    }
    return Rows.of(node.schema(), out.batches()).stream()
        .filter(row -> row.getLast() instanceof Long position && position <= last)
        .toList();
  }

  /// What is over leaves the state and keeps its result.
  @Test
  void partitionsOfTheTimeThatIsOverAreDropped() {
    Window node =
        node(List.of(TIME), List.of(SortKey.ascending(NUMBER)), List.of(call("row_number")));
    Changelog changes =
        Changelog.random(9, RandomRows.of(9).withoutEdges().withDomain(5), SCHEMA, 9, 80)
            .timed(TIME, 10);
    harness(node).input(changes, TIME).stream(
            stream(false, Optional.of(new Expiry(TIME, 1)), OptionalLong.empty()))
        .keepsAtMost(110)
        .matchesBounded();
  }

  /// A session goes when no later row can prolong it, and keeps its result.
  @ParameterizedTest
  @ValueSource(longs = {2, 5, 20})
  void sessionsThatHaveClosedAreDropped(long gapMicros) {
    WindowFrame frame =
        new WindowFrame(
            Unit.RANGE,
            new Bound(
                BoundKind.PRECEDING,
                Optional.of(
                    new Literal(IntervalType.DAY_TIME, Duration.ofNanos(1000 * gapMicros)))),
            new Bound(BoundKind.CURRENT_ROW, Optional.empty()),
            Exclusion.NO_OTHERS);
    Window node =
        node(
            List.of(PARTITION),
            List.of(SortKey.ascending(TIME)),
            List.of(call(frame, "session_start", TIME), call(frame, "session_last", TIME)));
    Changelog changes =
        Changelog.random(12, RandomRows.of(12).withoutEdges().withDomain(5), SCHEMA, 9, 80)
            .timed(TIME, 10);
    Expiry closed = new Expiry(TIME, gapMicros + 1);
    int all = changes.accumulated(9).size();
    harness(node).input(changes, PARTITION).stream(
            stream(false, Optional.of(closed), OptionalLong.empty()))
        .keepsAtMost(gapMicros < 20 ? all / 2 : all)
        .matches(prefix -> NaiveWindow.rows(node, prefix.rows()));
  }

  /// Each epoch has partitions of its own: those of the one before may be forgotten.
  @Test
  void partitionsThatNobodyTouchesAreForgotten() {
    List<Changelog.Epoch> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 12; epoch++) {
      List<Changelog.Change> own = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        List<Object> row = List.of("p" + epoch + "-" + i % 3, i % 4, (long) i, 0.5);
        List<@Nullable Object> all = new ArrayList<>(row);
        all.add(null);
        own.add(new Changelog.Change(all, 1));
      }
      epochs.add(new Changelog.Epoch(own, OptionalLong.empty()));
    }
    harness(node(List.of(PARTITION), BY_ORDER, List.of(call("row_number"))))
        .input(new Changelog(SCHEMA, epochs), PARTITION)
        .stream(stream(false, Optional.empty(), OptionalLong.of(400_000)))
        .keepsAtMost(80)
        .matchesBounded();
  }

  private static NodeStream stream(boolean appendOnly, Optional<Expiry> expiry, OptionalLong ttl) {
    return new NodeStream(
        "window",
        false,
        List.of(new NodeStream.Input(appendOnly, false, expiry)),
        Optional.empty(),
        ttl);
  }

  private static WindowCall call(String function, Integer... arguments) {
    return call(WindowFrame.DEFAULT, function, arguments);
  }

  private static WindowCall call(WindowFrame frame, String function, Integer... arguments) {
    List<DataType> types = new ArrayList<>();
    for (int argument : arguments) {
      types.add(SCHEMA.type(argument));
    }
    DataType type = FunctionCatalog.resolve(function, types).resultType();
    return new WindowCall(
        new AggregateCall(
            function, List.of(arguments), List.of(), false, OptionalInt.empty(), List.of(), type),
        frame,
        false);
  }

  private static Window node(List<Integer> partition, List<SortKey> order, List<WindowCall> calls) {
    List<Field> fields = new ArrayList<>(SCHEMA.fields());
    calls.forEach(call -> fields.add(Field.nullable("w" + fields.size(), call.call().type())));
    return new Window(
        3, new Values(0, List.of(), SCHEMA), partition, order, calls, new Schema(fields));
  }
}
