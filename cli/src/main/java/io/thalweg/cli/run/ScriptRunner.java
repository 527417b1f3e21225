package io.thalweg.cli.run;

import io.thalweg.sql.parser.StatementSplitter;
import io.thalweg.sql.parser.StatementSplitter.Piece;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Runs scripts: statements that end with semicolons, and lines that start with a dot.
///
/// A statement runs as soon as the line with its semicolon has been read, so that a program can
/// talk to the shell through a pipe. Used by one thread.
public final class ScriptRunner {
  private static final int DEEPEST = 16;

  private final StatementRunner statements;
  private final DotCommands commands;
  private final boolean keepGoing;
  private int depth;

  /// @param keepGoing whether what follows a failed statement still runs
  public ScriptRunner(StatementRunner statements, boolean keepGoing) {
    this.statements = statements;
    this.commands = new DotCommands(statements.session(), this::runFile);
    this.keepGoing = keepGoing;
  }

  /// The way a script went.
  public enum Outcome {
    SUCCEEDED,
    /// At least one statement failed.
    FAILED,
    /// `.quit` ended it; nothing had failed.
    QUIT
  }

  public Outcome runFile(Path path) {
    if (depth >= DEEPEST) {
      message("error: scripts read each other more than " + DEEPEST + " deep, last " + path);
      return Outcome.FAILED;
    }
    depth++;
    try (Reader reader = Files.newBufferedReader(path)) {
      return run(reader);
    } catch (NoSuchFileException e) {
      message("error: there is no file " + path);
      return Outcome.FAILED;
    } catch (IOException e) {
      message("error: " + path + " cannot be read: " + e.getMessage());
      return Outcome.FAILED;
    } finally {
      depth--;
    }
  }

  public Outcome run(Reader script) throws IOException {
    BufferedReader reader = new BufferedReader(script);
    StringBuilder pending = new StringBuilder();
    boolean failed = false;
    int firstLine = 1;
    int line = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      Outcome outcome = Outcome.SUCCEEDED;
      if (text.startsWith(".") && StatementSplitter.split(pending.toString()).isEmpty()) {
        outcome = commands.run(text);
      } else {
        if (pending.isEmpty()) {
          firstLine = line;
        }
        pending.append(text).append('\n');
        if (text.indexOf(';') >= 0 && StatementSplitter.isComplete(pending.toString())) {
          outcome = runPieces(pending.toString(), firstLine);
          pending.setLength(0);
        }
      }
      failed |= outcome == Outcome.FAILED;
      if (outcome == Outcome.QUIT || (failed && !keepGoing)) {
        return failed ? Outcome.FAILED : Outcome.QUIT;
      }
    }
    failed |= runPieces(pending.toString(), firstLine) == Outcome.FAILED;
    return failed ? Outcome.FAILED : Outcome.SUCCEEDED;
  }

  /// Runs a line that starts with a dot, or statements.
  ///
  /// @param text complete, as [StatementSplitter#isComplete] says, or the last of its script
  public Outcome runText(String text) {
    return text.startsWith(".") ? commands.run(text.strip()) : runPieces(text, 1);
  }

  private Outcome runPieces(String text, int firstLine) {
    boolean failed = false;
    for (Piece piece : StatementSplitter.split(text)) {
      int linesBefore =
          (int) text.substring(0, piece.start()).chars().filter(c -> c == '\n').count();
      failed |= !statements.run(piece.text(text), firstLine + linesBefore);
      if (failed && !keepGoing) {
        break;
      }
    }
    return failed ? Outcome.FAILED : Outcome.SUCCEEDED;
  }

  private void message(String text) {
    statements.session().console().err().println(text);
  }
}
