package io.thalweg.cli;

import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in one line why a command could not run at all; statements report their own errors.
final class FailureReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult arguments) {
    System.err.println("error: " + message(failure));
    return failure instanceof IllegalArgumentException
        ? command.getCommandSpec().exitCodeOnInvalidInput()
        : 1;
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case SQLException error ->
          error.getMessage()
              + (error.getSQLState() == null ? "" : " (SQLSTATE " + error.getSQLState() + ")");
      case NoSuchFileException error -> "there is no file or directory " + error.getFile();
      case IllegalArgumentException error -> String.valueOf(error.getMessage());
      default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
    };
  }
}
