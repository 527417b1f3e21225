package io.thalweg.cli.shell;

import io.thalweg.cli.run.Console;
import io.thalweg.cli.run.ScriptRunner;
import io.thalweg.cli.run.ScriptRunner.Outcome;
import io.thalweg.cli.run.Session;
import io.thalweg.cli.run.StatementRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/// Reads statements from a person until they leave. Used by one thread.
public final class Shell {
  private static final String PROMPT = "thalweg> ";
  private static final String CONTINUED = "     ...> ";
  private static final Pattern CHANGES_NAMES =
      Pattern.compile("(?i)\\s*(create|drop|use|alter)\\b.*", Pattern.DOTALL);

  /// Opens a session whose results go to a console.
  @FunctionalInterface
  public interface SessionOpener {
    Session open(Console console) throws java.sql.SQLException, IOException;
  }

  private final Terminal terminal;
  private final StatementRunner statements;
  private final ScriptRunner scripts;
  private final Vocabulary vocabulary;

  private Shell(Terminal terminal, Session session) {
    this.terminal = terminal;
    this.statements = new StatementRunner(session);
    this.scripts = new ScriptRunner(statements, false);
    this.vocabulary = new Vocabulary(session.connection());
  }

  /// Runs a shell on this process's terminal.
  ///
  /// @param colour whether escape sequences may be used
  public static void run(SessionOpener opener, boolean colour)
      throws java.sql.SQLException, IOException {
    try (Terminal terminal = TerminalBuilder.builder().name("thalweg").system(true).build()) {
      PrintStream err = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
      Console console =
          new Console(
              terminal.output(), err, true, true, colour, terminal::getWidth, terminal::getHeight);
      try (Session session = opener.open(console)) {
        session.setTimer(true);
        new Shell(terminal, session).loop();
      }
    }
  }

  private void loop() {
    LineReader reader = reader();
    terminal.writer().println("Thalweg. Statements end with a semicolon; .help lists commands.");
    terminal.flush();
    terminal.handle(Signal.INT, signal -> statements.cancel());
    vocabulary.refresh();
    while (true) {
      try {
        String text = reader.readLine(PROMPT);
        if (text.isBlank()) {
          continue;
        }
        if (scripts.runText(text) == Outcome.QUIT) {
          return;
        }
        if (CHANGES_NAMES.matcher(text).matches()) {
          vocabulary.refresh();
        }
      } catch (UserInterruptException e) {
        // Ctrl-C while typing drops what was typed.
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  private LineReader reader() {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("thalweg")
            .parser(new SqlLineParser())
            .highlighter(new SqlHighlighter())
            .completer(
                (line, parsed, candidates) ->
                    vocabulary
                        .startingWith(parsed.word())
                        .forEach(word -> candidates.add(candidate(word))))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
            .variable(LineReader.HISTORY_FILE, historyFile())
            .variable(LineReader.HISTORY_SIZE, 10_000)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.INSERT_TAB, true)
            .build();
    return reader;
  }

  private static Candidate candidate(String word) {
    boolean qualified = word.indexOf('.') > 0;
    String group = qualified ? "elsewhere" : Keywords.contains(word) ? "keywords" : "names";
    return new Candidate(
        word, word, group, null, null, null, !word.toLowerCase(Locale.ROOT).isEmpty());
  }

  private static Path historyFile() {
    String file = System.getenv("THALWEG_HISTORY");
    return file == null || file.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".thalweg_history")
        : Path.of(file);
  }
}
