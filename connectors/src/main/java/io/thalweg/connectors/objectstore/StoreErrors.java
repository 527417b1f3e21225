package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/// What a disk says, as coded errors.
final class StoreErrors {
  private StoreErrors() {}

  static ThalwegException unreadable(String what, IOException cause) {
    return new ThalwegException(
        cause instanceof AccessDeniedException
            ? ErrorCode.PERMISSION_DENIED
            : ErrorCode.FILE_UNREADABLE,
        what + " cannot be read: " + reason(cause),
        cause);
  }

  static ThalwegException unwritable(String what, IOException cause) {
    String reason = reason(cause);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new ThalwegException(
          ErrorCode.DISK_FULL, what + " cannot be written: " + reason + "; make room", cause);
    }
    boolean denied =
        cause instanceof AccessDeniedException || lower.contains("read-only file system");
    return new ThalwegException(
        denied ? ErrorCode.PERMISSION_DENIED : ErrorCode.FILE_WRITE_FAILED,
        what + " cannot be written: " + reason,
        cause);
  }

  private static String reason(IOException cause) {
    String reason =
        cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
    return reason == null ? cause.getClass().getSimpleName() : reason;
  }
}
