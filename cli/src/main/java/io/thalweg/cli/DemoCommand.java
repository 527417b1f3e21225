package io.thalweg.cli;

import io.thalweg.cli.run.ConnectionTarget;
import io.thalweg.cli.run.Console;
import io.thalweg.cli.run.Session;
import io.thalweg.cli.run.StatementRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `demo`: TPC-H data, two questions, one that is answered anew all the time, and what to do next.
/// Needs no network and leaves nothing behind.
@Command(
    name = "demo",
    description = "Make some data, ask questions of tables and of a stream, show what comes next.")
final class DemoCommand implements Callable<Integer> {
  private static final BigDecimal SCALE = new BigDecimal("0.1");

  private static final String PRICING =
      """
      SELECT l_returnflag AS flag, l_linestatus AS status, count(*) AS items,
             sum(l_extendedprice * (1 - l_discount)) AS revenue,
             avg(l_quantity) AS quantity
      FROM '%1$s/lineitem.parquet'
      WHERE l_shipdate <= DATE '1998-09-02'
      GROUP BY l_returnflag, l_linestatus
      ORDER BY flag, status\
      """;

  private static final String NATIONS =
      """
      SELECT n_name AS nation, count(DISTINCT c_custkey) AS customers,
             sum(o_totalprice) AS ordered
      FROM '%1$s/orders.parquet'
      JOIN '%1$s/customer.parquet' ON c_custkey = o_custkey
      JOIN '%1$s/nation.parquet' ON n_nationkey = c_nationkey
      WHERE o_orderdate >= DATE '1998-01-01'
      GROUP BY n_name
      ORDER BY ordered DESC
      LIMIT 5\
      """;

  private static final String BIDS =
      """
      CREATE TABLE demo_bids WITH (
        connector = 'nexmark', "table" = 'bid', rate = 20000, events = 80000, paced = true)\
      """;

  private static final String LIVE =
      """
      SELECT STREAM window_start, count(*) AS bids, max(price) AS highest,
             count(DISTINCT bidder) AS bidders
      FROM TABLE(TUMBLE(TABLE demo_bids, DESCRIPTOR(date_time), INTERVAL '1' SECOND))
      GROUP BY window_start, window_end\
      """;

  private static final String NEXT =
      """

      Ask on:
        ./thalweg                                        the shell; try FROM tpch.sf1.orders LIMIT 5;
        ./thalweg -c "FROM 'your.parquet' LIMIT 10"      your own files
        ./thalweg -c "SELECT STREAM * FROM nexmark.bid"  a stream; Ctrl-C stops it
        ./thalweg generate tpch --sf 1 --out data        more data
        ./thalweg server                                 and from Java:
          DriverManager.getConnection("jdbc:thalweg://127.0.0.1:32010")
      """;

  @Override
  public Integer call() throws SQLException, IOException {
    Console terminal = Terminals.console();
    PrintStream out = new PrintStream(terminal.out(), true, StandardCharsets.UTF_8);
    Path directory = Files.createTempDirectory("demo");
    try (Session session = new Session(ConnectionTarget.embedded().connect(), terminal)) {
      session.setTimer(true);
      out.println("TPC-H data at scale factor " + SCALE + " as Parquet files:");
      boolean succeeded = new TpchFiles(session, SCALE, directory, "parquet").write();
      StatementRunner statements = new StatementRunner(session);
      succeeded =
          succeeded
              && ask(statements, out, "\nWhat was sold, and what came back?", PRICING, directory);
      succeeded =
          succeeded && ask(statements, out, "\nWho ordered most in 1998?", NATIONS, directory);
      if (succeeded) {
        statements.run(BIDS, 1);
        succeeded =
            ask(statements, out, "\nWhat is bid right now? (for four seconds)", LIVE, directory);
      }
      if (succeeded) {
        out.print(NEXT);
      }
      return succeeded ? 0 : 1;
    } finally {
      delete(directory);
    }
  }

  private static boolean ask(
      StatementRunner statements, PrintStream out, String question, String sql, Path directory) {
    String statement = sql.formatted(directory.toString().replace("'", "''"));
    out.println(question + "\n\n" + statement + ";\n");
    return statements.run(statement, 1);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
