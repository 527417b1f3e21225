package io.thalweg.sql.parser.internal;

import io.thalweg.sql.parser.Option;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.TableElements;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/// The elements of one CREATE TABLE while the grammar reads them; constraints of a column are said
/// of the last one.
final class ElementList {
  private final List<TableElements.Column> columns = new ArrayList<>();
  private final List<TableElements.Constraint> keys = new ArrayList<>();
  private final List<TableElements.Constraint> columnKeys = new ArrayList<>();
  private TableElements.@Nullable Watermark watermark;

  void column(SqlIdentifier name, @Nullable SqlDataTypeSpec type) {
    columns.add(new TableElements.Column(name, type, false, null));
  }

  void notNull() {
    TableElements.Column column = columns.removeLast();
    columns.add(
        new TableElements.Column(column.name(), column.type(), true, column.defaultValue()));
  }

  void defaultValue(SqlNode value) {
    TableElements.Column column = columns.removeLast();
    columns.add(new TableElements.Column(column.name(), column.type(), column.notNull(), value));
  }

  /// A key of the last column alone.
  void key(boolean primary) {
    columnKeys.add(new TableElements.Constraint(primary, List.of(columns.getLast().name())));
  }

  void key(boolean primary, SqlNodeList names) {
    keys.add(new TableElements.Constraint(primary, names(names)));
  }

  void watermark(SqlIdentifier column, SqlNode expression) {
    if (watermark != null) {
      throw SyntaxErrors.at(column.getParserPosition(), "a table has one WATERMARK at most");
    }
    watermark = new TableElements.Watermark(column, expression);
  }

  static List<SqlIdentifier> names(SqlNodeList names) {
    return names.stream().map(SqlIdentifier.class::cast).toList();
  }

  /// @param last the statement's last token
  Statement table(
      SqlIdentifier name,
      Statement.CreateMode mode,
      List<Option> options,
      @Nullable SqlNode query,
      Token last) {
    if (query == null && columns.isEmpty() && options.isEmpty()) {
      throw SyntaxErrors.at(
          last, "table " + name + " needs columns, such as (a BIGINT), or a query: AS SELECT …");
    }
    for (TableElements.Column column : columns) {
      if (query == null && column.type() == null) {
        throw SyntaxErrors.at(
            column.name().getParserPosition(),
            "column " + column.name() + " needs a type, such as BIGINT or VARCHAR");
      }
    }
    keys.addAll(columnKeys);
    return new Statement.CreateTable(
        name,
        mode,
        new TableElements(columns, keys, watermark),
        options,
        query == null ? null : Queries.checked(query, last));
  }
}
