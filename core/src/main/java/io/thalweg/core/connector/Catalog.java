package io.thalweg.core.connector;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Optional;

/// A named collection of schemas, which hold tables. Thread-safe.
///
/// A [Table] object is one consistent version: reading it twice gives the same rows while it is
/// referenced. Names match exactly first, then ignoring case.
public interface Catalog extends AutoCloseable {

  String name();

  /// Grows whenever a name or a schema in the catalog changes; keys the plan cache.
  long version();

  List<String> schemas();

  List<String> tables(String schema);

  Optional<Table> table(String schema, String name);

  /// The version of the table that `handle`, made by this catalog, names.
  Table table(TableHandle handle);

  /// Creates an empty table.
  ///
  /// @param replace drop a table of this name first; otherwise its presence is DUPLICATE_NAME
  default Table createTable(String schema, String name, Schema columns, boolean replace) {
    throw readOnly("CREATE TABLE " + name);
  }

  /// Makes an empty table that only its handle finds, to be filled before it gets its name:
  /// [#publishTable] or [#discardTable] ends that.
  default Table stageTable(String schema, String name, Schema columns) {
    throw readOnly("CREATE TABLE " + name);
  }

  /// Gives a staged table its name, with all its rows at once.
  ///
  /// @param replace drop a table of this name; otherwise its presence is DUPLICATE_NAME, and the
  ///   table stays staged
  default void publishTable(TableHandle staged, boolean replace) {
    throw readOnly("CREATE TABLE " + staged.table());
  }

  /// Forgets a staged table; no effect when there is none.
  default void discardTable(TableHandle staged) {
    // A catalog that cannot stage has nothing to forget.
  }

  /// @throws ThalwegException UNKNOWN_TABLE when there is none
  default void dropTable(String schema, String name) {
    throw readOnly("DROP TABLE " + name);
  }

  /// Removes all rows of a table. Streams that follow it see them go.
  ///
  /// @throws ThalwegException UNKNOWN_TABLE when there is none
  default void truncateTable(String schema, String name) {
    throw readOnly("TRUNCATE " + name);
  }

  default void createSchema(String schema) {
    throw readOnly("CREATE SCHEMA " + schema);
  }

  default void dropSchema(String schema) {
    throw readOnly("DROP SCHEMA " + schema);
  }

  private ThalwegException readOnly(String what) {
    return new ThalwegException(
        ErrorCode.READ_ONLY,
        what + ": catalog '" + name() + "' is read-only; use the catalog 'memory'");
  }

  @Override
  default void close() {}
}
