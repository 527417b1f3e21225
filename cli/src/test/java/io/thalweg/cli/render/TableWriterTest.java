package io.thalweg.cli.render;

import static io.thalweg.cli.render.ListedRows.number;
import static io.thalweg.cli.render.ListedRows.row;
import static io.thalweg.cli.render.ListedRows.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static String table(int width, ListedRows rows) throws SQLException, IOException {
    return rows.as(OutputFormat.TABLE, new TextStyle(width, false));
  }

  @Test
  void numbersStandRightAndNullIsNamed() throws SQLException, IOException {
    ListedRows rows =
        new ListedRows(
            List.of(text("name"), number("n")), List.of(row("ash", 5), row(null, 1234567)));
    assertThat(table(0, rows))
        .isEqualTo(
            """
            ┌─────────┬─────────┐
            │ name    │       n │
            │ VARCHAR │  BIGINT │
            ├─────────┼─────────┤
            │ ash     │       5 │
            │ NULL    │ 1234567 │
            └─────────┴─────────┘
            """);
  }

  @Test
  void aResultWithoutRowsShowsItsColumns() throws SQLException, IOException {
    assertThat(table(0, new ListedRows(List.of(text("a")), List.of())))
        .isEqualTo(
            """
            ┌─────────┐
            │ a       │
            │ VARCHAR │
            ├─────────┤
            └─────────┘
            """);
  }

  @Test
  void wideCharactersTakeTwoPlacesAndCombiningMarksNone() throws SQLException, IOException {
    ListedRows rows =
        new ListedRows(List.of(text("名前")), List.of(row("東京"), row("e\u0301tude"), row("👍")));
    assertThat(table(0, rows))
        .isEqualTo(
            """
            ┌─────────┐
            │ 名前    │
            │ VARCHAR │
            ├─────────┤
            │ 東京    │
            │ e\u0301tude   │
            │ 👍      │
            └─────────┘
            """);
  }

  @Test
  void textOfSeveralLinesStaysInItsCell() throws SQLException, IOException {
    ListedRows rows =
        new ListedRows(List.of(text("plan"), number("n")), List.of(row("Scan\n  Filter", 7)));
    assertThat(table(0, rows)).contains("│ Scan     │      7 │\n│   Filter │        │\n");
  }

  @Test
  void aValueCannotSteerTheTerminal() throws SQLException, IOException {
    ListedRows rows = new ListedRows(List.of(text("a")), List.of(row("\u001b[2Jx\ty")));
    assertThat(table(0, rows)).contains("\\u001b[2Jx\\ty").doesNotContain("\u001b");
  }

  @Test
  void theWidestColumnsGiveWayToTheTerminal() throws SQLException, IOException {
    ListedRows rows =
        new ListedRows(
            List.of(number("id"), text("comment")), List.of(row(1, "a long comment ".repeat(10))));
    String shown = table(40, rows);
    assertThat(shown.lines()).allMatch(line -> CellText.width(line) == 40);
    assertThat(shown).contains("│      1 │ a long comment a long comm… │");
  }

  @Test
  void columnsOfTheMiddleAreLeftOutWhenNothingElseFits() throws SQLException, IOException {
    List<Rows.Column> columns = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      columns.add(number("column" + i));
      values.add(i);
    }
    String shown = table(60, new ListedRows(columns, List.of(values)));
    assertThat(shown.lines()).allMatch(line -> CellText.width(line) <= 60);
    assertThat(shown).contains("colum").contains("│ … │").contains(" 0 │").contains(" 29 │");
  }

  @Test
  void withoutATerminalNothingIsCut() throws SQLException, IOException {
    String wide = "x".repeat(5_000);
    assertThat(table(0, new ListedRows(List.of(text("a")), List.of(row(wide))))).contains(wide);
  }

  @Test
  void rowsBehindTheSampleAreAllWrittenAndCounted() throws SQLException, IOException {
    for (int size :
        new int[] {TableWriter.SAMPLE - 1, TableWriter.SAMPLE, TableWriter.SAMPLE + 1}) {
      List<List<@Nullable Object>> rows =
          IntStream.range(0, size).<List<@Nullable Object>>mapToObj(i -> row(i)).toList();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      long count =
          OutputFormat.TABLE
              .writer(TextStyle.PLAIN)
              .write(new ListedRows(List.of(number("n")), rows), out);
      assertThat(count).isEqualTo(size);
      assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8).lines()).hasSize(size + 5);
    }
  }

  @Test
  void coloursAreOnlyUsedWhereTheyAreUnderstood() throws SQLException, IOException {
    List<Rows.Column> columns = List.of(text("a"));
    assertThat(
            new ListedRows(columns, List.of(row((Object) null)))
                .as(OutputFormat.TABLE, new TextStyle(80, true)))
        .contains("\u001b[2mNULL");
  }
}
