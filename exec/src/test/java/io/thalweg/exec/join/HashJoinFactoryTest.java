package io.thalweg.exec.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.KeyFilter;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HashJoinFactoryTest {
  private static final Schema SIDE = RandomRows.schema(SimpleType.INTEGER, SimpleType.VARCHAR);

  /// The second column of the left side against that of the right side.
  private static final Expression RESIDUAL =
      new Call(
          "lt",
          List.of(new ColumnRef(1, SimpleType.VARCHAR), new ColumnRef(3, SimpleType.VARCHAR)),
          SimpleType.BOOLEAN);

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void everyTypeYieldsItsRows(JoinType type) {
    List<List<@Nullable Object>> left = rows(1, 60, 12);
    List<List<@Nullable Object>> right = rows(2, 30, 12);
    List<List<@Nullable Object>> noNulls = RandomRows.of(4).withNulls(0).rows(SIDE, 20);
    HashJoin node = node(SIDE, SIDE, type, 1, false, Optional.empty());
    for (int tasks : new int[] {1, 3}) {
      check(node, left, right, tasks);
      check(node, left, noNulls, tasks);
      check(node, left, distinct(right), tasks);
      check(node, left, List.of(), tasks);
      check(node, List.of(), right, tasks);
    }
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void aResidualConditionIsPartOfTheMatch(JoinType type) {
    List<List<@Nullable Object>> left = rows(3, 60, 8);
    List<List<@Nullable Object>> right = rows(4, 30, 8);
    HashJoin node = node(SIDE, SIDE, type, 1, false, Optional.of(RESIDUAL));
    check(node, left, right, 1);
    check(node, left, distinct(right), 2);
    check(node, left, List.of(), 1);
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void twoKeysMatchTogether(JoinType type) {
    List<List<@Nullable Object>> left = rows(5, 50, 6);
    List<List<@Nullable Object>> right = rows(6, 40, 6);
    check(node(SIDE, SIDE, type, 2, false, Optional.empty()), left, right, 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NULL_AWARE_ANTI"})
  void nullSafeKeysMatchNull(JoinType type) {
    List<List<@Nullable Object>> left = rows(7, 40, 5);
    List<List<@Nullable Object>> right = rows(8, 20, 5);
    check(node(SIDE, SIDE, type, 1, true, Optional.empty()), left, right, 1);
    check(node(SIDE, SIDE, type, 2, true, Optional.empty()), left, right, 1);
  }

  static List<List<DataType>> keys() {
    return List.of(
        List.of(SimpleType.BIGINT),
        List.of(SimpleType.BOOLEAN),
        List.of(SimpleType.DOUBLE),
        List.of(SimpleType.VARCHAR),
        List.of(SimpleType.BIGINT, SimpleType.DATE),
        List.of(new DecimalType(30, 2)),
        List.of(SimpleType.DATE, SimpleType.VARCHAR, SimpleType.BIGINT),
        List.of(new ArrayType(SimpleType.INTEGER), SimpleType.UUID));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keysOfAnyTypeMatch(List<DataType> keys) {
    Schema schema = RandomRows.schema(keys);
    HashJoin node = node(schema, schema, JoinType.FULL, keys.size(), false, Optional.empty());
    List<List<@Nullable Object>> left = RandomRows.of(9).withDomain(6).rows(schema, 100);
    List<List<@Nullable Object>> right = RandomRows.of(10).withDomain(6).rows(schema, 40);
    check(node, left, right, 1);
  }

  @Test
  void manySparseKeysMatch() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT);
    List<List<@Nullable Object>> left = wide(3000, 1_000_003);
    List<List<@Nullable Object>> right = wide(2000, 2_000_006);
    HashJoin node = node(schema, schema, JoinType.LEFT, 1, false, Optional.empty());
    assertThat(run(node, left, right, new TestContext(1000)))
        .isEqualTo(NaiveJoin.rows(node, left, right));
  }

  private static List<List<@Nullable Object>> wide(int rows, long stride) {
    return LongStream.range(0, rows)
        .<List<@Nullable Object>>mapToObj(i -> List.of(i * stride, i))
        .toList();
  }

  @Test
  void aBroadcastRightSideCountsOnce() {
    HashJoin plain = node(SIDE, SIDE, JoinType.FULL, 1, false, Optional.empty());
    HashJoin node =
        (HashJoin)
            plain.withInputs(
                List.of(
                    plain.left(), new ExchangeSource(5, 7, new Distribution.Broadcast(), SIDE)));
    List<List<@Nullable Object>> left = rows(11, 40, 9);
    List<List<@Nullable Object>> right = rows(12, 20, 9);
    new OperatorHarness(context -> new HashJoinFactory(node, context), node.schema())
        .input(SIDE, left)
        .input(SIDE, right, (row, index) -> -1)
        .tasks(3)
        .yields(NaiveJoin.rows(node, left, right));
  }

  @Test
  void aRightSideThatDoesNotFitTheMemoryLimitFailsTheQuery() {
    HashJoin node = node(SIDE, SIDE, JoinType.INNER, 1, false, Optional.empty());
    new OperatorHarness(context -> new HashJoinFactory(node, context), node.schema())
        .input(SIDE, rows(13, 10, 5))
        .input(SIDE, rows(14, 3000, 100))
        .memory(20_000)
        .failsWith(ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }

  @Test
  void anInnerJoinOverNoRightRowsWantsNoLeftRows() {
    HashJoin node = node(SIDE, SIDE, JoinType.INNER, 1, false, Optional.empty());
    TestContext context = new TestContext(10);
    CollectingOutput out = CollectingOutput.endless(node.schema());
    try (HashJoinFactory factory = new HashJoinFactory(node, context);
        Operator operator = factory.create(context.task())) {
      assertThat(operator.accepts(0)).isFalse();
      assertThat(operator.isSatisfied()).isFalse();
      operator.end(1, out);
      drain(operator, out);
      assertThat(operator.isSatisfied()).isTrue();
    }
  }

  @Test
  void keysArePublishedForScansOfTheLeftSide() {
    for (DataType type : List.of(SimpleType.INTEGER, SimpleType.BIGINT, SimpleType.VARCHAR)) {
      for (int domain : new int[] {40, 2_000_000}) {
        Schema schema = RandomRows.schema(type);
        List<List<@Nullable Object>> right = RandomRows.of(15).withDomain(domain).rows(schema, 100);
        List<List<@Nullable Object>> left = RandomRows.of(16).withDomain(domain).rows(schema, 500);
        left.addAll(right);
        checkFilter(schema, left, right);
      }
    }
  }

  private static void checkFilter(
      Schema schema, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    HashJoin plain = node(schema, schema, JoinType.INNER, 1, false, Optional.empty());
    HashJoin node = withFilter(plain);
    TestContext context = new TestContext(64);
    run(node, List.of(), right, context);
    KeyFilter filter = context.published().get(3);
    Column column = ColumnBuilder.of(schema.type(0), left.stream().map(row -> row.get(0)).toList());
    int[] rows = IntStream.range(0, left.size()).toArray();
    int kept = filter.select(column, rows, rows.length, rows);
    List<List<@Nullable Object>> chosen = new ArrayList<>();
    for (int i = 0; i < kept; i++) {
      chosen.add(left.get(rows[i]));
    }
    List<List<@Nullable Object>> wanted = new ArrayList<>(left);
    wanted.removeIf(row -> row.get(0) == null || !right.contains(row));
    assertThat(chosen).containsAll(wanted).noneMatch(row -> row.get(0) == null);
    assertThat(chosen).hasSizeLessThanOrEqualTo(wanted.size() + 25);
  }

  @Test
  void aFilterKnowsWhichRangesHoldNoKey() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT);
    TestContext context = new TestContext(64);
    HashJoin node = withFilter(node(schema, schema, JoinType.SEMI, 1, false, Optional.empty()));
    run(node, List.of(), List.of(List.of(100L), List.of(300L), List.of(40_000L)), context);
    KeyFilter filter = context.published().get(3);
    assertThat(filter.mayMatch(0, 99)).isFalse();
    assertThat(filter.mayMatch(0, 100)).isTrue();
    assertThat(filter.mayMatch(101, 299)).isFalse();
    assertThat(filter.mayMatch(300, 300)).isTrue();
    assertThat(filter.mayMatch(301, 39_999)).isFalse();
    assertThat(filter.mayMatch(40_001, Long.MAX_VALUE)).isFalse();
    assertThat(filter.mayMatch(Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();

    TestContext other = new TestContext(64);
    run(node, List.of(), List.of(), other);
    assertThat(other.published().get(3).mayMatch(Long.MIN_VALUE, Long.MAX_VALUE)).isFalse();
  }

  private static HashJoin withFilter(HashJoin node) {
    return new HashJoin(
        node.id(),
        node.left(),
        node.right(),
        node.type(),
        node.leftKeys(),
        node.rightKeys(),
        node.nullSafe(),
        node.residual(),
        List.of(new RuntimeFilterSource(3, 0)),
        node.schema());
  }

  private static List<List<@Nullable Object>> rows(long seed, int count, int domain) {
    return RandomRows.of(seed).withDomain(domain).rows(SIDE, count);
  }

  /// At most one row of each key.
  private static List<List<@Nullable Object>> distinct(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> result = new ArrayList<>();
    List<@Nullable Object> seen = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (!seen.contains(row.get(0))) {
        seen.add(row.get(0));
        result.add(row);
      }
    }
    return result;
  }

  private static void check(
      HashJoin node,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right,
      int tasks) {
    new OperatorHarness(context -> new HashJoinFactory(node, context), node.schema())
        .input(node.left().schema(), left)
        .input(node.right().schema(), right)
        .tasks(tasks)
        .yields(NaiveJoin.rows(node, left, right));
  }

  private static List<List<@Nullable Object>> run(
      HashJoin node,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right,
      TestContext context) {
    CollectingOutput out = CollectingOutput.endless(node.schema());
    try (HashJoinFactory factory = new HashJoinFactory(node, context);
        Operator operator = factory.create(context.task())) {
      for (int input = 1; input >= 0; input--) {
        Schema schema = node.inputs().get(input).schema();
        for (var part : Rows.chunks(input == 0 ? left : right, 700)) {
          operator.accept(input, Rows.batch(schema, part), out);
          drain(operator, out);
        }
        operator.end(input, out);
        drain(operator, out);
      }
    }
    return Rows.of(node.schema(), out.batches());
  }

  private static void drain(Operator operator, CollectingOutput out) {
    do {
      out.beginCall();
    } while (!operator.drain(out));
    out.beginCall();
  }

  static HashJoin node(
      Schema left,
      Schema right,
      JoinType type,
      int keys,
      boolean nullSafe,
      Optional<Expression> residual) {
    List<Integer> columns = IntStream.range(0, keys).boxed().toList();
    return new HashJoin(
        4,
        values(left),
        values(right),
        type,
        columns,
        columns,
        Collections.nCopies(keys, nullSafe),
        residual,
        List.of(),
        schema(type, left, right));
  }

  static Schema schema(JoinType type, Schema left, Schema right) {
    if (type.yieldsLeftOnly()) {
      return left;
    }
    return type.yieldsRightOnly() ? right : left.concat(right);
  }

  static PlanNode values(Schema schema) {
    return new Values(0, List.of(), schema);
  }
}
