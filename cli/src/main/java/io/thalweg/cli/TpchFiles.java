package io.thalweg.cli;

import io.thalweg.cli.run.Session;
import io.thalweg.cli.run.StatementRunner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the eight TPC-H tables with COPY, one file per table. Used by one thread.
final class TpchFiles {
  private static final List<String> TABLES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  private final Session session;
  private final BigDecimal scale;
  private final Path directory;
  private final String format;

  TpchFiles(Session session, BigDecimal scale, Path directory, String format) {
    this.session = session;
    this.scale = scale;
    this.directory = directory;
    this.format = format;
  }

  /// @return whether all tables were written; errors have been shown
  boolean write() throws IOException {
    Files.createDirectories(directory);
    StatementRunner statements = new StatementRunner(session);
    CancelOnExit.of(statements);
    for (String table : TABLES) {
      Path file = directory.resolve(table + "." + format);
      if (!statements.runNamed(table + "." + format, copy(table, file))) {
        return false;
      }
    }
    return true;
  }

  private String copy(String table, Path file) {
    String schema = "sf" + scale.stripTrailingZeros().toPlainString();
    String path = file.toString().replace("'", "''");
    return "COPY (SELECT * FROM tpch.\"%s\".%s) TO '%s' (FORMAT %s)"
        .formatted(schema, table, path, format);
  }
}
