package io.thalweg.cli;

import io.thalweg.core.error.ThalwegException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

/// Says in one line why a command could not run at all, also one of the benchmarks; statements
/// report their own errors.
public final class Failures {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private Failures() {}

  /// Writes to standard error.
  ///
  /// @return the exit code
  public static int report(Exception failure) {
    System.err.println("error: " + message(failure));
    return failure instanceof IllegalArgumentException ? WRONG_USE : FAILED;
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case SQLException error ->
          error.getMessage()
              + (error.getSQLState() == null ? "" : " (SQLSTATE " + error.getSQLState() + ")");
      case ThalwegException error -> error.code() + ": " + error.getMessage();
      case NoSuchFileException error -> "there is no file or directory " + error.getFile();
      case IllegalArgumentException error -> String.valueOf(error.getMessage());
      default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
    };
  }
}
