package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.files.parquet.format.PageIndex;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetFormatTest {
  @TempDir Path directory;

  private Path copy(ParquetFile source, Map<String, String> options) {
    Path target = directory.resolve("copy.parquet");
    TableSink sink = new ParquetFormat().write(target, source.schema(), options);
    Scans.forEachBatch(source, Scans.all(source, 1000), sink::write);
    assertThat(sink.commit()).isEqualTo(source.rowCount());
    return target;
  }

  @ParameterizedTest
  @CsvSource({
    "snappy, 5000, 1500",
    "zstd, 40000, 122880",
    "gzip, 100, 1",
    "uncompressed, 3, 2",
    "snappy, 0, 5"
  })
  void duckdb_arrow_and_we_read_what_was_written(String codec, int rows, String rowGroup)
      throws Exception {
    Path source = directory.resolve("source.parquet");
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(
          "COPY (" + ParquetScanTest.everything(rows) + ") TO '" + source + "' (FORMAT parquet)");
      ParquetFile file = ParquetFile.open(source);
      Path copy = copy(file, Map.of("compression", codec, "row_group_size", rowGroup));
      List<DataType> types = file.schema().types();
      List<List<@Nullable Object>> expected =
          duckDb.rows("FROM read_parquet('" + source + "')", types);
      assertThat(duckDb.rows("FROM read_parquet('" + copy + "')", types)).isEqualTo(expected);
      assertThat(ArrowOracle.rows(copy))
          .isEqualTo(
              expected.stream().map(row -> row.stream().map(PlainText::of).toList()).toList());
      ParquetFile written = ParquetFile.open(copy);
      assertThat(written.schema().types()).isEqualTo(types);
      assertThat(Scans.rows(written, Scans.all(written, 2048))).isEqualTo(expected);
    }
  }

  @Test
  void bounds_that_duckdb_reads_are_those_of_the_values() throws Exception {
    Path source = directory.resolve("source.parquet");
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(
          "COPY (SELECT i::INTEGER AS i, repeat('é', 40) || i AS s, i / 2 AS d,"
              + " (i - 500)::DECIMAL(30, 2) AS w FROM range(1000) t(i)) TO '"
              + source
              + "' (FORMAT parquet)");
      Path copy = copy(ParquetFile.open(source), Map.of());
      List<List<@Nullable Object>> bounds =
          duckDb.rows(
              "SELECT stats_min_value, stats_max_value FROM parquet_metadata('" + copy + "')",
              List.of(SimpleType.VARCHAR, SimpleType.VARCHAR));
      assertThat(bounds.get(0)).containsExactly("0", "999");
      assertThat(bounds.get(2)).containsExactly("-0.0", "499.5");
      assertThat(bounds.get(3)).containsExactly("-500.00", "499.00");
      // Pruning on the cut bounds of s must not lose rows.
      assertThat(
              duckDb.rows(
                  "SELECT i FROM '" + copy + "' WHERE s = repeat('é', 40) || 999",
                  List.of(SimpleType.INTEGER)))
          .containsExactly(List.of(999));
    }
  }

  @Test
  void types_that_parquet_cannot_say_come_back() {
    Schema schema =
        Schema.of(
            Field.nullable("months", IntervalType.YEAR_MONTH),
            Field.required("time", IntervalType.DAY_TIME),
            Field.nullable("seconds", new TimestampType(0, false)));
    List<@Nullable Object> row =
        List.of(
            Period.ofMonths(-14),
            Duration.ofNanos(-7_001_000),
            LocalDateTime.of(2024, 2, 29, 1, 2, 3));
    ParquetFile file = ParquetFile.open(write(schema, List.of(row, row)));
    assertThat(file.schema()).isEqualTo(schema);
    assertThat(Scans.rows(file, Scans.all(file, 7))).containsExactly(row, row);
  }

  private Path write(Schema schema, List<List<@Nullable Object>> rows) {
    Path target = directory.resolve("t.parquet");
    TableSink sink = new ParquetFormat().write(target, schema, Map.of());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      int ordinal = i;
      FlatColumn column =
          ColumnBuilder.of(schema.type(i), rows.stream().map(row -> row.get(ordinal)).toList());
      columns.add(column);
    }
    sink.write(Batch.of(rows.size(), columns));
    assertThat(sink.commit()).isEqualTo(rows.size());
    return target;
  }

  @Test
  void nothing_is_left_behind_when_a_write_is_aborted() throws Exception {
    Schema schema = Schema.of(Field.required("i", SimpleType.INTEGER));
    Path target = directory.resolve("t.parquet");
    TableSink sink = new ParquetFormat().write(target, schema, Map.of("row_group_size", "1"));
    sink.write(Batch.of(2, ColumnBuilder.of(SimpleType.INTEGER, List.of(1, 2))));
    sink.abort();
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void a_null_in_a_required_column_is_refused() {
    Schema schema = Schema.of(Field.required("i", SimpleType.INTEGER));
    TableSink sink =
        new ParquetFormat()
            .write(directory.resolve("t.parquet"), schema, Map.of("row_group_size", "1"));
    Batch batch = Batch.of(1, ColumnBuilder.single(SimpleType.INTEGER, null));
    assertThatThrownBy(() -> sink.write(batch))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_NULL_VIOLATION));
    sink.abort();
  }

  @Test
  void unknown_options_are_named_with_those_that_exist() {
    Schema schema = Schema.of(Field.required("i", SimpleType.INTEGER));
    assertThatThrownBy(
            () ->
                new ParquetFormat().write(directory.resolve("t"), schema, Map.of("codec", "zstd")))
        .hasMessageContaining("'codec'")
        .hasMessageContaining("compression, row_group_size and page_rows");
  }

  @Test
  void pages_and_row_groups_are_as_small_as_options_say() {
    Schema schema = Schema.of(Field.required("i", SimpleType.BIGINT));
    Path target = directory.resolve("t.parquet");
    TableSink sink =
        new ParquetFormat().write(target, schema, Map.of("row_group_size", "10", "page_rows", "3"));
    List<Long> values = LongStream.range(0, 25).boxed().toList();
    sink.write(Batch.of(25, ColumnBuilder.of(SimpleType.BIGINT, values)));
    assertThat(sink.commit()).isEqualTo(25);
    ParquetFile file = ParquetFile.open(target);
    List<List<Long>> pages =
        file.groups().stream()
            .map(group -> PageIndex.read(file.bytes(), group.chunks().getFirst(), group.rows()))
            .map(index -> index.pages().stream().map(PageIndex.Page::rows).toList())
            .toList();
    assertThat(pages)
        .containsExactly(List.of(3L, 3L, 3L, 1L), List.of(3L, 3L, 3L, 1L), List.of(3L, 2L));
  }

  @Test
  void pages_that_cannot_match_are_not_read() throws Exception {
    Schema schema =
        Schema.of(Field.nullable("i", SimpleType.BIGINT), Field.required("s", SimpleType.VARCHAR));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 100_000; i++) {
      rows.add(Arrays.asList(i / 20_000 == 2 ? null : (Object) i, "row " + i));
    }
    Path path = write(schema, rows);
    // The middle of the file is in a page of s: whoever reads it fails on its checksum.
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 0x5a);
    Files.write(path, bytes);
    ParquetFile file = ParquetFile.open(path);
    Expression last =
        new Call(
            "ge",
            List.of(new ColumnRef(0, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, 99_990L)),
            SimpleType.BOOLEAN);
    assertThat(Scans.rows(file, Scans.filtered(file, last)))
        .isEqualTo(rows.subList(99_990, 100_000));
    assertThatThrownBy(() -> Scans.rows(file, Scans.all(file, 2048)))
        .isInstanceOf(ThalwegException.class);
  }
}
