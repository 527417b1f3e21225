package io.thalweg.core.connector;

/// What a row handed to [Table#change] asks for.
///
/// Such rows have the columns `_action INTEGER` (the ordinal of this enum), `_rowid BIGINT` (NULL
/// for INSERT), then the table's columns (NULL for DELETE).
public enum ChangeAction {
  INSERT,
  UPDATE,
  DELETE
}
