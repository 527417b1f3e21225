package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What our writer wrote is read by DuckDB, by Arrow and by us as it was: every type with its
/// smallest, largest and emptiest values and NULLs, by itself and in arrays, maps and rows.
class RoundTripTest {
  private static final int MOST_ELEMENTS = 4;
  private static final int BATCH_ROWS = 97;

  /// By the type's SQL.
  private static final Map<String, List<Object>> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("BOOLEAN", List.of(true, false));
    VALUES.put("TINYINT", List.of(-128, 127, 0));
    VALUES.put("SMALLINT", List.of(-32_768, 32_767, 0));
    VALUES.put("INTEGER", List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0));
    VALUES.put("BIGINT", List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
    VALUES.put("REAL", floats());
    VALUES.put("DOUBLE", doubles());
    for (String decimal : List.of("1, 0", "4, 4", "9, 2", "10, 0", "18, 6", "19, 0", "38, 38")) {
      VALUES.put("DECIMAL(" + decimal + ")", decimals(decimal));
    }
    VALUES.put("VARCHAR", List.of("", "a\0b", "\u00e4\u20ac\ud83d\ude00", " ", "x".repeat(70)));
    VALUES.put("VARBINARY", List.of(bytes(""), bytes("\0\u00ff"), bytes("\u0080".repeat(70))));
    VALUES.put("JSON", List.of("{\"a\":[1,null]}", "\"\"", "null"));
    VALUES.put(
        "DATE",
        List.of(
            LocalDate.of(1, 1, 1),
            LocalDate.of(1582, 10, 10),
            LocalDate.of(1969, 12, 31),
            LocalDate.of(9999, 12, 31)));
    VALUES.put("TIME", List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000)));
    timestamps();
    VALUES.put("UUID", List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 1)));
    VALUES.put(
        "INTERVAL YEAR TO MONTH",
        List.of(Period.ofMonths(-Integer.MAX_VALUE), Period.ofMonths(0), Period.ofMonths(14)));
    VALUES.put(
        "INTERVAL DAY TO SECOND",
        List.of(Duration.ZERO, Duration.ofNanos(-1000), Duration.ofDays(100_000_000)));
  }

  @TempDir Path directory;

  private static List<Object> floats() {
    List<Object> values = new ArrayList<>();
    for (float value : new float[] {Float.MIN_VALUE, -Float.MAX_VALUE, Float.NaN, -0f, 0f, 0.1f}) {
      values.add((double) value);
    }
    values.add(Double.POSITIVE_INFINITY);
    values.add(Double.NEGATIVE_INFINITY);
    return values;
  }

  private static List<Object> doubles() {
    List<Object> values = new ArrayList<>(floats());
    values.addAll(List.of(Double.MIN_VALUE, Double.MAX_VALUE, 0.1));
    return values;
  }

  private static List<Object> decimals(String precisionAndScale) {
    String[] parts = precisionAndScale.split(", ");
    int scale = Integer.parseInt(parts[1]);
    BigDecimal most =
        new BigDecimal("9".repeat(Integer.parseInt(parts[0]))).scaleByPowerOfTen(-scale);
    return List.of(
        most.setScale(scale), most.negate().setScale(scale), new BigDecimal(0).setScale(scale));
  }

  private static ByteBuffer bytes(String latin) {
    return ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1)).asReadOnlyBuffer();
  }

  private static void timestamps() {
    String[] micros = {"0001-01-01T00:00:00", "1969-12-31T23:59:59.999999", "9999-12-31T23:59:59"};
    String[] nanos = {"1677-09-22T00:00:00.000000001", "2262-04-11T23:47:16.854775806"};
    String[] seconds = {"0001-01-01T00:00:00", "1969-12-31T23:59:59", "9999-12-31T23:59:59"};
    String[][] byPrecision = {seconds, seconds, micros, nanos};
    int[] precisions = {0, 3, 6, 9};
    for (int i = 0; i < precisions.length; i++) {
      List<Object> local = Arrays.stream(byPrecision[i]).<Object>map(LocalDateTime::parse).toList();
      List<Object> zoned =
          Arrays.stream(byPrecision[i]).<Object>map(text -> Instant.parse(text + "Z")).toList();
      VALUES.put(DataType.parse("TIMESTAMP(" + precisions[i] + ")").sql(), local);
      VALUES.put(DataType.parse("TIMESTAMP(" + precisions[i] + ") WITH TIME ZONE").sql(), zoned);
    }
  }

  /// Of each type a column that may be NULL, one that may not, and the type in each that nests.
  private static Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (String sql : VALUES.keySet()) {
      DataType type = DataType.parse(sql);
      fields.add(Field.nullable("n" + fields.size(), type));
      fields.add(Field.required("r" + fields.size(), type));
      fields.add(Field.nullable("a" + fields.size(), new ArrayType(new ArrayType(type))));
      fields.add(Field.nullable("m" + fields.size(), new MapType(SimpleType.VARCHAR, type)));
      RowType row = new RowType(List.of(Field.required("x", type), Field.nullable("y", type)));
      fields.add(Field.required("s" + fields.size(), row));
      fields.add(Field.nullable("l" + fields.size(), new ArrayType(row)));
    }
    fields.add(Field.nullable("nothing", SimpleType.NULL));
    return Schema.of(fields.toArray(Field[]::new));
  }

  /// A value for a row; neighbours in all three numbers differ.
  private static @Nullable Object value(DataType type, boolean nullable, int row, int salt) {
    int n = row + 7 * salt;
    if (type == SimpleType.NULL || (nullable && n % 4 == 3)) {
      return null;
    }
    int elements = n % MOST_ELEMENTS;
    return switch (type) {
      case ArrayType array -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
          list.add(value(array.element(), true, row + i, salt + 1));
        }
        yield list;
      }
      case MapType map -> {
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < elements; i++) {
          entries.put("k" + i, value(map.value(), true, row + i, salt + 1));
        }
        yield entries;
      }
      case RowType fields -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (Field field : fields.fields()) {
          list.add(value(field.type(), field.nullable(), row, salt + list.size()));
        }
        yield list;
      }
      default -> {
        List<Object> values = VALUES.getOrDefault(type.sql(), List.of());
        yield values.get(n % values.size());
      }
    };
  }

  private static List<List<@Nullable Object>> rows(Schema schema, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Field field : schema.fields()) {
        row.add(value(field.type(), field.nullable(), i, 0));
      }
      rows.add(row);
    }
    return rows;
  }

  private Path write(
      Schema schema, List<List<@Nullable Object>> rows, Map<String, String> options) {
    Path target = directory.resolve("t.parquet");
    TableSink sink = new ParquetFormat().write(target, schema, options);
    for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
      List<List<@Nullable Object>> some =
          rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS));
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < schema.size(); i++) {
        int ordinal = i;
        columns.add(
            ColumnBuilder.of(schema.type(i), some.stream().map(row -> row.get(ordinal)).toList()));
      }
      sink.write(Batch.of(some.size(), columns));
    }
    assertThat(sink.commit()).isEqualTo(rows.size());
    return target;
  }

  /// The type that other readers see.
  private static DataType seen(DataType type) {
    return switch (type) {
      case IntervalType _ -> SimpleType.BIGINT;
      case ArrayType array -> new ArrayType(seen(array.element()));
      case MapType map -> new MapType(map.key(), seen(map.value()));
      case RowType row ->
          new RowType(
              row.fields().stream()
                  .map(field -> new Field(field.name(), seen(field.type()), field.nullable()))
                  .toList());
      default -> type;
    };
  }

  private static List<List<String>> plain(List<List<@Nullable Object>> rows) {
    return rows.stream().map(row -> row.stream().map(PlainText::of).toList()).toList();
  }

  private static void assertColumns(
      Schema schema, List<List<String>> actual, List<List<String>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < schema.size(); i++) {
      int ordinal = i;
      assertThat(actual.stream().map(row -> row.get(ordinal)).toList())
          .as(schema.field(i).toString())
          .isEqualTo(expected.stream().map(row -> row.get(ordinal)).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "snappy, 0, 10, 5",
    "snappy, 1, 10, 5",
    "snappy, 500, 122880, 16384",
    "zstd, 65, 64, 9",
    "gzip, 120, 7, 2",
    "uncompressed, 300, 30, 1",
  })
  void every_type_comes_back_through_duckdb_arrow_and_our_reader(
      String codec, int count, String rowGroup, String pageRows) throws Exception {
    Schema schema = schema();
    List<List<@Nullable Object>> rows = rows(schema, count);
    Path path =
        write(
            schema,
            rows,
            Map.of("compression", codec, "row_group_size", rowGroup, "page_rows", pageRows));
    ParquetFile file = ParquetFile.open(path);
    for (int i = 0; i < schema.size(); i++) {
      // A column that is always NULL has lost that it has no type.
      Field expected =
          schema.type(i) == SimpleType.NULL
              ? Field.nullable(schema.field(i).name(), SimpleType.INTEGER)
              : schema.field(i);
      assertThat(file.schema().field(i)).isEqualTo(expected);
    }
    List<List<@Nullable Object>> ours = Scans.rows(file, Scans.all(file, 64));
    List<List<String>> expected = plain(rows);
    assertColumns(schema, plain(ours), expected);
    assertThat(ours).isEqualTo(rows);
    assertColumns(schema, ArrowOracle.rows(path), expected);
    try (DuckDb duckDb = new DuckDb()) {
      List<DataType> types = schema.types().stream().map(RoundTripTest::seen).toList();
      assertColumns(
          schema, plain(duckDb.rows("FROM read_parquet('" + path + "')", types)), expected);
    }
  }

  @Test
  void values_larger_than_a_page_come_back() throws Exception {
    Schema schema =
        Schema.of(
            Field.nullable("text", SimpleType.VARCHAR),
            Field.nullable("list", new ArrayType(SimpleType.BIGINT)));
    List<@Nullable Object> long1 = Arrays.asList("\u00e4".repeat(1 << 20), List.of(1L, 2L));
    List<@Nullable Object> long2 =
        Arrays.asList(null, java.util.stream.LongStream.range(0, 40_000).boxed().toList());
    List<List<@Nullable Object>> rows = List.of(long1, long2, long1, Arrays.asList("", null));
    Path path = write(schema, rows, Map.of());
    ParquetFile file = ParquetFile.open(path);
    assertThat(Scans.rows(file, Scans.all(file, 3))).isEqualTo(rows);
    assertThat(ArrowOracle.rows(path)).isEqualTo(plain(rows));
    try (DuckDb duckDb = new DuckDb()) {
      assertThat(duckDb.rows("FROM read_parquet('" + path + "')", schema.types())).isEqualTo(rows);
    }
  }
}
