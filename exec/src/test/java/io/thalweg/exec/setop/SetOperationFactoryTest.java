package io.thalweg.exec.setop;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.plan.SetOperation;
import io.thalweg.core.plan.SetOperation.Kind;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.naive.NaiveSets;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetOperationFactoryTest {
  private static final Schema ONE = RandomRows.schema(SimpleType.INTEGER);
  private static final Schema TWO = RandomRows.schema(SimpleType.VARCHAR, SimpleType.DOUBLE);

  @Test
  void rowsAreKeptByMultiplicityOrOnce() {
    for (Schema schema : List.of(ONE, TWO)) {
      int domain = schema == ONE ? 20 : 4;
      List<List<@Nullable Object>> left = RandomRows.of(1).withDomain(domain).rows(schema, 90);
      List<List<@Nullable Object>> right = RandomRows.of(2).withDomain(domain).rows(schema, 40);
      for (Kind kind : Kind.values()) {
        for (boolean all : new boolean[] {true, false}) {
          check(
              new SetOperation(2, kind, all, values(schema), values(schema), schema), left, right);
        }
      }
    }
  }

  @Test
  void rightRowsThatDoNotFitTheMemoryLimitFailTheQuery() {
    SetOperation node = new SetOperation(2, Kind.EXCEPT, true, values(TWO), values(TWO), TWO);
    List<List<@Nullable Object>> rows = RandomRows.of(3).withDomain(5000).rows(TWO, 3000);
    new OperatorHarness(_ -> new SetOperationFactory(node), TWO)
        .input(TWO, rows)
        .input(TWO, rows)
        .memory(20_000)
        .failsWith(ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }

  private static void check(
      SetOperation node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    for (List<List<@Nullable Object>> other : List.of(right, List.<List<@Nullable Object>>of())) {
      new OperatorHarness(_ -> new SetOperationFactory(node), node.schema())
          .input(node.schema(), left)
          .input(node.schema(), other)
          .yields(NaiveSets.rows(node, left, other));
    }
  }

  private static Values values(Schema schema) {
    return new Values(0, List.of(), schema);
  }
}
