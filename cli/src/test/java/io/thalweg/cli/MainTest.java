package io.thalweg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.render.OutputFormat;
import io.thalweg.cli.run.ConnectionTarget;
import io.thalweg.cli.run.Console;
import io.thalweg.cli.run.ScriptRunner;
import io.thalweg.cli.run.ScriptRunner.Outcome;
import io.thalweg.cli.run.Session;
import io.thalweg.cli.run.StatementRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts against the embedded engine.
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Outcome run(String script, OutputFormat format, boolean keepGoing)
      throws SQLException, IOException {
    Console console = Console.of(out, new PrintStream(err, true, StandardCharsets.UTF_8));
    try (Session session = new Session(ConnectionTarget.embedded().connect(), console)) {
      session.setFormat(format);
      return new ScriptRunner(new StatementRunner(session), keepGoing)
          .run(new StringReader(script));
    }
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void statementsRunInOrderWithoutTheLastSemicolon() throws SQLException, IOException {
    String script = "SELECT 1 AS a; -- ; not here\nSELECT ';' AS b";
    assertThat(run(script, OutputFormat.CSV, false)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(out()).isEqualTo("a\n1\nb\n;\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void anErrorNamesTheLineOfTheScriptAndEndsIt() throws SQLException, IOException {
    String script =
        "SELECT 1 AS a;\n\nSELECT\n  nme FROM (VALUES (1)) AS t(name);\nSELECT 2 AS c;\n";
    assertThat(run(script, OutputFormat.CSV, false)).isEqualTo(Outcome.FAILED);
    assertThat(out()).isEqualTo("a\n1\n");
    assertThat(err())
        .contains("UNKNOWN_COLUMN")
        .contains("42703")
        .endsWith("4 |   nme FROM (VALUES (1)) AS t(name)\n  |   ^^^\n");
  }

  @Test
  void scriptsGoOnWhenAskedTo() throws SQLException, IOException {
    assertThat(run("SELECT 1/0;\nSELECT 2 AS c;\n", OutputFormat.CSV, true))
        .isEqualTo(Outcome.FAILED);
    assertThat(out()).endsWith("c\n2\n");
    assertThat(err()).contains("DIVISION_BY_ZERO");
  }

  @Test
  void changesReportTheirRows(@TempDir Path directory) throws SQLException, IOException {
    String script =
        "CREATE TABLE shell_t (a BIGINT);\nDROP TABLE shell_t;\nCOPY (VALUES (1), (2)) TO '"
            + directory.resolve("t.csv")
            + "';\n";
    assertThat(run(script, OutputFormat.TABLE, false)).as(err()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(out()).isEqualTo("(done)\n(done)\n(2 rows affected)\n");
  }

  @Test
  void dotCommandsStandBetweenStatements(@TempDir Path directory) throws SQLException, IOException {
    Path script = directory.resolve("inner.sql");
    Files.writeString(script, "SELECT 2 AS b;\n");
    Path file = directory.resolve("out.json");
    String text =
        ".mode csv\n.read "
            + script
            + "\n.output "
            + file
            + "\n.mode jsonl\nSELECT 3 AS c;\n.output\n.mode\n.quit\nSELECT 4;\n";
    assertThat(run(text, OutputFormat.TABLE, false)).isEqualTo(Outcome.QUIT);
    assertThat(out()).isEqualTo("b\n2\njsonl\n");
    assertThat(Files.readString(file)).isEqualTo("{\"c\":3}\n");
  }

  @Test
  void tablesAndTheirColumnsAreListed() throws SQLException, IOException {
    String script =
        "CREATE TABLE \"odd name\" (a BIGINT NOT NULL, \"B c\" VARCHAR);\n.tables odd%\n"
            + ".schema \"odd name\"\n.schema nothing\n";
    assertThat(run(script, OutputFormat.CSV, true)).isEqualTo(Outcome.FAILED);
    assertThat(out())
        .isEqualTo(
            "\"odd name\"\nCREATE TABLE \"odd name\" (\n  a BIGINT NOT NULL,\n"
                + "  \"B c\" VARCHAR\n);\n");
    assertThat(err()).contains("there is no table nothing");
  }

  @Test
  void unknownCommandsAndModesAreRefused() throws SQLException, IOException {
    assertThat(run(".frob\n.mode xml\n.timer maybe\n.read\n", OutputFormat.CSV, true))
        .isEqualTo(Outcome.FAILED);
    assertThat(err().lines()).hasSize(4).allMatch(line -> line.startsWith("error: "));
  }

  @Test
  void arrowIsAStreamThatEnds() throws SQLException, IOException {
    run("SELECT n_nationkey FROM tpch.tiny.nation", OutputFormat.ARROW, false);
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(0)).isEqualTo(-1);
    assertThat(bytes.remaining()).isGreaterThan(25 * Long.BYTES);
    assertThat(bytes.getLong(bytes.remaining() - Long.BYTES)).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void filesAreNamedAfterTheirFiles(@TempDir Path directory) throws SQLException, IOException {
    String script =
        """
        COPY (SELECT * FROM tpch.tiny.nation) TO '%1$s/nation.parquet';
        COPY (SELECT * FROM tpch.tiny.region) TO '%1$s/region.csv';
        SELECT region.r_name, count(nation.n_name) AS nations
        FROM '%1$s/nation.parquet' JOIN '%1$s/region.csv' ON n_regionkey = r_regionkey
        GROUP BY r_name ORDER BY r_name LIMIT 2;
        """;
    assertThat(run(script.formatted(directory), OutputFormat.CSV, false))
        .as(err())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(out()).isEqualTo("r_name,nations\nAFRICA,5\nAMERICA,5\n");
  }

  @Test
  void usualCommandLinesNeedNoParser() {
    assertThat(UsualArguments.read("-c", "SELECT 1", "--format", "csv", "--timer")).isNotNull();
    assertThat(UsualArguments.read()).isNotNull();
    assertThat(UsualArguments.read("--help")).isNull();
    assertThat(UsualArguments.read("demo")).isNull();
    assertThat(UsualArguments.read("-c")).isNull();
    assertThat(UsualArguments.read("-f", "--format", "csv")).isNull();
  }
}
