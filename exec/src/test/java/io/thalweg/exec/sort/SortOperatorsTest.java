package io.thalweg.exec.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.NaiveAggregate;
import io.thalweg.exec.testing.OperatorHarness;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Sort and top-n under the harness, against sorted lists.
final class SortOperatorsTest {
  private static final Schema SCHEMA =
      RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR, SimpleType.DOUBLE);

  private static PlanNode input(Schema schema) {
    return new Values(1, List.of(), schema);
  }

  private static OperatorHarness sort(
      Schema schema, List<SortKey> keys, List<List<@Nullable Object>> rows) {
    Sort node = new Sort(2, input(schema), keys);
    return new OperatorHarness(context -> new SortFactory(node, context), schema)
        .input(schema, rows);
  }

  private static OperatorHarness topN(
      List<SortKey> keys, long limit, long offset, List<List<@Nullable Object>> rows) {
    TopN node = new TopN(2, input(SCHEMA), keys, limit, offset);
    return new OperatorHarness(context -> new TopNFactory(node, context), SCHEMA)
        .input(SCHEMA, rows);
  }

  private static List<List<@Nullable Object>> sorted(
      List<SortKey> keys, List<List<@Nullable Object>> rows) {
    return rows.stream().sorted(NaiveAggregate.order(keys)).toList();
  }

  static Stream<Arguments> types() {
    // The order of texts, UUIDs and intervals in Java is another one.
    return RandomRows.scalarTypes().stream()
        .filter(type -> type != SimpleType.UUID && !(type instanceof IntervalType))
        .flatMap(
            type ->
                Stream.of(
                    Arguments.of(type, false, false),
                    Arguments.of(type, true, false),
                    Arguments.of(type, true, true)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasAnOrder(DataType type, boolean descending, boolean nullsFirst) {
    Schema schema = RandomRows.schema(type);
    List<SortKey> keys = List.of(new SortKey(0, descending, nullsFirst));
    List<List<@Nullable Object>> rows = new ArrayList<>(RandomRows.of(3).rows(schema, 90));
    // Java compares UTF-16 units, SQL code points.
    rows.removeIf(row -> row.getFirst() instanceof String text && text.contains("clef"));
    sort(schema, keys, rows).yieldsInOrder(sorted(keys, rows));
  }

  @Test
  void textIsOrderedByCodePoint() {
    Schema schema = RandomRows.schema(SimpleType.VARCHAR);
    List<List<@Nullable Object>> rows =
        List.of(List.of("\uFFFD"), List.of("\uD834\uDD1E"), List.of("z"), List.of(""));
    sort(schema, List.of(SortKey.ascending(0)), rows)
        .yieldsInOrder(
            List.of(List.of(""), List.of("z"), List.of("\uFFFD"), List.of("\uD834\uDD1E")));
  }

  @Test
  void laterKeysDecideAmongEqualOnes() {
    List<SortKey> keys =
        List.of(new SortKey(2, true, false), new SortKey(0, false, true), SortKey.ascending(1));
    List<List<@Nullable Object>> rows =
        RandomRows.of(9).withoutEdges().withDomain(4).rows(SCHEMA, 400);
    sort(SCHEMA, keys, rows).yieldsInOrder(sorted(keys, rows));
  }

  @Test
  void nothingIsSortedToNothing() {
    sort(SCHEMA, List.of(SortKey.ascending(0)), List.of()).yieldsInOrder(List.of());
  }

  @Test
  void everyTaskSortsItsOwnRows() {
    List<SortKey> keys = List.of(SortKey.ascending(0), SortKey.ascending(1), SortKey.ascending(2));
    List<List<@Nullable Object>> rows = RandomRows.of(5).rows(SCHEMA, 200);
    Comparator<List<@Nullable Object>> order = NaiveAggregate.order(keys);
    sort(SCHEMA, keys, rows)
        .tasks(2)
        .check(
            actual -> {
              assertThat(Rows.sorted(actual)).isEqualTo(Rows.sorted(rows));
              long descents = 0;
              for (int i = 1; i < actual.size(); i++) {
                descents += order.compare(actual.get(i - 1), actual.get(i)) > 0 ? 1 : 0;
              }
              assertThat(descents).as("places where the second task begins").isLessThan(2);
            });
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "5, 3", "63, 1", "64, 0", "150, 100", "9223372036854775807, 2"})
  void theFirstRowsComeInOrder(long limit, long offset) {
    List<SortKey> keys =
        List.of(SortKey.ascending(0), new SortKey(1, true, true), SortKey.ascending(2));
    List<List<@Nullable Object>> rows = RandomRows.of(limit).withoutEdges().rows(SCHEMA, 250);
    List<List<@Nullable Object>> expected =
        sorted(keys, rows).stream().skip(offset).limit(limit).toList();
    topN(keys, limit, offset, rows).yieldsInOrder(expected);
  }

  @Test
  void sortingMoreThanTheMemoryAllowsFails() {
    List<List<@Nullable Object>> rows = RandomRows.of(5).rows(SCHEMA, 2000);
    sort(SCHEMA, List.of(SortKey.ascending(0)), rows)
        .memory(30_000)
        .failsWith(ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }
}
