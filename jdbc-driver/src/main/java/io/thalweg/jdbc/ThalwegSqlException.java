package io.thalweg.jdbc;

import io.thalweg.jdbc.spi.BackendException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/// An error with Thalweg's stable code beside the SQLSTATE.
public final class ThalwegSqlException extends SQLException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int line;
  private final int column;

  ThalwegSqlException(BackendException cause) {
    super(cause.getMessage(), cause.sqlState(), cause);
    this.code = cause.code();
    this.line = cause.line();
    this.column = cause.column();
  }

  ThalwegSqlException(String code, String sqlState, String message, @Nullable Throwable cause) {
    super(message, sqlState, cause);
    this.code = code;
    this.line = 0;
    this.column = 0;
  }

  /// The stable name, for example `UNKNOWN_COLUMN`.
  public String code() {
    return code;
  }

  /// The line of the statement the error is on, from 1; 0 when unknown.
  public int line() {
    return line;
  }

  /// The column in that line, from 1; 0 when unknown.
  public int column() {
    return column;
  }

  static SQLException of(RuntimeException e) {
    return e instanceof BackendException coded
        ? of(coded)
        : new ThalwegSqlException(
            "INTERNAL_ERROR", "XX000", "internal error: " + e + "; please report it", e);
  }

  /// JDBC has a class of its own for timeouts.
  private static SQLException of(BackendException e) {
    ThalwegSqlException error = new ThalwegSqlException(e);
    return e.code().equals("TIMED_OUT")
        ? new SQLTimeoutException(e.getMessage(), e.sqlState(), error)
        : error;
  }

  static ThalwegSqlException closed(String what) {
    return new ThalwegSqlException(
        "INVALID_STATEMENT", "24000", "the " + what + " is closed; open a new one", null);
  }

  static ThalwegSqlException invalid(String message) {
    return new ThalwegSqlException("INVALID_ARGUMENT", "22023", message, null);
  }

  static ThalwegSqlException conversion(@Nullable Object value, String target) {
    return new ThalwegSqlException(
        "INVALID_CAST",
        "22018",
        "cannot read " + value + " as " + target + "; read it with getString or CAST it in SQL",
        null);
  }

  static java.sql.SQLFeatureNotSupportedException notSupported(String what) {
    return new java.sql.SQLFeatureNotSupportedException(
        what + " is not supported by this driver", "0A000");
  }
}
