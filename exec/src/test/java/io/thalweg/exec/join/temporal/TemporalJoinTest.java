package io.thalweg.exec.join.temporal;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemporalJoinTest {
  /// A key, a time, a number.
  private static final Schema SIDE =
      RandomRows.schema(SimpleType.INTEGER, TimestampType.MICROS, SimpleType.INTEGER);

  private static final int EPOCHS = 7;
  private static final int CHANGES = 30;

  @ParameterizedTest
  @EnumSource(Nearest.class)
  void eachRowMeetsTheNearestVersion(Nearest nearest) {
    for (TemporalJoin node : nodes(nearest)) {
      List<List<@Nullable Object>> left = rows(1).rows(SIDE, 120);
      List<List<@Nullable Object>> right = rows(2).rows(SIDE, 90);
      harness(node)
          .input(SIDE, left)
          .input(SIDE, right)
          .yields(NaiveTemporalJoin.rows(node, left, right));
      if (!node.leftKeys().isEmpty()) {
        harness(node)
            .input(SIDE, left, (row, _) -> task(row))
            .input(SIDE, right, (row, _) -> task(row))
            .tasks(3)
            .yields(NaiveTemporalJoin.rows(node, left, right));
      }
    }
  }

  private static int task(List<@Nullable Object> row) {
    return RowHash.task(new RowHash(0).hash(Rows.batch(SIDE, List.of(row)))[0], 3);
  }

  @ParameterizedTest
  @EnumSource(Nearest.class)
  void rowsChangeWithTheirVersions(Nearest nearest) {
    for (TemporalJoin node : nodes(nearest)) {
      changelogs(node)
          .input(Changelog.random(3, rows(3), SIDE, EPOCHS, CHANGES), key(node))
          .input(Changelog.random(4, rows(4), SIDE, EPOCHS, CHANGES), key(node))
          .matches(prefix -> answer(node, prefix.inputs()));
    }
  }

  @ParameterizedTest
  @EnumSource(Nearest.class)
  void versionsThatDoNotChangeAreReadOnce(Nearest nearest) {
    for (TemporalJoin node : nodes(nearest)) {
      changelogs(node)
          .input(Changelog.random(5, rows(5), SIDE, EPOCHS, CHANGES), key(node))
          .boundedInput(SIDE, rows(6).rows(SIDE, 40), key(node))
          .matches(prefix -> answer(node, prefix.inputs()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_OR_BEFORE", "BEFORE"})
  void versionsThatAreOverAreDroppedSilently(Nearest nearest) {
    for (TemporalJoin node : nodes(nearest)) {
      changelogs(node).stream(facts(Optional.empty()))
          .input(timed(7), key(node))
          .input(timed(8), key(node))
          .keepsAtMost(250)
          .matches(prefix -> answer(node, prefix.inputs()));
    }
  }

  /// Rows leave once, when the watermark has passed their time, or at the end.
  @ParameterizedTest
  @EnumSource(names = {"AT_OR_BEFORE", "BEFORE"})
  void rowsWaitForTheWatermark(Nearest nearest) {
    for (TemporalJoin node : nodes(nearest)) {
      changelogs(node).stream(facts(Optional.of(new Expiry(1, 1))))
          .input(timed(9), key(node))
          .input(timed(10), key(node))
          .keepsAtMost(250)
          .matches(
              prefix ->
                  NaiveTemporalJoin.rows(
                      node,
                      prefix.inputs().get(0).stream()
                          .filter(
                              row ->
                                  prefix.ended()
                                      || micros(row) < prefix.watermark().orElse(Long.MIN_VALUE))
                          .toList(),
                      prefix.inputs().get(1)));
    }
  }

  private static long micros(List<@Nullable Object> row) {
    LocalDateTime time = (LocalDateTime) Objects.requireNonNull(row.get(1));
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
  }

  private static Changelog timed(long seed) {
    return Changelog.random(seed, rows(seed), SIDE, 2 * EPOCHS, CHANGES).timed(1, seed);
  }

  private static NodeStream facts(Optional<Expiry> emitOn) {
    NodeStream.Input input = new NodeStream.Input(false, false, Optional.of(new Expiry(1, 1)));
    return new NodeStream(
        "join", emitOn.isPresent(), List.of(input, input), emitOn, OptionalLong.empty());
  }

  private static RandomRows rows(long seed) {
    return RandomRows.of(seed).withDomain(12);
  }

  private static int[] key(TemporalJoin node) {
    return node.leftKeys().stream().mapToInt(column -> column).toArray();
  }

  private static List<List<@Nullable Object>> answer(
      TemporalJoin node, List<List<List<@Nullable Object>>> inputs) {
    return NaiveTemporalJoin.rows(node, inputs.get(0), inputs.get(1));
  }

  private static OperatorHarness harness(TemporalJoin node) {
    return new OperatorHarness(context -> new TemporalJoinFactory(node, context), node.schema());
  }

  private static ChangelogHarness changelogs(TemporalJoin node) {
    return new ChangelogHarness(context -> new TemporalJoinFactory(node, context), node.schema())
        .eager();
  }

  /// With and without keys and a residual condition.
  private static List<TemporalJoin> nodes(Nearest nearest) {
    Expression less =
        new Call(
            "lt",
            List.of(new ColumnRef(2, SimpleType.INTEGER), new ColumnRef(5, SimpleType.INTEGER)),
            SimpleType.BOOLEAN);
    List<TemporalJoin> nodes = new ArrayList<>();
    for (JoinType type : List.of(JoinType.INNER, JoinType.LEFT)) {
      nodes.add(node(type, List.of(0), nearest, Optional.empty()));
      nodes.add(node(type, List.of(0), nearest, Optional.of(less)));
    }
    nodes.add(node(JoinType.LEFT, List.of(), nearest, Optional.empty()));
    return nodes;
  }

  private static TemporalJoin node(
      JoinType type, List<Integer> keys, Nearest nearest, Optional<Expression> residual) {
    return new TemporalJoin(
        7,
        new Values(0, List.of(), SIDE),
        new Values(0, List.of(), SIDE),
        type,
        keys,
        keys,
        1,
        1,
        nearest,
        residual,
        SIDE.concat(SIDE));
  }
}
