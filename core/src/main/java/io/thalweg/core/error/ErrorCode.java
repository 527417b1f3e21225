package io.thalweg.core.error;

/// The stable names of everything that can go wrong, in four bands.
///
/// A code never changes its meaning or its SQLSTATE once released; new codes are appended to their
/// band.
public enum ErrorCode {
  // The user's statement or data.
  SYNTAX_ERROR(Band.USER, "42601"),
  STATEMENT_TOO_COMPLEX(Band.USER, "54001"),
  UNKNOWN_COLUMN(Band.USER, "42703"),
  UNKNOWN_TABLE(Band.USER, "42P01"),
  UNKNOWN_SCHEMA(Band.USER, "3F000"),
  UNKNOWN_CATALOG(Band.USER, "3D000"),
  UNKNOWN_FUNCTION(Band.USER, "42883"),
  UNKNOWN_TYPE(Band.USER, "42704"),
  UNKNOWN_SETTING(Band.USER, "42704"),
  AMBIGUOUS_NAME(Band.USER, "42702"),
  DUPLICATE_NAME(Band.USER, "42P07"),
  TYPE_MISMATCH(Band.USER, "42804"),
  INVALID_ARGUMENT(Band.USER, "22023"),
  INVALID_STATEMENT(Band.USER, "42000"),
  GROUPING_ERROR(Band.USER, "42803"),
  INVALID_CAST(Band.USER, "22018"),
  INVALID_DATETIME(Band.USER, "22007"),
  DATETIME_OUT_OF_RANGE(Band.USER, "22008"),
  DIVISION_BY_ZERO(Band.USER, "22012"),
  NUMERIC_OUT_OF_RANGE(Band.USER, "22003"),
  STRING_TOO_LONG(Band.USER, "22001"),
  MORE_THAN_ONE_ROW(Band.USER, "21000"),
  NOT_NULL_VIOLATION(Band.USER, "23502"),
  PARAMETER_MISMATCH(Band.USER, "07001"),
  FEATURE_NOT_SUPPORTED(Band.USER, "0A000"),
  CANCELLED(Band.USER, "57014"),
  TIMED_OUT(Band.USER, "57014"),
  READ_ONLY(Band.USER, "25006"),
  WRITE_CONFLICT(Band.USER, "40001"),
  UNBOUNDED_STATE(Band.USER, "55000"),
  STATE_WOULD_BE_LOST(Band.USER, "55000"),
  RETRACTIONS_NOT_ACCEPTED(Band.USER, "55000"),

  // What the user's statement reads or writes.
  FILE_NOT_FOUND(Band.EXTERNAL, "58P01"),
  FILE_UNREADABLE(Band.EXTERNAL, "58030"),
  FILE_CORRUPT(Band.EXTERNAL, "XX001"),
  FILE_MALFORMED_ROW(Band.EXTERNAL, "22P04"),
  FILE_SCHEMA_MISMATCH(Band.EXTERNAL, "42P16"),
  FILE_WRITE_FAILED(Band.EXTERNAL, "58030"),
  CONNECTION_FAILED(Band.EXTERNAL, "08001"),
  PEER_UNAVAILABLE(Band.EXTERNAL, "08006"),
  CHECKPOINT_NOT_FOUND(Band.EXTERNAL, "58P01"),
  CHECKPOINT_CORRUPT(Band.EXTERNAL, "XX001"),
  CHECKPOINT_TOO_OLD(Band.EXTERNAL, "58P02"),
  CHECKPOINT_TOO_NEW(Band.EXTERNAL, "58P02"),
  CHECKPOINT_FENCED(Band.EXTERNAL, "40001"),

  // What the machine or the configuration grants.
  MEMORY_LIMIT_EXCEEDED(Band.RESOURCES, "53200"),
  DISK_FULL(Band.RESOURCES, "53100"),
  TOO_MANY_QUERIES(Band.RESOURCES, "53300"),
  INVALID_CONFIGURATION(Band.RESOURCES, "F0000"),
  INVALID_TICKET(Band.RESOURCES, "28000"),
  PERMISSION_DENIED(Band.RESOURCES, "42501"),
  SHUTTING_DOWN(Band.RESOURCES, "57P01"),
  SPILL_LIMIT_EXCEEDED(Band.RESOURCES, "53400"),

  // Our own mistakes.
  INTERNAL_ERROR(Band.INTERNAL, "XX000");

  /// Who has to act on an error.
  public enum Band {
    /// The statement or its parameters have to change.
    USER,
    /// A file, a server or a network has to be looked at.
    EXTERNAL,
    /// More memory, disk or rights are needed, or the configuration is wrong.
    RESOURCES,
    /// A defect of Thalweg; worth a report.
    INTERNAL
  }

  private final Band band;
  private final String sqlState;

  ErrorCode(Band band, String sqlState) {
    this.band = band;
    this.sqlState = sqlState;
  }

  public Band band() {
    return band;
  }

  /// The five-character SQLSTATE that JDBC and ADBC clients see.
  public String sqlState() {
    return sqlState;
  }
}
