package io.thalweg.exec.sort;

import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.RandomRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangingTopNTest {
  private static final Schema SCHEMA =
      RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR, SimpleType.DOUBLE);
  private static final Values INPUT = new Values(1, List.of(), SCHEMA);

  /// Few different keys: ties at every cut.
  @ParameterizedTest
  @CsvSource({"1, 0", "5, 0", "5, 3", "40, 0", "0, 2", "9223372036854775807, 2", "1000, 0"})
  void theFirstRowsOfAChangelogChangeWithIt(long limit, long offset) {
    TopN node = new TopN(2, INPUT, List.of(new SortKey(0, true, true)), limit, offset);
    new ChangelogHarness(context -> new TopNFactory(node, context), SCHEMA)
        .input(Changelog.random(limit, RandomRows.of(offset).withDomain(4), SCHEMA, 8, 60))
        .matchesBounded();
  }

  /// More rows than the reserve holds, and then the first ones go.
  @ParameterizedTest
  @CsvSource({"1", "3", "200"})
  void rowsMoveUpFromAnywhere(long limit) {
    TopN node = new TopN(2, INPUT, List.of(SortKey.ascending(0)), limit, 0);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 6000; i++) {
      rows.add(List.of(i * 7919 % 6000, "x", 0.5));
    }
    List<Changelog.Epoch> epochs = new ArrayList<>();
    epochs.add(epoch(rows, 1));
    List<List<Object>> ordered =
        rows.stream().sorted(Comparator.comparing(row -> (Long) row.getFirst())).toList();
    epochs.add(epoch(ordered.subList(0, 1500), -1));
    epochs.add(epoch(ordered.subList(1500, 1600), -1));
    epochs.add(epoch(ordered.subList(10, 30), 1));
    epochs.add(epoch(ordered.subList(1600, 5990), -1));
    new ChangelogHarness(context -> new TopNFactory(node, context), SCHEMA)
        .input(new Changelog(SCHEMA, epochs))
        .matchesBounded();
  }

  private static Changelog.Epoch epoch(List<List<Object>> rows, int weight) {
    return new Changelog.Epoch(
        rows.stream()
            .map(row -> new Changelog.Change(new ArrayList<@Nullable Object>(row), weight))
            .toList(),
        OptionalLong.empty());
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "5, 3", "70, 0"})
  void onlyTheFirstRowsAreKeptWhenNothingIsRetracted(long limit, long offset) {
    TopN node = new TopN(2, INPUT, List.of(SortKey.ascending(1)), limit, offset);
    new ChangelogHarness(context -> new TopNFactory(node, context), SCHEMA)
        .input(Changelog.appendOnly(RandomRows.of(5).withDomain(9), SCHEMA, 6, 100)).stream(
                appendOnly())
            .keepsAtMost(limit + offset)
            .matchesBounded();
  }

  @Test
  void changesHaveNoOrder() {
    Sort node = new Sort(2, INPUT, List.of(SortKey.ascending(0)));
    new ChangelogHarness(context -> new SortFactory(node, context), SCHEMA)
        .input(Changelog.random(1, RandomRows.of(2).withDomain(4), SCHEMA, 6, 60))
        .keepsAtMost(0)
        .matchesBounded();
  }

  private static NodeStream appendOnly() {
    return new NodeStream(
        "top",
        false,
        List.of(new NodeStream.Input(true, false, Optional.empty())),
        Optional.empty(),
        OptionalLong.empty());
  }
}
