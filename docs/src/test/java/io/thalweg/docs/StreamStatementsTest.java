package io.thalweg.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The statements about streams that `sql.md` shows do what it says.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamStatementsTest {
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private static List<String> statements() throws IOException {
    String page = Files.readString(PagesTest.ROOT.resolve("docs/sql.md"));
    Matcher block = BLOCK.matcher(page.substring(page.indexOf("## Streams")));
    List<String> statements = new ArrayList<>();
    while (block.find()) {
      for (String statement : block.group(1).split(";\\s*\n")) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
    }
    return statements;
  }

  /// The rows, with `|` between values; those of a query that goes on are not waited for.
  private static List<String> run(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    boolean hasRows = statement.execute(sql);
    if (hasRows && !sql.startsWith("SELECT STREAM")) {
      try (ResultSet result = statement.getResultSet()) {
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            values.add(result.getString(column));
          }
          rows.add(String.join("|", values));
        }
      }
    }
    return rows;
  }

  /// Old checkpoints go: the statement names the newest one.
  private static String current(Statement statement, String sql) throws SQLException {
    return sql.startsWith("RESTORE")
        ? sql.replaceFirst(
            "[0-9]+$",
            run(
                    statement,
                    "SELECT max(checkpoint_id) FROM system.main.checkpoints WHERE job_name ="
                        + " 'expensive_bids'")
                .getFirst())
        : sql;
  }

  @Test
  void everyStatementRuns() throws IOException, SQLException {
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(30);
    try (Connection connection = DriverManager.getConnection("jdbc:thalweg:")) {
      connection.createStatement().execute("SET allow_unbounded_state = true");
      for (String sql : statements) {
        try (Statement statement = connection.createStatement()) {
          List<String> rows = run(statement, current(statement, sql));
          switch (sql) {
            case "SELECT * FROM per_bidder" ->
                assertThat(rows).containsExactlyInAnyOrder("7|1|10.00", "8|1|11.00");
            case "SELECT * FROM expensive" ->
                assertThat(rows).contains("1|10.00", "1|11.00").doesNotContain("2|3.00");
            case "SHOW JOBS" -> assertThat(rows).hasSize(3);
            default -> {}
          }
        }
      }
      try (Statement statement = connection.createStatement()) {
        assertThat(run(statement, "SELECT DISTINCT bidder, price FROM late_bids"))
            .containsExactly("7|3.00");
        assertThat(run(statement, "SELECT * FROM per_bidder"))
            .containsExactlyInAnyOrder("7|10.00", "8|11.00");
      }
    }
  }
}
