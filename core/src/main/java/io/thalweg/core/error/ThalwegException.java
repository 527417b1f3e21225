package io.thalweg.core.error;

import org.jspecify.annotations.Nullable;

/// The one exception type that may cross a room's border.
///
/// The message names the thing that is wrong and says what to do. Context (query, operator, file,
/// row) is added where it is known through [#withContext].
public final class ThalwegException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable TextPosition position;

  public ThalwegException(ErrorCode code, String message) {
    this(code, message, null, null);
  }

  public ThalwegException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, null, cause);
  }

  /// @param position where in the statement's text the error is, when it is known
  public ThalwegException(
      ErrorCode code, String message, @Nullable TextPosition position, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.position = position;
  }

  public ErrorCode code() {
    return code;
  }

  public @Nullable TextPosition position() {
    return position;
  }

  /// The same error with `context` appended to its message in parentheses.
  public ThalwegException withContext(String context) {
    return new ThalwegException(code, getMessage() + " (" + context + ")", position, this);
  }

  /// `throwable` itself when it is already coded, otherwise an [ErrorCode#INTERNAL_ERROR] that
  /// keeps it as its cause.
  public static ThalwegException wrap(Throwable throwable) {
    return throwable instanceof ThalwegException coded
        ? coded
        : new ThalwegException(
            ErrorCode.INTERNAL_ERROR,
            "internal error: " + throwable + "; please report the statement that caused it",
            throwable);
  }
}
