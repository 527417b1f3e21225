package io.thalweg.exec.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupKeysTest {
  static List<List<DataType>> types() {
    return List.of(
        List.of(SimpleType.BIGINT),
        List.of(SimpleType.DOUBLE),
        List.of(SimpleType.BOOLEAN),
        List.of(SimpleType.BIGINT, SimpleType.INTEGER),
        List.of(SimpleType.VARCHAR),
        List.of(SimpleType.VARCHAR, SimpleType.BIGINT));
  }

  /// First only values that fit the narrow forms, then all kinds: a table changes its form under
  /// way, and the numbers stay.
  @ParameterizedTest
  @MethodSource("types")
  void keysAreNumberedInOrderOfAppearance(List<DataType> types) {
    Schema schema = RandomRows.schema(types);
    List<List<@Nullable Object>> rows =
        RandomRows.of(1).withoutEdges().withNulls(0).withDomain(70).rows(schema, 500);
    rows.addAll(RandomRows.of(2).withDomain(900).rows(schema, 1500));
    GroupKeys keys = GroupKeys.of(types);
    for (int round = 0; round < 2; round++) {
      Map<List<@Nullable Object>, Integer> expected = new LinkedHashMap<>();
      for (List<List<@Nullable Object>> part : Rows.chunks(rows, 250)) {
        int before = expected.size();
        List<Integer> numbers = new ArrayList<>();
        for (List<@Nullable Object> row : Rows.canonical(part)) {
          numbers.add(expected.computeIfAbsent(row, any -> expected.size()));
        }
        int[] groups = new int[part.size()];
        keys.assign(columns(schema, part), part.size(), groups);
        assertThat(groups).containsExactly(numbers.stream().mapToInt(i -> i).toArray());
        assertThat(keys.newCount()).isEqualTo(expected.size() - before);
        for (int i = 0; i < keys.newCount(); i++) {
          assertThat(groups[keys.newRows()[i]]).isEqualTo(before + i);
        }
      }
      assertThat(stored(schema, keys)).isEqualTo(List.copyOf(expected.keySet()));
      checkLookup(schema, keys, expected);
      keys.clear();
      assertThat(keys.count()).isZero();
    }
  }

  /// Far more keys than fit without meeting others in their slots, and as many that are not there.
  @Test
  void hashedKeysAreFoundBehindOthers() {
    long[] all = new Random(7).longs(20_000).toArray();
    int present = all.length / 2;
    GroupKeys keys = GroupKeys.of(List.of(SimpleType.BIGINT));
    keys.assign(longs(Arrays.copyOf(all, present)), present, new int[present]);
    int[] found = new int[all.length];
    keys.lookup().find(longs(all), all.length, found);
    assertThat(found)
        .containsExactly(IntStream.range(0, all.length).map(i -> i < present ? i : -1).toArray());
  }

  private static Column[] longs(long[] values) {
    return new Column[] {new LongColumn(values.length, values, null)};
  }

  private static void checkLookup(
      Schema schema, GroupKeys keys, Map<List<@Nullable Object>, Integer> expected) {
    List<List<@Nullable Object>> rows = RandomRows.of(3).withDomain(2000).rows(schema, 300);
    rows.addAll(RandomRows.of(2).withDomain(900).rows(schema, 300));
    int[] found = new int[rows.size()];
    keys.lookup().find(columns(schema, rows), rows.size(), found);
    int[] wanted =
        Rows.canonical(rows).stream().mapToInt(row -> expected.getOrDefault(row, -1)).toArray();
    assertThat(found).containsExactly(wanted);
  }

  private static Column[] columns(Schema schema, List<List<@Nullable Object>> rows) {
    Batch batch = Rows.batch(schema, rows);
    return batch.columns().toArray(Column[]::new);
  }

  private static List<List<@Nullable Object>> stored(Schema schema, GroupKeys keys) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < keys.count(); i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int k = 0; k < schema.size(); k++) {
        row.add(Rows.canonical(ColumnValues.get(schema.type(k), keys.column(k, i, 1), 0)));
      }
      rows.add(row);
    }
    return rows;
  }
}
