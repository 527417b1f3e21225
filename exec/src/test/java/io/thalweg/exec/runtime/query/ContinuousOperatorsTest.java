package io.thalweg.exec.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.Prefixes;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.TestContext;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every plan node that has an operator, and every operator that writes state, is replayed with
/// snapshots and restores at every epoch, at another parallelism and from incremental chains. A new
/// one fails here until it has a case.
final class ContinuousOperatorsTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("key", SimpleType.INTEGER),
          Field.nullable("time", TimestampType.MICROS),
          Field.nullable("number", SimpleType.INTEGER));

  /// When rows that wait are final.
  private static final Expiry FINAL = new Expiry(1, 3);

  /// What has no operator of its own, and what writes: sinks are restored by [StreamRestoreTest].
  private static final Set<Class<?>> OTHERS =
      Set.of(
          Scan.class,
          Values.class,
          Exchange.class,
          ExchangeSource.class,
          Modify.class,
          WriteFile.class);

  /// A node and what is known of its inputs.
  ///
  /// @param key of the rows' task; empty for a single task
  record Case(PlanNode node, boolean appendOnly, List<Integer> key) {
    static Case changing(PlanNode node, Integer... key) {
      return new Case(node, false, List.of(key));
    }

    static Case growing(PlanNode node, Integer... key) {
      return new Case(node, true, List.of(key));
    }

    NodeStream facts() {
      return new NodeStream(
          node.name(),
          appendOnly,
          Collections.nCopies(
              node.inputs().size(), new NodeStream.Input(appendOnly, false, Optional.empty())),
          waits() ? Optional.of(FINAL) : Optional.empty(),
          OptionalLong.empty());
    }

    /// Whether rows are kept until they are final.
    boolean waits() {
      return node instanceof Consolidate consolidate && consolidate.release().isPresent();
    }

    int[] keyColumns() {
      return key.stream().mapToInt(column -> column).toArray();
    }

    @Override
    public String toString() {
      return node.name() + " " + node.details() + (appendOnly ? ", append-only" : "");
    }
  }

  private static Values input() {
    return new Values(1, List.of(), SCHEMA);
  }

  private static ColumnRef column(int index) {
    return new ColumnRef(index, SCHEMA.type(index % SCHEMA.size()));
  }

  private static Expression less(int left, int right) {
    return new Call("lt", List.of(column(left), column(right)), SimpleType.BOOLEAN);
  }

  private static AggregateCall call(String function, Integer... arguments) {
    return new AggregateCall(
        function,
        List.of(arguments),
        List.of(),
        false,
        OptionalInt.empty(),
        List.of(),
        function.equals("count") ? SimpleType.BIGINT : SCHEMA.type(arguments[0]));
  }

  static Stream<Case> cases() {
    List<SortKey> order = List.of(SortKey.ascending(2), SortKey.ascending(1), SortKey.ascending(0));
    return Stream.of(
        Case.changing(new Filter(2, input(), less(0, 2)), 0),
        Case.changing(new Project(2, input(), List.of(column(2), column(0)), pair()), 0),
        Case.changing(aggregate(List.of(List.of(0))), 0),
        Case.growing(aggregate(List.of(List.of(0))), 0),
        Case.changing(aggregate(List.of(List.of(0), List.of()))),
        Case.changing(join(JoinType.FULL), 0),
        Case.growing(join(JoinType.SEMI), 0),
        Case.changing(join(JoinType.NULL_AWARE_ANTI)),
        Case.changing(
            new NestedLoopJoin(
                2, input(), input(), JoinType.LEFT, less(0, 5), SCHEMA.concat(SCHEMA))),
        Case.changing(temporal(), 0),
        Case.changing(new Sort(2, input(), order)),
        Case.changing(new TopN(2, input(), order, 5, 2)),
        Case.growing(new TopN(2, input(), order, 5, 2)),
        Case.changing(new Limit(2, input(), 1000, 0)),
        Case.growing(new Limit(2, input(), 1000, 0)),
        Case.changing(new UnionAll(2, List.of(input(), input()), SCHEMA), 0),
        Case.changing(new Consolidate(2, input()), 0),
        Case.changing(new Consolidate(2, input(), Optional.of(FINAL)), 1),
        Case.changing(window(order), 0),
        Case.growing(window(order), 0),
        Case.changing(unnest(), 0));
  }

  private static Schema pair() {
    return Schema.of(
        Field.nullable("number", SimpleType.INTEGER), Field.nullable("key", SimpleType.INTEGER));
  }

  private static Aggregate aggregate(List<List<Integer>> groupingSets) {
    return new Aggregate(
        2,
        input(),
        List.of(0),
        groupingSets,
        List.of(call("count"), call("min", 2)),
        Aggregate.Phase.SINGLE,
        OptionalInt.empty(),
        aggregateSchema(groupingSets.size() > 1));
  }

  private static Schema aggregateSchema(boolean withSetNumber) {
    Schema schema =
        Schema.of(
            Field.nullable("key", SimpleType.INTEGER),
            Field.required("count", SimpleType.BIGINT),
            Field.nullable("min", SimpleType.INTEGER));
    return withSetNumber
        ? schema.concat(Schema.of(Field.required("grouping", SimpleType.INTEGER)))
        : schema;
  }

  private static HashJoin join(JoinType type) {
    boolean left = type == JoinType.SEMI || type == JoinType.NULL_AWARE_ANTI;
    return new HashJoin(
        2,
        input(),
        input(),
        type,
        List.of(0),
        List.of(0),
        List.of(false),
        type == JoinType.NULL_AWARE_ANTI ? Optional.empty() : Optional.of(less(2, 5)),
        List.of(),
        left ? SCHEMA : SCHEMA.concat(SCHEMA));
  }

  private static TemporalJoin temporal() {
    return new TemporalJoin(
        2,
        input(),
        input(),
        JoinType.LEFT,
        List.of(0),
        List.of(0),
        1,
        1,
        TemporalJoin.Nearest.AT_OR_BEFORE,
        Optional.empty(),
        SCHEMA.concat(SCHEMA));
  }

  private static Window window(List<SortKey> order) {
    WindowCall number =
        new WindowCall(
            new AggregateCall(
                "row_number",
                List.of(),
                List.of(),
                false,
                OptionalInt.empty(),
                List.of(),
                SimpleType.BIGINT),
            WindowFrame.DEFAULT,
            false);
    return new Window(
        2,
        input(),
        List.of(0),
        order,
        List.of(number),
        SCHEMA.concat(Schema.of(Field.required("row", SimpleType.BIGINT))));
  }

  private static Unnest unnest() {
    Schema schema = RandomRows.schema(SimpleType.INTEGER, new ArrayType(SimpleType.INTEGER));
    return new Unnest(
        2,
        new Values(1, List.of(), schema),
        List.of(1),
        false,
        false,
        true,
        schema.concat(Schema.of(Field.nullable("element", SimpleType.INTEGER))));
  }

  private static Changelog changes(Case each, int input) {
    Schema schema = each.node().inputs().get(input).schema();
    RandomRows rows = RandomRows.of(input + 1).withoutEdges().withDomain(5);
    if (each.waits()) {
      return Changelog.random(input + 1, rows, schema, 6, 30).timed(1, 4);
    }
    return each.appendOnly()
        ? Changelog.appendOnly(rows, schema, 5, 20)
        : Changelog.random(input + 1, rows, schema, 6, 30);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theNodeIsReplayedWithSnapshotsAndRestores(Case each) {
    ChangelogHarness harness =
        new ChangelogHarness(
            context -> OperatorFactories.operator(each.node(), context), each.node().schema());
    for (int input = 0; input < each.node().inputs().size(); input++) {
      harness.input(changes(each, input), each.keyColumns());
    }
    boolean consolidates =
        switch (each.node()) {
          case Aggregate _, Consolidate _, Window _, TopN _, Limit _ -> true;
          default -> false;
        };
    if (each.waits()) {
      harness.stream(each.facts()).matches(prefix -> Prefixes.over(prefix, prefix.rows(), 1, 3));
      return;
    }
    (consolidates ? harness : harness.linear()).stream(each.facts()).matchesBounded();
  }

  @Test
  void everyNodeWithAnOperatorHasACase() {
    Set<Class<?>> nodes = new HashSet<>(Arrays.asList(PlanNode.class.getPermittedSubclasses()));
    nodes.removeAll(OTHERS);
    assertThat(cases().map(each -> each.node().getClass()).collect(Collectors.toSet()))
        .isEqualTo(nodes);
  }

  @Test
  void everyOperatorThatWritesStateHasACase() throws Exception {
    Set<Class<?>> replayed = new HashSet<>();
    cases().forEach(each -> replayed.add(operatorOf(each)));
    assertThat(replayed).containsAll(operatorsWithState());
  }

  private static Class<?> operatorOf(Case each) {
    TestContext context = new TestContext(64).continuous(each.facts());
    try (var factory = OperatorFactories.operator(each.node(), context);
        Operator operator = factory.create(context.task(0, 1, () -> {}))) {
      return operator.getClass();
    }
  }

  private static List<Class<?>> operatorsWithState() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Operator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .<Class<?>>map(ContinuousOperatorsTest::load)
          .filter(type -> Operator.class.isAssignableFrom(type) && type != Operator.class)
          .filter(ContinuousOperatorsTest::writesState)
          // The harness itself puts it around every operator.
          .filter(type -> !type.getSimpleName().equals("SpillingOperator"))
          .toList();
    }
  }

  private static Class<?> load(String file) {
    String name =
        file.substring(0, file.length() - ".class".length()).replace('/', '.').replace('\\', '.');
    try {
      return Class.forName(name, false, Operator.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean writesState(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            method ->
                method.getName().equals("snapshot")
                    && List.of(method.getParameterTypes()).equals(List.of(StateWriter.class)));
  }
}
