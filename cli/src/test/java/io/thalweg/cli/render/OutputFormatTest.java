package io.thalweg.cli.render;

import static io.thalweg.cli.render.ListedRows.number;
import static io.thalweg.cli.render.ListedRows.row;
import static io.thalweg.cli.render.ListedRows.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputFormatTest {
  private static ListedRows odd() {
    return new ListedRows(
        List.of(text("te,xt"), number("n")),
        List.of(
            row("plain", 1),
            row("comma, \"quote\"", -2),
            row("line\nbreak\ttab\\", null),
            row("", 3),
            row(null, null)));
  }

  private static String as(OutputFormat format, ListedRows rows) throws SQLException, IOException {
    return rows.as(format, TextStyle.PLAIN);
  }

  @Test
  void csvQuotesWhatNeedsItAndTellsNullFromTheEmptyText() throws SQLException, IOException {
    assertThat(as(OutputFormat.CSV, odd()))
        .isEqualTo(
            """
            "te,xt",n
            plain,1
            "comma, ""quote\""",-2
            "line
            break\ttab\\",
            "",3
            ,
            """);
  }

  @Test
  void tsvKeepsEveryRowOnOneLine() throws SQLException, IOException {
    assertThat(as(OutputFormat.TSV, odd()))
        .isEqualTo(
            "te,xt\tn\nplain\t1\ncomma, \"quote\"\t-2\nline\\nbreak\\ttab\\\\\t\\N\n\t3\n\\N\t\\N\n");
  }

  @Test
  void markdownEscapesBars() throws SQLException, IOException {
    ListedRows rows = new ListedRows(List.of(text("a|b"), number("n")), List.of(row("x|y\nz", 1)));
    assertThat(as(OutputFormat.MARKDOWN, rows))
        .isEqualTo("| a\\|b | n |\n|---|---:|\n| x\\|y<br>z | 1 |\n");
  }

  @Test
  void verticalShowsOneValuePerLine() throws SQLException, IOException {
    ListedRows rows =
        new ListedRows(List.of(text("name"), number("n")), List.of(row("a\nb", null)));
    assertThat(as(OutputFormat.VERTICAL, rows))
        .isEqualTo("─[ row 1 ]" + "─".repeat(30) + "\nname │ a\n     │ b\nn    │ NULL\n");
  }

  @Test
  void jsonNestsAndKeepsNumbersExact() throws SQLException, IOException {
    Map<String, @Nullable Object> nested = new LinkedHashMap<>();
    nested.put("k", Arrays.asList(1, null, "x"));
    nested.put("none", null);
    ListedRows rows =
        new ListedRows(
            List.of(text("a"), text("b"), text("b"), text("c")),
            List.of(
                row(new BigDecimal("12345678901234567890.10"), Double.NaN, true, nested),
                row(Long.MIN_VALUE, 1e300, false, null)));
    assertThat(as(OutputFormat.JSON, rows))
        .isEqualTo(
            """
            [
            {"a":12345678901234567890.10,"b":"NaN","b_2":true,"c":{"k":[1,null,"x"],"none":null}},
            {"a":-9223372036854775808,"b":1.0E300,"b_2":false,"c":null}
            ]
            """);
  }

  @Test
  void jsonOfNoRowsIsAnEmptyArrayAndJsonlIsNothing() throws SQLException, IOException {
    assertThat(as(OutputFormat.JSON, new ListedRows(List.of(text("a")), List.of())))
        .isEqualTo("[\n]\n");
    assertThat(as(OutputFormat.JSONL, new ListedRows(List.of(text("a")), List.of()))).isEmpty();
  }

  @Test
  void jsonlIsOneObjectPerLine() throws SQLException, IOException {
    ListedRows rows = new ListedRows(List.of(text("a")), List.of(row("x\ny"), row("é👍")));
    assertThat(as(OutputFormat.JSONL, rows)).isEqualTo("{\"a\":\"x\\ny\"}\n{\"a\":\"é👍\"}\n");
  }

  @Test
  void formatsAreFoundInAnyCase() {
    assertThat(OutputFormat.named("JsonL")).contains(OutputFormat.JSONL);
    assertThat(OutputFormat.named("xml")).isEmpty();
  }
}
