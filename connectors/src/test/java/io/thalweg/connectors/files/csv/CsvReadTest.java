package io.thalweg.connectors.files.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.files.DuckDb;
import io.thalweg.connectors.files.Reading;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReadTest {
  @TempDir Path directory;

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static List<List<@Nullable String>> texts(Table table) {
    return DuckDb.texts(TableReads.rows(table));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name,price,day\n1,ann,1.5,2024-02-29\n2,\"b,o\"\"b\",-3e2,1999-12-31\n",
        "id;name\n1;x\n2;y\n",
        "a|b|c\n1|2|3\n",
        "a\tb\n1\tx y\n",
        "x,y\r\n1,2\r\n3,4",
        "when,flag\n2024-01-01 10:20:30.5,true\n2024-06-30 00:00:00,false\n",
        "name,city\nann,rome\nbob,oslo\n",
        "1,2,3\n4,5,6\n",
        "a,b\n1,\n,2\n",
        "n\n1\n2\n3\n",
        "big\n9223372036854775807\n-9223372036854775808\n",
        "t,u\n10:20:30,x\n23:59:59,y\n",
        "text,n\n\"line one\nline two\",1\n\"plain\",2\n",
        "\uFEFFid,name\n1,ü\n2,日本\n",
        "a,b\n1.0,x\n2,y\n,z\n"
      })
  void itReadsWhatDuckDbReads(String text) throws IOException, SQLException {
    String path = write("data.csv", text);
    Table table = Reading.read("read_csv", path);
    try (DuckDb duck = new DuckDb()) {
      assertThat(texts(table)).isEqualTo(duck.rows("SELECT * FROM read_csv('" + path + "')"));
      List<@Nullable String> names =
          duck.rows("DESCRIBE FROM read_csv('" + path + "')").stream()
              .<@Nullable String>map(row -> row.get(0) + " " + row.get(1))
              .toList();
      assertThat(
              table.schema().fields().stream()
                  .map(field -> field.name() + " " + field.type().sql())
                  .toList())
          .isEqualTo(names);
    }
  }

  @Test
  void optionsReplaceGuesses() throws IOException {
    String path = write("x.txt", "skip me\n1#'a#b'#-\n2##3.25\n");
    Table table =
        Reading.read(
            "read_csv",
            path,
            "delim",
            "#",
            "quote",
            "'",
            "skip",
            "1",
            "header",
            "false",
            "nullstr",
            "-",
            "columns",
            "id INTEGER, name VARCHAR, price DECIMAL(6, 3)");
    assertThat(table.schema()).hasToString("(id INTEGER, name VARCHAR, price DECIMAL(6, 3))");
    assertThat(texts(table))
        .containsExactly(
            java.util.Arrays.asList("1", "a#b", null), java.util.Arrays.asList("2", "", "3.25"));
  }

  @Test
  void aBadValueIsNamedWithFileLineAndColumn() throws IOException {
    StringBuilder text = new StringBuilder("id,price\n");
    for (int i = 0; i < 30_000; i++) {
      text.append(i).append(",1.5\n");
    }
    String path = write("bad.csv", text + "30000,free\n");
    Table table = Reading.read("read_csv", path);
    assertThatThrownBy(() -> TableReads.rows(table))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_MALFORMED_ROW))
        .hasMessageContaining("bad.csv' line 30002, column 'price' (2): 'free' is no DOUBLE");
    assertThat(TableReads.rows(Reading.read("read_csv", path, "ignore_errors", "true")))
        .hasSize(30_000);
    assertThat(Reading.read("read_csv", path, "sample_size", "-1").schema())
        .hasToString("(id BIGINT, price VARCHAR)");
  }

  @Test
  void aRecordOfAnotherLengthIsNamed() throws IOException {
    String path = write("short.csv", "a,b,c\n1,2,3\n4,5\n7,8,9\n");
    assertThatThrownBy(() -> TableReads.rows(Reading.read("read_csv", path)))
        .hasMessageContaining("short.csv' line 3: 2 fields where 3 are expected, column 'c'");
    assertThat(TableReads.rows(Reading.read("read_csv", path, "null_padding", "true"))).hasSize(3);
    assertThat(TableReads.rows(Reading.read("read_csv", path, "ignore_errors", "true"))).hasSize(2);
  }

  @Test
  void anOpenQuoteIsNamed() throws IOException {
    String path = write("open.csv", "a,b\n1,x\n2,\"never closed\n");
    assertThatThrownBy(
            () -> TableReads.rows(Reading.read("read_csv", path, "quote", "\"", "delim", ",")))
        .hasMessageContaining("open.csv' line 3: the quote that opens here is never closed");
  }

  @Test
  void unknownOptionsAreRefusedWithThoseThatExist() throws IOException {
    String path = write("a.csv", "a\n1\n");
    assertThatThrownBy(() -> Reading.read("read_csv", path, "heder", "true"))
        .hasMessageContaining("read_csv has no option 'heder'")
        .hasMessageContaining("header");
    assertThatThrownBy(() -> Reading.read("read_csv", path, "header", "maybe"))
        .hasMessageContaining("option header is 'maybe'; it takes true or false");
  }

  @Test
  void aLargeFileIsReadInRangesWithoutLossAndWithQuotedNewlines() throws IOException {
    int rows = 400_000;
    Path path = directory.resolve("large.csv");
    try (java.io.BufferedWriter out = Files.newBufferedWriter(path)) {
      out.write("id,text\n");
      for (int i = 0; i < rows; i++) {
        out.write(i + ",\"line one of " + i + "\nand, \"\"two\"\" of it, long enough to count\"\n");
      }
    }
    Table table = Reading.read("read_file", path.toString());
    ScanRequest ids = TableReads.request(List.of(0), List.of(), OptionalLong.empty(), 1000);
    assertThat(table.splits(ids)).hasSizeGreaterThan(2);
    long[] next = new long[1];
    TableReads.forEachBatch(
        table,
        ids,
        batch -> {
          io.thalweg.core.data.LongColumn column =
              (io.thalweg.core.data.LongColumn) batch.column(0);
          for (int i = 0; i < batch.rowCount(); i++) {
            assertThat(column.values()[batch.row(i)]).isEqualTo(next[0]++);
          }
        });
    assertThat(next[0]).isEqualTo(rows);
    assertThat(table.statistics().rowCount().orElse(0)).isBetween(rows * 0.9, rows * 1.1);
  }

  @Test
  void compressedFilesAreRead() throws IOException, SQLException {
    String path = directory.resolve("z.csv.gz").toString();
    String zstd = directory.resolve("z.csv.zst").toString();
    try (DuckDb duck = new DuckDb()) {
      duck.run("COPY (SELECT i AS id, i * 0.5 AS half FROM range(5000) t(i)) TO '" + path + "'");
      duck.run("COPY (SELECT i AS id, i * 0.5 AS half FROM range(5000) t(i)) TO '" + zstd + "'");
      assertThat(texts(Reading.read("read_file", path)))
          .isEqualTo(texts(Reading.read("read_file", zstd)))
          .isEqualTo(duck.rows("SELECT * FROM '" + path + "'"));
    }
  }
}
