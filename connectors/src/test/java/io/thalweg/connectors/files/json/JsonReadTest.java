package io.thalweg.connectors.files.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.files.DuckDb;
import io.thalweg.connectors.files.Reading;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadTest {
  @TempDir Path directory;

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"name\":\"ann\",\"x\":1.5}\n{\"id\":2,\"name\":null,\"x\":2}\n",
        "[{\"a\":true,\"d\":\"2024-02-29\"},\n {\"a\":false,\"d\":\"1999-12-31\"}]",
        "{\"a\":1}{\"a\":2}\n{\"b\":\"x\"}",
        "{\n  \"a\": 1,\n  \"t\": \"2024-01-01 10:20:30\"\n}\n{\n  \"a\": 2\n}\n",
        "{\"a\":\"\\u00fc\\n\\\"q\\\"\",\"n\":-9223372036854775808}\n",
        "{\"a\":1e3,\"b\":0}\n{\"a\":2,\"b\":7}"
      })
  void itReadsWhatDuckDbReads(String text) throws IOException, SQLException {
    String path = write("data.json", text);
    Table table = Reading.read("read_json", path);
    try (DuckDb duck = new DuckDb()) {
      assertThat(DuckDb.texts(TableReads.rows(table)))
          .isEqualTo(duck.rows("SELECT * FROM read_json('" + path + "')"));
      assertThat(
              table.schema().fields().stream()
                  .map(field -> field.name() + " " + field.type().sql())
                  .toList())
          .isEqualTo(
              duck.rows("DESCRIBE FROM read_json('" + path + "')").stream()
                  .map(row -> row.get(0) + " " + row.get(1))
                  .toList());
    }
  }

  @Test
  void nestedValuesBecomeRowsAndArrays() throws IOException {
    String path =
        write(
            "nested.jsonl",
            """
            {"id": 1, "tags": ["a", null, "b"], "at": {"x": 1, "y": 2.5}, "any": [1, "two"]}
            {"id": 2, "tags": [], "at": {"y": 3}, "any": {"k": null}}
            {"id": 3, "at": null, "any": 7}
            """);
    Table table = Reading.read("read_json", path);
    assertThat(table.schema())
        .hasToString(
            "(id BIGINT, tags VARCHAR ARRAY, at ROW(\"x\" BIGINT, \"y\" DOUBLE), any JSON)");
    assertThat(TableReads.rows(table))
        .containsExactly(
            List.of(1L, Arrays.asList("a", null, "b"), List.of(1L, 2.5), "[1,\"two\"]"),
            List.of(2L, List.of(), Arrays.asList(null, 3.0), "{\"k\":null}"),
            Arrays.asList(3L, null, null, "7"));
    assertThat(
            TableReads.rows(
                table, TableReads.request(List.of(0), List.of(), OptionalLong.empty(), 2)))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void columnsCanBeDeclared() throws IOException {
    String path = write("typed.json", "{\"d\": 1.25, \"m\": {\"k\": 1, \"l\": 2}, \"s\": [1, 2]}");
    Table table =
        Reading.read(
            "read_json",
            path,
            "columns",
            "d DECIMAL(5, 2), m MAP<VARCHAR, INTEGER>, s VARCHAR, none DATE");
    assertThat(TableReads.rows(table))
        .containsExactly(
            Arrays.asList(new java.math.BigDecimal("1.25"), Map.of("k", 1, "l", 2), "[1,2]", null));
  }

  @Test
  void errorsNameFileLineAndColumn() throws IOException {
    String bad = write("bad.jsonl", "{\"a\": 1}\n{\"a\": \"x\"}\n");
    assertThatThrownBy(() -> TableReads.rows(Reading.read("read_json", bad, "sample_size", "1")))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_MALFORMED_ROW))
        .hasMessageContaining("bad.jsonl' line 2: column 'a': 'x' is no BIGINT");
    String cut = write("cut.jsonl", "{\"a\": 1}\n{\"a\": ");
    assertThatThrownBy(() -> Reading.read("read_json", cut))
        .hasMessageContaining("cut.jsonl' line 2: Unexpected end-of-input");
    String scalar = write("scalar.json", "[1, 2]");
    assertThatThrownBy(() -> Reading.read("read_json", scalar))
        .hasMessageContaining("scalar.json' line 1: a row has to be an object");
  }

  @Test
  void linesAreReadInRangesWithoutLoss() throws IOException {
    int rows = 400_000;
    Path path = directory.resolve("large.jsonl");
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      for (int i = 0; i < rows; i++) {
        out.write("{\"id\": " + i + ", \"text\": \"some text to make the line long\"}\n");
      }
    }
    Table table = Reading.read("read_file", path.toString());
    ScanRequest ids = TableReads.request(List.of(0), List.of(), OptionalLong.empty(), 1000);
    assertThat(table.splits(ids)).hasSizeGreaterThan(2);
    List<List<Object>> expected = new java.util.ArrayList<>();
    for (long i = 0; i < rows; i++) {
      expected.add(List.of(i));
    }
    assertThat(TableReads.rows(table, ids).equals(expected)).isTrue();
  }
}
