package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetScanTest {
  /// Every type, NULLs, repeated and unique values, nested values.
  static final String EVERYTHING =
      """
      SELECT
        i::BIGINT AS id,
        i % 3 = 0 AS flag,
        (i % 100 - 50)::TINYINT AS tiny,
        ((i * 7) % 1000)::SMALLINT AS small,
        CASE WHEN i % 5 <> 0 THEN (i * 31)::INTEGER END AS number,
        (i % 200)::UTINYINT AS unsigned8,
        (i * 13 % 60000)::USMALLINT AS unsigned16,
        (i * 100003)::UINTEGER AS unsigned32,
        (i * 1000000007)::UBIGINT AS unsigned64,
        (i / 7)::REAL AS real,
        CASE WHEN i % 11 = 0 THEN 'NaN'::DOUBLE ELSE i / 3 END AS double,
        (i % 3000 / 4)::DECIMAL(4, 1) AS dec4,
        (i / 8)::DECIMAL(12, 2) AS dec12,
        CASE WHEN i % 2 = 0 THEN (i * 1234567.891)::DECIMAL(30, 5) END AS dec30,
        'word ' || i % 17 AS word,
        CASE WHEN i % 4 <> 1 THEN repeat('x', i::INTEGER % 40) || i END AS text,
        encode('b' || i) AS bytes,
        DATE '1992-01-01' + (i % 2000)::INTEGER AS day,
        TIME '00:00:01' + to_microseconds(i * 1000003) AS clock,
        TIMESTAMP '2001-02-03 04:05:06.789' + to_microseconds(i * 77777) AS ts,
        (TIMESTAMP '1960-01-01' + to_milliseconds(i * 12345))::TIMESTAMP_MS AS ts_ms,
        make_timestamp_ns(i * 123456789) AS ts_ns,
        (TIMESTAMP '2020-01-01' + to_seconds(i))::TIMESTAMPTZ AS ts_tz,
        ('00000000-0000-0000-0000-' || lpad((i % 999)::VARCHAR, 12, '0'))::UUID AS uuid,
        CASE WHEN i % 6 = 0 THEN NULL WHEN i % 6 = 1 THEN [] ELSE [i, NULL, i + 1] END AS list,
        CASE WHEN i % 7 <> 0 THEN {'a': i, 'b': 'f' || i % 9} END AS struct,
        [['p' || i], [], NULL, ['q', 'r' || i % 3]] AS lists,
        MAP {'k' || i % 5: i, 'z': NULL} AS map,
        CASE WHEN i % 3 > 0 THEN [{'x': i, 'y': [i % 2]}] END AS deep,
        NULL::INTEGER AS nothing
      FROM range($ROWS) t(i)
      """;

  static String everything(int rows) {
    return EVERYTHING.replace("$ROWS", Integer.toString(rows));
  }

  @TempDir Path directory;
  DuckDb duckDb;

  @BeforeEach
  void startDuckDb() throws Exception {
    duckDb = new DuckDb();
  }

  @AfterEach
  void stopDuckDb() throws Exception {
    duckDb.close();
  }

  private Path write(String query, String options) throws Exception {
    Path path = directory.resolve("t.parquet");
    duckDb.execute("COPY (" + query + ") TO '" + path + "' (FORMAT parquet" + options + ")");
    return path;
  }

  private void assertReadsLikeDuckDb(Path path, int batchRows) throws Exception {
    ParquetFile file = ParquetFile.open(path);
    List<List<@Nullable Object>> expected =
        duckDb.rows("FROM read_parquet('" + path + "')", file.schema().types());
    assertThat(Scans.rows(file, Scans.all(file, batchRows))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "uncompressed, V1",
    "snappy, V1",
    "snappy, V2",
    "zstd, V2",
    "gzip, V1",
    "lz4_raw, V2"
  })
  void every_type_is_read_as_duckdb_reads_it(String codec, String version) throws Exception {
    String options = ", ROW_GROUP_SIZE 2048, COMPRESSION " + codec + ", PARQUET_VERSION " + version;
    assertReadsLikeDuckDb(write(everything(5000), options), 2048);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 63, 64, 65, 1000})
  void any_batch_size_gives_the_same_rows(int batchRows) throws Exception {
    assertReadsLikeDuckDb(write(everything(300), ", ROW_GROUP_SIZE 2048"), batchRows);
  }

  @Test
  void a_file_without_rows_is_read() throws Exception {
    assertReadsLikeDuckDb(write(everything(0), ""), 2048);
  }

  @Test
  void repeated_strings_stay_a_dictionary() throws Exception {
    ParquetFile file = ParquetFile.open(write(everything(3000), ""));
    int word = file.schema().indexOf("word").orElseThrow();
    ParquetScanRequest request = new ParquetScanRequest(List.of(word), List.of(), List.of(), 2048);
    List<Integer> sizes = new ArrayList<>();
    Scans.forEachBatch(
        file, request, batch -> sizes.add(((DictionaryColumn) batch.column(0)).values().length()));
    assertThat(sizes).containsExactly(17, 17);
  }

  private static Expression compare(ParquetFile file, String function, String column, Object to) {
    int ordinal = file.schema().indexOf(column).orElseThrow();
    var type = file.schema().type(ordinal);
    return new Call(
        function, List.of(new ColumnRef(ordinal, type), new Literal(type, to)), SimpleType.BOOLEAN);
  }

  @Test
  void filters_keep_the_rows_that_duckdb_keeps() throws Exception {
    Path path = write(everything(20_000), ", ROW_GROUP_SIZE 4096");
    ParquetFile file = ParquetFile.open(path);
    int word = file.schema().indexOf("word").orElseThrow();
    In in =
        new In(
            new ColumnRef(word, SimpleType.VARCHAR),
            List.of(
                new Literal(SimpleType.VARCHAR, "word 3"),
                new Literal(SimpleType.VARCHAR, "word 16")));
    assertSame(
        path,
        file,
        "id >= 4000 AND id < 9000 AND word IN ('word 3', 'word 16')",
        compare(file, "ge", "id", 4000L),
        compare(file, "lt", "id", 9000L),
        in);
    assertSame(
        path,
        file,
        "number > 100000 AND tiny = -7",
        compare(file, "gt", "number", 100_000),
        compare(file, "eq", "tiny", -7));
    assertSame(
        path,
        file,
        "text = 'xxxxxxxxxxxxxxxxx17'",
        compare(file, "eq", "text", "xxxxxxxxxxxxxxxxx17"));
    assertSame(path, file, "id = 19999", compare(file, "eq", "id", 19_999L));
  }

  private void assertSame(Path path, ParquetFile file, String where, Expression... filters)
      throws Exception {
    List<List<@Nullable Object>> expected =
        duckDb.rows("FROM read_parquet('" + path + "') WHERE " + where, file.schema().types());
    assertThat(Scans.rows(file, Scans.filtered(file, filters))).isEqualTo(expected);
  }

  @Test
  void row_groups_that_cannot_match_are_known_from_statistics() throws Exception {
    ParquetFile file = ParquetFile.open(write(everything(20_000), ", ROW_GROUP_SIZE 4096"));
    assertThat(file.rowGroups()).hasSize(5);
    List<Integer> left = new ArrayList<>();
    for (ParquetRowGroup group : file.rowGroups()) {
      if (file.mayMatch(group.ordinal(), List.of(compare(file, "gt", "id", 16_000L)))) {
        left.add(group.ordinal());
      }
    }
    assertThat(left).containsExactly(3, 4);
    assertThat(file.mayMatch(0, List.of(compare(file, "eq", "word", "xylophone")))).isFalse();
    assertThat(file.mayMatch(0, List.of(compare(file, "eq", "word", "word 5")))).isTrue();
  }

  @Test
  void a_scan_goes_on_at_its_position() throws Exception {
    ParquetFile file = ParquetFile.open(write(everything(6000), ", ROW_GROUP_SIZE 2048"));
    ParquetScanRequest request = Scans.all(file, 500);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    String position = "";
    for (boolean more = true; more; ) {
      try (SplitReader reader =
          ParquetScan.open(file, 0, 3, request, position, Scans.context(NaivePredicate::new))) {
        Progress progress = reader.read();
        more = progress instanceof Progress.Rows;
        if (progress instanceof Progress.Rows(Batch batch)) {
          Scans.addRows(file.schema().types(), batch, rows);
        }
        position = reader.position();
      }
    }
    assertThat(rows).isEqualTo(Scans.rows(file, Scans.all(file, 2048)));
  }

  @Test
  void statistics_have_rows_bounds_nulls_and_distinct_values() throws Exception {
    ParquetFile file = ParquetFile.open(write(everything(20_000), ", ROW_GROUP_SIZE 4096"));
    var statistics = file.statistics();
    assertThat(statistics.rowCount()).hasValue(20_000);
    var id = statistics.column(file.schema().indexOf("id").orElseThrow()).orElseThrow();
    assertThat(id.min()).isEqualTo(0L);
    assertThat(id.max()).isEqualTo(19_999L);
    var word = statistics.column(file.schema().indexOf("word").orElseThrow()).orElseThrow();
    assertThat(word.distinct()).hasValue(17);
    var number = statistics.column(file.schema().indexOf("number").orElseThrow()).orElseThrow();
    assertThat(number.nullFraction().orElseThrow()).isBetween(0.19, 0.21);
  }

  @Test
  void distinct_values_of_row_groups_that_overlap_a_little_add_up() throws Exception {
    Path path =
        write(
            "SELECT i // 4 AS near FROM range(491520) t(i)"
                + " ORDER BY i // 40960, [0, 2, 1, 3][(i // 10240) % 4 + 1], i",
            ", ROW_GROUP_SIZE 20480");
    ParquetFile file = ParquetFile.open(path);
    assertThat(file.statistics().column(0).orElseThrow().distinct().orElseThrow())
        .isBetween(75_000.0, 125_000.0);
  }

  @Test
  void distinct_values_without_a_dictionary_are_estimated_from_a_sample() throws Exception {
    Path path =
        write(
            "SELECT i // 4 AS ordered, (hash(i) % 40000)::BIGINT AS spread"
                + " FROM range(500000) t(i) ORDER BY i",
            "");
    ParquetFile file = ParquetFile.open(path);
    var statistics = file.statistics();
    assertThat(statistics.column(0).orElseThrow().distinct().orElseThrow())
        .isBetween(120_000.0, 130_000.0);
    assertThat(statistics.column(1).orElseThrow().distinct().orElseThrow())
        .isBetween(20_000.0, 40_000.0);
  }
}
