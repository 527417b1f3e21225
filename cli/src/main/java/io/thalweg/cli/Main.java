package io.thalweg.cli;

import io.thalweg.cli.render.OutputFormat;
import io.thalweg.cli.run.Console;
import io.thalweg.cli.run.ScriptRunner;
import io.thalweg.cli.run.ScriptRunner.Outcome;
import io.thalweg.cli.run.Session;
import io.thalweg.cli.run.StatementRunner;
import io.thalweg.cli.shell.Shell;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `./thalweg` starts: the shell, or the statements of the command line.
@Command(
    name = "thalweg",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "One SQL engine for tables and for streams.",
    footer = {
      "",
      "Without -c and -f, statements come from standard input; at a terminal that is the shell.",
      "The exit code is 0 only when every statement succeeded."
    },
    subcommands = {
      ServerCommand.class,
      GenerateCommand.class,
      DemoCommand.class,
      BenchCommand.class
    })
public final class Main implements Callable<Integer> {
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "Run these statements; may be given several times.")
  private List<String> commands = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Run the statements of a file.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv, tsv, json, jsonl, markdown, vertical or arrow.")
  private @Nullable String format;

  @Option(names = "--output", paramLabel = "FILE", description = "Write results to this file.")
  private @Nullable Path output;

  @Option(names = "--timer", description = "Show how long each statement takes.")
  private boolean timer;

  @Option(names = "--keep-going", description = "Go on after a statement that failed.")
  private boolean keepGoing;

  /// @param args as typed behind `./thalweg`
  public static void main(String[] args) {
    StandardError.restore();
    System.exit(run(args));
  }

  static int run(String... args) {
    Main usual = UsualArguments.read(args);
    if (usual == null) {
      return new CommandLine(new Main())
          .setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure))
          .execute(args);
    }
    try {
      return usual.call();
    } catch (SQLException | IOException | RuntimeException e) {
      return Failures.report(e);
    }
  }

  boolean add(String command) {
    return commands.add(command);
  }

  boolean add(Path file) {
    return files.add(file);
  }

  boolean format(String name) {
    format = name;
    return true;
  }

  boolean output(Path file) {
    output = file;
    return true;
  }

  boolean showTimes() {
    timer = true;
    return true;
  }

  boolean goOn() {
    keepGoing = true;
    return true;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    OutputFormat chosen = chosenFormat();
    if (commands.isEmpty() && files.isEmpty() && Terminals.stdinIsTerminal()) {
      Shell.run(console -> open(console, chosen), Terminals.colour());
      return 0;
    }
    try (Session session = open(Terminals.console(), chosen)) {
      return runScripts(session) ? 0 : 1;
    }
  }

  private OutputFormat chosenFormat() {
    return format == null
        ? OutputFormat.TABLE
        : OutputFormat.named(format)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no format '" + format + "'; use one of " + OutputFormat.names()));
  }

  private Session open(Console console, OutputFormat chosen) throws SQLException, IOException {
    Session session = new Session(connection.target().connect(), console);
    session.setFormat(chosen);
    session.setTimer(timer);
    if (output != null) {
      session.writeTo(output);
    }
    return session;
  }

  private boolean runScripts(Session session) throws IOException {
    StatementRunner statements = new StatementRunner(session);
    CancelOnExit.of(statements);
    boolean fromInput = commands.isEmpty() && files.isEmpty();
    ScriptRunner scripts = new ScriptRunner(statements, keepGoing || fromInput);
    if (fromInput) {
      return scripts.run(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          != Outcome.FAILED;
    }
    boolean succeeded = true;
    for (String command : commands) {
      if (succeeded || keepGoing) {
        succeeded &= scripts.run(new StringReader(command)) != Outcome.FAILED;
      }
    }
    for (Path file : files) {
      if (succeeded || keepGoing) {
        succeeded &= scripts.runFile(file) != Outcome.FAILED;
      }
    }
    return succeeded;
  }
}
