package io.thalweg.exec.join;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.RandomRows;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hash joins and nested loops over changelogs: after every epoch what came out adds up to the join
/// of what came in.
class ContinuousJoinTest {
  private static final Schema SIDE = RandomRows.schema(SimpleType.INTEGER, SimpleType.VARCHAR);
  private static final Schema PAIR =
      RandomRows.schema(SimpleType.INTEGER, SimpleType.BIGINT, SimpleType.INTEGER);
  private static final Schema TIMED =
      RandomRows.schema(SimpleType.INTEGER, TimestampType.MICROS, SimpleType.BIGINT);
  private static final int EPOCHS = 7;
  private static final int CHANGES = 30;

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void everyTypeAddsUpToTheBoundedJoin(JoinType type) {
    check(HashJoinFactoryTest.node(SIDE, SIDE, type, 1, false, Optional.empty()), 1);
    check(HashJoinFactoryTest.node(SIDE, SIDE, type, 1, false, Optional.of(lessText())), 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NULL_AWARE_ANTI"})
  void nullSafeKeysMatchNull(JoinType type) {
    check(HashJoinFactoryTest.node(SIDE, SIDE, type, 1, true, Optional.empty()), 3);
    check(HashJoinFactoryTest.node(SIDE, SIDE, type, 1, true, Optional.of(lessText())), 4);
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void severalKeysAreComparedTogether(JoinType type) {
    Expression less = less(2, 5, SimpleType.INTEGER);
    check(HashJoinFactoryTest.node(PAIR, PAIR, type, 2, false, Optional.empty()), 5);
    check(HashJoinFactoryTest.node(PAIR, PAIR, type, 2, false, Optional.of(less)), 6);
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NULL_AWARE_ANTI"})
  void nestedLoopsAddUpToTheBoundedJoin(JoinType type) {
    for (Expression condition : List.of(less(0, 2, SimpleType.INTEGER), Literal.TRUE)) {
      check(loop(type, condition), 7);
    }
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void aBoundedInputIsReadOnce(JoinType type) {
    for (Optional<Expression> residual :
        List.of(Optional.<Expression>empty(), Optional.of(lessText()))) {
      HashJoin node = HashJoinFactoryTest.node(SIDE, SIDE, type, 1, false, residual);
      List<List<@Nullable Object>> rows = rows(8).rows(SIDE, 25);
      harness(node)
          .boundedInput(SIDE, rows, key(node, 0))
          .input(log(9, SIDE), key(node, 1))
          .matches(prefix -> answer(node, prefix.inputs()));
      harness(node)
          .input(log(10, SIDE), key(node, 0))
          .boundedInput(SIDE, rows, key(node, 1))
          .matches(prefix -> answer(node, prefix.inputs()));
      harness(node)
          .boundedInput(SIDE, rows, key(node, 0))
          .boundedInput(SIDE, rows, key(node, 1))
          .matches(prefix -> answer(node, prefix.inputs()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NULL_AWARE_ANTI"})
  void aBoundedInputOfANestedLoopIsReadOnce(JoinType type) {
    NestedLoopJoin node = loop(type, less(0, 2, SimpleType.INTEGER));
    harness(node)
        .input(log(11, SIDE))
        .boundedInput(SIDE, rows(12).rows(SIDE, 20))
        .matches(prefix -> answer(node, prefix.inputs()));
  }

  @ParameterizedTest
  @EnumSource(JoinType.class)
  void rowsThatAreOnlyInsertedNeedNotBeTold(JoinType type) {
    HashJoin node = HashJoinFactoryTest.node(SIDE, SIDE, type, 1, false, Optional.of(lessText()));
    harness(node).stream(facts(true, Optional.empty(), Optional.empty()))
        .input(Changelog.appendOnly(rows(13), SIDE, EPOCHS, CHANGES), key(node, 0))
        .input(Changelog.appendOnly(rows(14), SIDE, EPOCHS, CHANGES), key(node, 1))
        .matches(prefix -> answer(node, prefix.inputs()));
  }

  /// Enough rows for the room of those that are gone to be given back, and numbers to change.
  @ParameterizedTest
  @EnumSource(names = {"FULL", "ANTI"})
  void manyRowsComeAndGo(JoinType type) {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT);
    HashJoin node = HashJoinFactoryTest.node(schema, schema, type, 1, false, Optional.empty());
    harness(node)
        .input(comingAndGoing(schema, 3), key(node, 0))
        .input(comingAndGoing(schema, 5), key(node, 1))
        .matchesBounded();
  }

  /// Of each epoch's rows one in seven stays, the others go with the next epoch.
  private static Changelog comingAndGoing(Schema schema, long stride) {
    List<Changelog.Epoch> epochs = new ArrayList<>();
    for (long epoch = 0; epoch < 6; epoch++) {
      List<Changelog.Change> changes = new ArrayList<>();
      for (long i = 0; i < 700; i++) {
        long id = (epoch * 700 + i) * stride;
        changes.add(new Changelog.Change(List.of(id % 1999, id), 1));
        long old = id - 700 * stride;
        if (epoch > 0 && i % 7 > 0) {
          changes.add(new Changelog.Change(List.of(old % 1999, old), -1));
        }
      }
      epochs.add(new Changelog.Epoch(changes, OptionalLong.empty()));
    }
    return new Changelog(schema, epochs);
  }

  /// Right times lie from 60 micros before to 150 behind left ones: rows that are over are dropped,
  /// and nobody notices.
  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NULL_AWARE_ANTI"})
  void rowsThatAreOverAreDroppedSilently(JoinType type) {
    for (boolean appendOnly : new boolean[] {true, false}) {
      HashJoin node = HashJoinFactoryTest.node(TIMED, TIMED, type, 1, false, Optional.of(near()));
      harness(node).stream(
              facts(appendOnly, Optional.of(new Expiry(1, 151)), Optional.of(new Expiry(1, 61))))
          .input(timed(15, appendOnly), key(node, 0))
          .input(timed(16, appendOnly), key(node, 1))
          .keepsAtMost(300)
          .matches(prefix -> answer(node, prefix.inputs()));
    }
  }

  private static Changelog timed(long seed, boolean appendOnly) {
    RandomRows rows = rows(seed);
    Changelog log =
        appendOnly
            ? Changelog.appendOnly(rows, TIMED, 2 * EPOCHS, CHANGES)
            : Changelog.random(seed, rows, TIMED, 2 * EPOCHS, CHANGES);
    return new Changelog(
        TIMED, log.timed(1, seed).epochs().stream().map(ContinuousJoinTest::withMicros).toList());
  }

  /// The time once more, as a number.
  private static Changelog.Epoch withMicros(Changelog.Epoch epoch) {
    List<Changelog.Change> changes = new ArrayList<>();
    for (Changelog.Change change : epoch.changes()) {
      List<@Nullable Object> row = new ArrayList<>(change.row());
      row.set(2, ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time(row)));
      changes.add(new Changelog.Change(row, change.weight()));
    }
    return new Changelog.Epoch(changes, epoch.watermark());
  }

  private static LocalDateTime time(List<@Nullable Object> row) {
    return (LocalDateTime) Objects.requireNonNull(row.get(1));
  }

  private static Expression near() {
    return And.of(List.of(notAfter(2, -60, 5), notAfter(5, -150, 2)));
  }

  private static Expression notAfter(int first, long plus, int second) {
    Expression moved =
        new Call(
            "add",
            List.of(new ColumnRef(first, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, plus)),
            SimpleType.BIGINT);
    return new Call(
        "le", List.of(moved, new ColumnRef(second, SimpleType.BIGINT)), SimpleType.BOOLEAN);
  }

  private static void check(PlanNode node, long seed) {
    harness(node)
        .input(log(seed, node.inputs().get(0).schema()), key(node, 0))
        .input(log(seed + 100, node.inputs().get(1).schema()), key(node, 1))
        .matches(prefix -> answer(node, prefix.inputs()));
  }

  private static ChangelogHarness harness(PlanNode node) {
    return new ChangelogHarness(context -> factory(node, context), node.schema()).eager();
  }

  private static OperatorFactory factory(PlanNode node, FactoryContext context) {
    return node instanceof HashJoin join
        ? new HashJoinFactory(join, context)
        : new NestedLoopJoinFactory((NestedLoopJoin) node, context);
  }

  private static RandomRows rows(long seed) {
    return RandomRows.of(seed).withDomain(8);
  }

  private static Changelog log(long seed, Schema schema) {
    return Changelog.random(seed, rows(seed), schema, EPOCHS, CHANGES);
  }

  /// NOT IN looks at rows of other keys: one task.
  private static int[] key(PlanNode node, int input) {
    if (!(node instanceof HashJoin join) || join.type() == JoinType.NULL_AWARE_ANTI) {
      return new int[0];
    }
    List<Integer> keys = input == 0 ? join.leftKeys() : join.rightKeys();
    return keys.stream().mapToInt(column -> column).toArray();
  }

  private static List<List<@Nullable Object>> answer(
      PlanNode node, List<List<List<@Nullable Object>>> inputs) {
    return node instanceof HashJoin join
        ? NaiveJoin.rows(join, inputs.get(0), inputs.get(1))
        : NaiveJoin.rows((NestedLoopJoin) node, inputs.get(0), inputs.get(1));
  }

  private static NodeStream facts(
      boolean appendOnly, Optional<Expiry> left, Optional<Expiry> right) {
    return new NodeStream(
        "join",
        false,
        List.of(
            new NodeStream.Input(appendOnly, false, left),
            new NodeStream.Input(appendOnly, false, right)),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static NestedLoopJoin loop(JoinType type, Expression condition) {
    return new NestedLoopJoin(
        6,
        HashJoinFactoryTest.values(SIDE),
        HashJoinFactoryTest.values(SIDE),
        type,
        condition,
        HashJoinFactoryTest.schema(type, SIDE, SIDE));
  }

  private static Expression lessText() {
    return less(1, 3, SimpleType.VARCHAR);
  }

  private static Expression less(int left, int right, DataType type) {
    return new Call(
        "lt", List.of(new ColumnRef(left, type), new ColumnRef(right, type)), SimpleType.BOOLEAN);
  }
}
