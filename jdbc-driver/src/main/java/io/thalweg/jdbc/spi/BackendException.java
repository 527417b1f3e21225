package io.thalweg.jdbc.spi;

import org.jspecify.annotations.Nullable;

/// An engine's error, as it crosses to the driver.
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String sqlState;
  private final int line;
  private final int column;

  /// @param code the stable name, for example `UNKNOWN_COLUMN`
  /// @param line where in the statement, from 1; 0 when unknown
  public BackendException(
      String code,
      String sqlState,
      String message,
      int line,
      int column,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.sqlState = sqlState;
    this.line = line;
    this.column = column;
  }

  public String code() {
    return code;
  }

  public String sqlState() {
    return sqlState;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
