package io.thalweg.connectors.files.source;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Errors of the operating system as coded ones.
public final class FileErrors {
  private FileErrors() {}

  /// Reading failed.
  public static ThalwegException unreadable(Path path, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ ->
          new ThalwegException(
              ErrorCode.FILE_NOT_FOUND, "the file '" + path + "' is gone; run it again", cause);
      case AccessDeniedException _ ->
          new ThalwegException(
              ErrorCode.FILE_UNREADABLE,
              "the file '" + path + "' may not be read; check its permissions",
              cause);
      default ->
          new ThalwegException(
              ErrorCode.FILE_UNREADABLE,
              "the file '" + path + "' cannot be read: " + reason(cause),
              cause);
    };
  }

  /// The content is not what the format prescribes.
  public static ThalwegException corrupt(Path path, String what, Throwable cause) {
    return new ThalwegException(
        ErrorCode.FILE_CORRUPT,
        "the file '" + path + "' " + what + ": " + reason(cause) + "; write it again",
        cause);
  }

  /// Writing failed.
  public static ThalwegException unwritable(Path path, IOException cause) {
    String reason = reason(cause);
    boolean full = reason.contains("No space left");
    return new ThalwegException(
        full ? ErrorCode.DISK_FULL : ErrorCode.FILE_WRITE_FAILED,
        "the file '" + path + "' cannot be written: " + reason,
        cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null || cause instanceof NoSuchFileException ? kind : message;
  }
}
