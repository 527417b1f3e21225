package io.thalweg.cli.run;

import io.thalweg.cli.render.OutputFormat;
import io.thalweg.cli.run.ScriptRunner.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What lines that start with a dot do. Used by one thread.
final class DotCommands {
  private static final String HELP =
      """
      .help               this list
      .tables [PATTERN]   tables and views; PATTERN as in LIKE
      .schema [TABLE]     columns of a table, or of all tables of the current schema
      .mode [FORMAT]      how results are written
      .timer [on|off]     show how long each statement takes
      .read FILE          run a script
      .output [FILE]      write results to a file; without FILE to the screen again
      .quit               leave
      Statements end with a semicolon. SHOW FUNCTIONS lists the functions.
      """;

  private final Session session;
  private final Function<Path, Outcome> read;

  /// @param read runs a script
  DotCommands(Session session, Function<Path, Outcome> read) {
    this.session = session;
    this.read = read;
  }

  Outcome run(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    try {
      return switch (words[0].toLowerCase(Locale.ROOT)) {
        case ".help" -> print(HELP + "Formats: " + OutputFormat.names() + ".\n");
        case ".tables" -> print(names(argument));
        case ".schema" -> schema(argument);
        case ".mode" -> mode(argument);
        case ".timer" -> timer(argument);
        case ".read" ->
            argument.isEmpty() ? fail(".read needs a file") : read.apply(path(argument));
        case ".output" -> output(argument);
        case ".quit", ".exit" -> Outcome.QUIT;
        default -> fail("there is no command " + words[0] + "; .help lists them");
      };
    } catch (SQLException | IOException e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (InvalidPathException e) {
      return fail("'" + argument + "' is no file name: " + e.getReason());
    }
  }

  private String names(String pattern) throws SQLException {
    List<String> names = CatalogListing.tables(session.connection(), pattern);
    return names.isEmpty()
        ? "(no tables" + (pattern.isEmpty() ? "" : " like '" + pattern + "'") + ")\n"
        : String.join("\n", names) + "\n";
  }

  private Outcome schema(String table) throws SQLException, IOException {
    String text = CatalogListing.definitions(session.connection(), table);
    if (text.isEmpty() && !table.isEmpty()) {
      return fail("there is no table " + table + "; .tables lists them");
    }
    return print(text.isEmpty() ? "(no tables in the current schema)\n" : text);
  }

  private Outcome mode(String name) throws IOException {
    if (name.isEmpty()) {
      return print(session.format() + "\n");
    }
    Optional<OutputFormat> format = OutputFormat.named(name);
    if (format.isEmpty()) {
      return fail("there is no mode " + name + "; use one of " + OutputFormat.names());
    }
    session.setFormat(format.get());
    return Outcome.SUCCEEDED;
  }

  private Outcome timer(String state) throws IOException {
    switch (state.toLowerCase(Locale.ROOT)) {
      case "on" -> session.setTimer(true);
      case "off" -> session.setTimer(false);
      case "" -> {
        return print(session.timer() ? "on\n" : "off\n");
      }
      default -> {
        return fail(".timer is on or off");
      }
    }
    return Outcome.SUCCEEDED;
  }

  private Outcome output(String file) throws IOException {
    if (file.isEmpty()) {
      session.writeToConsole();
    } else {
      session.writeTo(path(file));
    }
    return Outcome.SUCCEEDED;
  }

  /// A path without the quotes a person may have put around it.
  private static Path path(String argument) {
    boolean quoted =
        argument.length() > 1
            && (argument.charAt(0) == '\'' || argument.charAt(0) == '"')
            && argument.charAt(argument.length() - 1) == argument.charAt(0);
    return Path.of(quoted ? argument.substring(1, argument.length() - 1) : argument);
  }

  private Outcome print(String text) throws IOException {
    session.console().out().write(text.getBytes(StandardCharsets.UTF_8));
    session.console().out().flush();
    return Outcome.SUCCEEDED;
  }

  private Outcome fail(String message) {
    Console console = session.console();
    console.err().println(console.errStyle().red("error: ") + message);
    console.err().flush();
    return Outcome.FAILED;
  }
}
