package io.thalweg.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// What stands in the parentheses of CREATE TABLE.
///
/// @param columns without a type only in `CREATE TABLE t (a, b) AS …`
/// @param watermark null when the table declares none
public record TableElements(
    List<Column> columns, List<Constraint> constraints, @Nullable Watermark watermark) {

  /// Of a table whose columns come from a query.
  public static final TableElements NONE = new TableElements(List.of(), List.of(), null);

  public TableElements {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
  }

  /// @param type null when the query of CREATE TABLE AS gives it
  /// @param defaultValue null when the default is NULL
  public record Column(
      SqlIdentifier name,
      @Nullable SqlDataTypeSpec type,
      boolean notNull,
      @Nullable SqlNode defaultValue) {}

  /// A key. Column constraints are listed here too, after the table's own.
  ///
  /// @param primary whether it is the PRIMARY KEY, otherwise UNIQUE
  public record Constraint(boolean primary, List<SqlIdentifier> columns) {
    public Constraint {
      columns = List.copyOf(columns);
    }
  }

  /// `WATERMARK FOR column AS expression`.
  public record Watermark(SqlIdentifier column, SqlNode expression) {}
}
