package io.thalweg.core.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrowRoundTripTest {
  private static final List<DataType> TYPES = AllTypes.list();
  private static final Schema SCHEMA =
      new Schema(TYPES.stream().map(type -> Field.nullable(type.sql(), type)).toList());

  @Test
  void everyTypeSurvivesTheWayToAnArrowSchemaAndBack() {
    assertThat(ArrowSchemas.fromArrow(ArrowSchemas.toArrow(SCHEMA))).isEqualTo(SCHEMA);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 2047, 2048, 2049})
  void everyValueSurvivesTheWayToArrowAndBack(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    for (double nullShare : new double[] {0, 0.3, 1}) {
      List<List<@Nullable Object>> values = values(rows, nullShare, random);
      assertThat(roundTrip(batch(values))).isEqualTo(values);
    }
  }

  @Test
  void oneRootServesBatchesOfAllSizesInTurn() {
    SplittableRandom random = new SplittableRandom(5);
    try (RootAllocator allocator = new RootAllocator();
        ArrowBatchWriter writer = new ArrowBatchWriter(SCHEMA, allocator)) {
      for (int rows : new int[] {100, 0, 3, 2048, 1, 500}) {
        List<List<@Nullable Object>> values = values(rows, 0.1, random);
        writer.write(batch(values));
        assertThat(valuesOf(ArrowBatchReader.read(writer.root()))).isEqualTo(values);
      }
    }
  }

  @Test
  void onlySelectedRowsTravel() {
    List<List<@Nullable Object>> values = values(200, 0.2, new SplittableRandom(9));
    int[] selection = {0, 3, 64, 65, 199};
    Batch selected = batch(values).withSelection(selection, selection.length);
    assertThat(roundTrip(selected)).isEqualTo(valuesOf(selected.compact()));
  }

  @Test
  void slicesWhoseOffsetsStartLateTravel() {
    Batch sliced = batch(values(200, 0.2, new SplittableRandom(9))).slice(70, 100);
    assertThat(roundTrip(sliced)).isEqualTo(valuesOf(sliced));
  }

  @Test
  void dictionariesAndConstantsTravelAsTheirValues() {
    FlatColumn values = ColumnBuilder.of(SimpleType.VARCHAR, List.of("x", "yy", ""));
    Column dictionary =
        new DictionaryColumn(4, new int[] {2, 1, 0, 1}, values, new long[] {0b1011});
    Column constant = ColumnBuilder.constant(SimpleType.VARCHAR, "c", 4);
    Column none = ColumnBuilder.constant(SimpleType.VARCHAR, null, 4);
    Field field = Field.nullable("s", SimpleType.VARCHAR);
    Batch batch = Batch.of(4, dictionary, constant, none);
    try (RootAllocator allocator = new RootAllocator();
        ArrowBatchWriter writer = new ArrowBatchWriter(Schema.of(field, field, field), allocator)) {
      writer.write(batch);
      Batch read = ArrowBatchReader.read(writer.root());
      assertThat(read.column(0)).isInstanceOf(BytesColumn.class);
      assertThat(column(SimpleType.VARCHAR, read.column(0))).containsExactly("", "yy", null, "yy");
      assertThat(column(SimpleType.VARCHAR, read.column(1))).containsOnly("c");
      assertThat(column(SimpleType.VARCHAR, read.column(2))).containsOnlyNulls();
    }
  }

  private static List<List<@Nullable Object>> values(
      int rows, double nullShare, SplittableRandom random) {
    return TYPES.stream().map(type -> AllTypes.values(type, rows, nullShare, random)).toList();
  }

  private static Batch batch(List<List<@Nullable Object>> values) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      columns.add(ColumnBuilder.of(TYPES.get(i), values.get(i)));
    }
    return Batch.of(values.getFirst().size(), columns);
  }

  private static List<List<@Nullable Object>> roundTrip(Batch batch) {
    try (RootAllocator allocator = new RootAllocator();
        ArrowBatchWriter writer = new ArrowBatchWriter(SCHEMA, allocator)) {
      writer.write(batch);
      assertThat(writer.root().getRowCount()).isEqualTo(batch.rowCount());
      return valuesOf(ArrowBatchReader.read(writer.root()));
    }
  }

  private static List<List<@Nullable Object>> valuesOf(Batch batch) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      values.add(column(TYPES.get(i), batch.column(i)));
    }
    return values;
  }

  private static List<@Nullable Object> column(DataType type, Column column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int row = 0; row < column.length(); row++) {
      values.add(ColumnValues.get(type, column, row));
    }
    return values;
  }
}
