package io.thalweg.cli.run;

import io.thalweg.cli.render.JdbcRows;
import io.thalweg.cli.render.LiveTable;
import io.thalweg.cli.render.OutputFormat;
import io.thalweg.cli.render.ResultWriter;
import io.thalweg.cli.render.TextStyle;
import io.thalweg.jdbc.ProgressSource;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Runs one statement after the other and shows what comes of it.
///
/// Used by one thread; [#cancel] may come from any.
public final class StatementRunner {
  private final Session session;
  private volatile @Nullable Statement running;
  private volatile boolean cancelled;

  public StatementRunner(Session session) {
    this.session = session;
  }

  public Session session() {
    return session;
  }

  /// @param firstLine the line of the script that `sql` starts on, from 1
  /// @return whether it succeeded; errors have been shown
  public boolean run(String sql, int firstLine) {
    return attempt(sql, firstLine, this::show);
  }

  /// Runs a statement that changes something, and shows `name` with how many rows it affected and
  /// how long it took.
  ///
  /// @return whether it succeeded; errors have been shown
  public boolean runNamed(String name, String sql) {
    return attempt(
        sql,
        1,
        (statement, text, progress) -> {
          long start = System.nanoTime();
          long rows = statement.executeLargeUpdate(text);
          hide(progress);
          String time = Quantities.time(Duration.ofNanos(System.nanoTime() - start));
          String line = "%-20s %16s   %s%n".formatted(name, Quantities.rows(rows), time);
          session.out().write(line.getBytes(StandardCharsets.UTF_8));
          session.out().flush();
        });
  }

  /// What is done with a statement while its progress is shown.
  private interface Action {
    void run(Statement statement, String sql, @Nullable ProgressLine progress)
        throws SQLException, IOException;
  }

  private boolean attempt(String sql, int firstLine, Action action) {
    Console console = session.console();
    boolean continuous = ContinuousText.isContinuous(sql);
    cancelled = false;
    try (Statement statement = session.connection().createStatement()) {
      running = statement;
      ProgressSource source = statement.unwrap(ProgressSource.class);
      try (ProgressLine progress =
          console.errIsTerminal() && !continuous
              ? ProgressLine.start(console.err(), source::progress)
              : null) {
        action.run(statement, sql, progress);
      }
      return true;
    } catch (SQLException e) {
      if (continuous && cancelled) {
        console.err().println("stopped");
        console.err().flush();
        return true;
      }
      console.err().print(ErrorReport.of(e, sql, firstLine, console.errStyle()));
      console.err().flush();
      return false;
    } catch (IOException e) {
      console.err().println("error: the result cannot be written: " + e.getMessage());
      return false;
    } finally {
      running = null;
    }
  }

  private void show(Statement statement, String sql, @Nullable ProgressLine progress)
      throws SQLException, IOException {
    long start = System.nanoTime();
    if (statement.execute(sql)) {
      try (ResultSet results = statement.getResultSet()) {
        OutputStream out = new Unhidden(session.out(), progress);
        boolean continuous = ContinuousText.isContinuous(sql);
        long rows = writer(results, continuous).write(new JdbcRows(results, continuous), out);
        hide(progress);
        footer(Quantities.rows(rows), start);
      }
    } else {
      long rows = statement.getLargeUpdateCount();
      hide(progress);
      footer(rows > 0 ? Quantities.rows(rows) + " affected" : "done", start);
    }
  }

  /// A changelog is shown as a live table where a person looks, otherwise as the rows it has.
  private ResultWriter writer(ResultSet results, boolean continuous) throws SQLException {
    Console console = session.console();
    boolean changelog =
        continuous
            && results.getMetaData().getColumnCount() > 2
            && results.getMetaData().getColumnLabel(1).equals("_epoch")
            && results.getMetaData().getColumnLabel(2).equals("_weight");
    return changelog
            && session.format() == OutputFormat.TABLE
            && console.outIsTerminal()
            && console.colour()
            && !session.writesToFile()
        ? new LiveTable(style(), console.height().getAsInt())
        : session.format().writer(style());
  }

  private static void hide(@Nullable ProgressLine progress) {
    if (progress != null) {
      progress.hide();
    }
  }

  private TextStyle style() {
    return session.writesToFile() ? TextStyle.PLAIN : session.console().outStyle();
  }

  /// What stands below a result: beside rows for people, or as a message when only the time is
  /// asked for.
  private void footer(String outcome, long start) throws IOException {
    String time = Quantities.time(Duration.ofNanos(System.nanoTime() - start));
    OutputFormat format = session.format();
    if (format.isForPeople() && !session.writesToFile()) {
      String text = outcome + (session.timer() ? " in " + time : "");
      OutputStream out = session.out();
      out.write((style().dim("(" + text + ")") + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } else if (session.timer()) {
      PrintStream err = session.console().err();
      err.println(outcome + " in " + time);
      err.flush();
    }
  }

  /// Ends the statement that runs now, if one does.
  public void cancel() {
    Statement statement = running;
    cancelled = true;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        session.console().err().println("error: the statement goes on: " + e.getMessage());
      }
    }
  }

  /// Takes the progress away before results appear.
  private static final class Unhidden extends FilterOutputStream {
    private final @Nullable ProgressLine progress;

    Unhidden(OutputStream out, @Nullable ProgressLine progress) {
      super(out);
      this.progress = progress;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      hide(progress);
      out.write(bytes, from, length);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
