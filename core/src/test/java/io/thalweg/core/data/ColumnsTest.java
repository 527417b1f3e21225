package io.thalweg.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnsTest {
  private static final Map<DataType, IntFunction<@Nullable Object>> VALUES =
      Map.of(
          SimpleType.BOOLEAN,
          i -> i % 3 == 0,
          SimpleType.INTEGER,
          i -> i,
          SimpleType.BIGINT,
          i -> (long) i,
          SimpleType.DOUBLE,
          i -> i / 2.0,
          SimpleType.VARCHAR,
          i -> "v" + i,
          new DecimalType(30, 2),
          i -> BigDecimal.valueOf(i, 2),
          new ArrayType(SimpleType.INTEGER),
          i -> i % 2 == 0 ? List.of(i, i + 1) : List.of(),
          new RowType(List.of(Field.nullable("a", SimpleType.INTEGER))),
          i -> List.of(i));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 200})
  void partsOfEveryLayoutFollowEachOther(int size) {
    VALUES.forEach(
        (type, value) -> {
          List<Object> expected = new ArrayList<>();
          List<Column> parts = new ArrayList<>();
          for (int part = 0; part < 3; part++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < size + part; i++) {
              values.add(part == 1 && i % 5 == 0 ? null : value.apply(i));
            }
            // A slice from the middle has offsets that start late.
            Column column = ColumnBuilder.of(type, values);
            int from = Math.min(3, column.length());
            expected.addAll(values.subList(from, values.size()));
            parts.add(column.slice(from, column.length() - from));
          }
          assertThat(valuesOf(type, Columns.concat(parts))).isEqualTo(expected);
        });
  }

  @Test
  void aSharedDictionaryStaysADictionary() {
    FlatColumn values = ColumnBuilder.of(SimpleType.VARCHAR, List.of("a", "b"));
    Column left = new DictionaryColumn(2, new int[] {0, 1}, values, null);
    Column right = new DictionaryColumn(2, new int[] {1, 0}, values, new long[] {1});
    Column both = Columns.concat(List.of(left, right));
    assertThat(both).isInstanceOf(DictionaryColumn.class);
    assertThat(valuesOf(SimpleType.VARCHAR, both)).containsExactly("a", "b", "b", null);
  }

  @Test
  void differentDictionariesAndConstantsBecomeFlat() {
    Column left =
        new DictionaryColumn(1, new int[1], ColumnBuilder.single(SimpleType.VARCHAR, "a"), null);
    Column right = ColumnBuilder.constant(SimpleType.VARCHAR, "c", 2);
    Column both = Columns.concat(List.of(left, right));
    assertThat(valuesOf(SimpleType.VARCHAR, both)).containsExactly("a", "c", "c");
  }

  @Test
  void onlyRowsThatCountGoIntoAConcatenatedBatch() {
    Batch first =
        Batch.of(3, ColumnBuilder.of(SimpleType.INTEGER, List.of(1, 2, 3)))
            .withSelection(new int[] {0, 2}, 2);
    Batch second = Batch.of(1, ColumnBuilder.of(SimpleType.INTEGER, Arrays.asList((Object) null)));
    Batch both = Columns.concatBatches(List.of(first, second));
    assertThat(valuesOf(SimpleType.INTEGER, both.column(0))).containsExactly(1, 3, null);
  }

  private static List<@Nullable Object> valuesOf(DataType type, Column column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < column.length(); i++) {
      values.add(ColumnValues.get(type, column, i));
    }
    return values;
  }

  @Test
  void aWideColumnsSizeStaysWhenItsUpperHalvesAreAskedFor() {
    Int128Column column = Int128Column.ofLongs(3, new long[] {1, -2, 3}, null);
    long before = column.sizeInBytes();
    assertThat(column.high()).containsExactly(0, -1, 0);
    assertThat(column.sizeInBytes()).isEqualTo(before);
  }
}
