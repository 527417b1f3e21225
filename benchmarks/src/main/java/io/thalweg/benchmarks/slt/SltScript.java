package io.thalweg.benchmarks.slt;

import io.thalweg.benchmarks.slt.SltTally.Failure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Runs one test file on one connection. One thread.
final class SltScript {
  private final String file;
  private final Connection connection;
  private final SltSample sample;
  private final int seconds;
  private final Map<String, String> hashes = new HashMap<>();
  private final SltTally tally = new SltTally();

  /// @param seconds that one statement may take
  SltScript(String file, Connection connection, SltSample sample, int seconds) {
    this.file = file;
    this.connection = connection;
    this.sample = sample;
    this.seconds = seconds;
  }

  private Statement statement() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(seconds);
    return statement;
  }

  SltTally tally() {
    return tally;
  }

  /// Runs records until the file ends.
  ///
  /// @param deadline when to stop, as System.nanoTime()
  /// @return whether the file was run to its end
  boolean run(SltReader records, long deadline) throws IOException {
    for (SltRecord next = records.next(); next != null; next = records.next()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      switch (next) {
        case SltRecord.Statement change -> change(change);
        case SltRecord.Query query -> {
          if (sample.takesQuery(file, query.line())) {
            query(query);
          }
        }
        case SltRecord.Skipped skipped -> {
          if (sample.takesQuery(file, skipped.line())) {
            tally.skipped(skipped.reason());
          }
        }
      }
    }
    return true;
  }

  private void change(SltRecord.Statement change) {
    try (Statement statement = statement()) {
      statement.execute(change.sql());
      if (change.ok()) {
        tally.passed();
      } else {
        failed(change.line(), "no error", "an error is expected", change.sql());
      }
    } catch (SQLException e) {
      if (change.ok() || isInternal(e)) {
        failed(change.line(), reason(e), String.valueOf(e.getMessage()), change.sql());
      } else {
        tally.passed();
      }
    }
  }

  private void query(SltRecord.Query query) {
    try (Statement statement = statement();
        ResultSet rows = statement.executeQuery(query.sql())) {
      SltAnswer answer = SltAnswer.of(rows, query.types(), query.sort());
      Optional<String> difference = answer.differenceTo(query.expected());
      if (difference.isPresent()) {
        failed(query.line(), "wrong answer", difference.get(), query.sql());
      } else if (contradictsLabel(query, answer)) {
        String detail = "another answer than that of label " + query.label();
        failed(query.line(), "wrong answer", detail, query.sql());
      } else {
        tally.passed();
      }
    } catch (SQLException e) {
      failed(query.line(), reason(e), String.valueOf(e.getMessage()), query.sql());
    }
  }

  private boolean contradictsLabel(SltRecord.Query query, SltAnswer answer) {
    if (query.label().isEmpty()) {
      return false;
    }
    String first = hashes.computeIfAbsent(query.label(), label -> answer.hash());
    return !first.equals(answer.hash());
  }

  private void failed(int line, String reason, String detail, String sql) {
    tally.failed(new Failure(file, line, reason, detail, sql));
  }

  /// A mistake of the engine is never the error that a test wants.
  private static boolean isInternal(SQLException e) {
    return String.valueOf(e.getSQLState()).startsWith("XX");
  }

  private static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    String general =
        message
            .replaceAll("'[^']*'", "'…'")
            .replaceAll("[0-9]+", "n")
            .replaceAll("\\bcol\\w+", "c");
    return e.getSQLState() + " " + general.substring(0, Math.min(80, general.length()));
  }
}
