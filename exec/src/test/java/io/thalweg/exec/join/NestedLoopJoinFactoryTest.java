package io.thalweg.exec.join;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NestedLoopJoinFactoryTest {
  private static final Schema SIDE = RandomRows.schema(SimpleType.INTEGER, SimpleType.VARCHAR);
  private static final Expression LESS =
      new Call(
          "lt",
          List.of(new ColumnRef(0, SimpleType.INTEGER), new ColumnRef(2, SimpleType.INTEGER)),
          SimpleType.BOOLEAN);

  @ParameterizedTest
  @EnumSource(
      value = JoinType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NULL_AWARE_ANTI"})
  void everyTypeYieldsItsRows(JoinType type) {
    List<List<@Nullable Object>> left = RandomRows.of(1).rows(SIDE, 40);
    List<List<@Nullable Object>> right = RandomRows.of(2).rows(SIDE, 25);
    for (Expression condition : List.of(LESS, Literal.TRUE)) {
      check(type, condition, left, right, 1);
      check(type, condition, left, right, 3);
      check(type, condition, left, right.subList(0, 1), 2);
      check(type, condition, left, List.of(), 2);
      check(type, condition, List.of(), right, 2);
    }
  }

  private static void check(
      JoinType type,
      Expression condition,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right,
      int tasks) {
    Schema schema = HashJoinFactoryTest.schema(type, SIDE, SIDE);
    NestedLoopJoin node =
        new NestedLoopJoin(
            6,
            HashJoinFactoryTest.values(SIDE),
            HashJoinFactoryTest.values(SIDE),
            type,
            condition,
            schema);
    new OperatorHarness(context -> new NestedLoopJoinFactory(node, context), schema)
        .input(SIDE, left)
        .input(SIDE, right)
        .tasks(tasks)
        .yields(NaiveJoin.rows(node, left, right));
  }
}
