package io.thalweg.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopyTest {
  private static final Map<String, List<@Nullable Object>> COLUMNS =
      new java.util.LinkedHashMap<>();

  static {
    COLUMNS.put("BOOLEAN", Arrays.asList(true, false, null));
    COLUMNS.put("INTEGER", Arrays.asList(Integer.MIN_VALUE, 0, null));
    COLUMNS.put("BIGINT", Arrays.asList(Long.MIN_VALUE, Long.MAX_VALUE, null));
    COLUMNS.put("DOUBLE", Arrays.asList(-1.5e300, 0.1, null));
    COLUMNS.put(
        "DECIMAL(12, 2)", Arrays.asList(new BigDecimal("-0.05"), new BigDecimal("12.30"), null));
    COLUMNS.put(
        "DECIMAL(30, 3)",
        Arrays.asList(
            new BigDecimal("-123456789012345678901234.567"), new BigDecimal("0.001"), null));
    COLUMNS.put("VARCHAR", Arrays.asList("a,\"b\"\nc", "", null));
    COLUMNS.put("DATE", Arrays.asList(LocalDate.of(1969, 12, 31), LocalDate.of(2024, 2, 29), null));
    COLUMNS.put("TIME", Arrays.asList(LocalTime.of(1, 2, 3, 4000), LocalTime.MIDNIGHT, null));
    COLUMNS.put(
        "TIMESTAMP",
        Arrays.asList(
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            LocalDateTime.of(2024, 2, 29, 0, 0),
            null));
  }

  @TempDir Path directory;

  static Stream<String> formats() {
    return FileFormats.all().stream().map(FileFormat::name);
  }

  /// DuckDB reads Arrow files only with an extension from the network.
  static Stream<String> formatsOfDuckDb() {
    return formats().filter(name -> !name.equals("arrow"));
  }

  private static Schema schema() {
    List<Field> fields = new ArrayList<>();
    COLUMNS
        .keySet()
        .forEach(type -> fields.add(Field.nullable("c" + fields.size(), DataType.parse(type))));
    return new Schema(fields);
  }

  private static Batch batch() {
    List<Column> columns = new ArrayList<>();
    COLUMNS.forEach((type, values) -> columns.add(ColumnBuilder.of(DataType.parse(type), values)));
    return Batch.of(3, columns);
  }

  private static FileFormat format(String name) {
    return FileFormats.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenIsReadAgain(String name) throws IOException {
    Path path = directory.resolve("out." + name);
    TableSink sink = format(name).write(path, schema(), Map.of());
    sink.write(batch());
    sink.write(batch().withSelection(new int[] {1}, 1));
    sink.write(batch().withSelection(new int[0], 0));
    assertThat(Files.exists(path)).isFalse();
    assertThat(sink.commit()).isEqualTo(4);
    String columns = schema().toString();
    String[] options =
        name.equals("csv") || name.equals("json")
            ? new String[] {"columns", columns.substring(1, columns.length() - 1)}
            : new String[0];
    Table table = Reading.read("read_" + name, path.toString(), options);
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (int row : new int[] {0, 1, 2, 1}) {
      List<@Nullable Object> values = new ArrayList<>();
      COLUMNS.values().forEach(column -> values.add(column.get(row)));
      expected.add(values);
    }
    assertThat(TableReads.rows(table)).isEqualTo(expected);
    assertThat(names()).containsExactly("out." + name);
  }

  @ParameterizedTest
  @MethodSource("formatsOfDuckDb")
  void duckDbReadsTheSame(String name) throws SQLException {
    Path path = directory.resolve("out." + name);
    TableSink sink = format(name).write(path, schema(), Map.of());
    sink.write(batch());
    sink.commit();
    try (DuckDb duck = new DuckDb()) {
      List<String> types = List.copyOf(COLUMNS.keySet());
      // DuckDB reads every number in JSON as DOUBLE first.
      List<Integer> compared =
          IntStream.range(0, types.size())
              .filter(i -> !(name.equals("json") && types.get(i).equals("DECIMAL(30, 3)")))
              .boxed()
              .toList();
      List<List<@Nullable Object>> expected = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column : compared) {
          values.add(List.copyOf(COLUMNS.values()).get(column).get(row));
        }
        expected.add(values);
      }
      String casts =
          compared.stream()
              .map(i -> "c" + i + "::" + types.get(i))
              .collect(Collectors.joining(", ", "SELECT ", " FROM "));
      String from =
          name.equals("csv")
              ? "read_csv('%s', all_varchar=true, allow_quoted_nulls=false)"
              : "'%s'";
      assertThat(duck.rows(casts + from.formatted(path))).isEqualTo(DuckDb.texts(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void anAbortLeavesNothing(String name) throws IOException {
    TableSink sink = format(name).write(directory.resolve("gone." + name), schema(), Map.of());
    sink.write(batch());
    sink.abort();
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aMissingDirectoryIsTold(String name) {
    assertThatThrownBy(
            () -> {
              TableSink sink =
                  format(name).write(directory.resolve("no/x." + name), schema(), Map.of());
              sink.write(batch());
              sink.commit();
            })
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_WRITE_FAILED));
  }

  @Test
  void textFilesCanBeCompressed() {
    for (String name : List.of("x.csv.gz", "x.csv.zst", "x.json.gz", "x.json.zst")) {
      Path path = directory.resolve(name);
      TableSink sink =
          format(name.contains("csv") ? "csv" : "json")
              .write(path, Schema.of(Field.nullable("n", DataType.parse("BIGINT"))), Map.of());
      sink.write(Batch.of(2, ColumnBuilder.of(DataType.parse("BIGINT"), List.of(1L, 2L))));
      assertThat(sink.commit()).isEqualTo(2);
      assertThat(TableReads.rows(Reading.read("read_file", path.toString())))
          .containsExactly(List.of(1L), List.of(2L));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }
}
