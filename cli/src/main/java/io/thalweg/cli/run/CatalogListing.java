package io.thalweg.cli.run;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tables and columns as JDBC's metadata has them.
public final class CatalogListing {
  private static final String SYSTEM = "system";

  private CatalogListing() {}

  /// The names of tables and views, those of the current schema without their schema.
  ///
  /// @param pattern as in LIKE; empty for all
  public static List<String> tables(Connection connection, String pattern) throws SQLException {
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    List<String> here = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    DatabaseMetaData metadata = connection.getMetaData();
    try (ResultSet tables =
        metadata.getTables(null, null, pattern.isEmpty() ? "%" : pattern, null)) {
      while (tables.next()) {
        String tableCatalog = tables.getString("TABLE_CAT");
        String tableSchema = tables.getString("TABLE_SCHEM");
        String name = quoted(tables.getString("TABLE_NAME"));
        if (tableCatalog.equals(catalog) && tableSchema.equals(schema)) {
          here.add(name);
        } else if (!tableCatalog.equals(SYSTEM)) {
          elsewhere.add(quoted(tableCatalog) + "." + quoted(tableSchema) + "." + name);
        }
      }
    }
    here.addAll(elsewhere);
    return here;
  }

  /// `CREATE TABLE` statements, as text for people.
  ///
  /// @param table a name of one to three parts; empty for all tables of the current schema
  static String definitions(Connection connection, String table) throws SQLException {
    String[] parts =
        table.isEmpty() ? new String[] {"%"} : table.replace("\"", "").split("\\.", -1);
    int last = parts.length - 1;
    @Nullable String catalog = last > 1 ? parts[last - 2] : connection.getCatalog();
    @Nullable String schema = last > 0 ? parts[last - 1] : connection.getSchema();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    DatabaseMetaData metadata = connection.getMetaData();
    try (ResultSet rows = metadata.getColumns(catalog, schema, parts[last], "%")) {
      while (rows.next()) {
        String name = quoted(rows.getString("TABLE_NAME"));
        boolean required = rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
        columns
            .computeIfAbsent(name, key -> new ArrayList<>())
            .add(
                "  "
                    + quoted(rows.getString("COLUMN_NAME"))
                    + " "
                    + rows.getString("TYPE_NAME")
                    + (required ? " NOT NULL" : ""));
      }
    }
    StringBuilder text = new StringBuilder();
    columns.forEach(
        (name, lines) ->
            text.append("CREATE TABLE ")
                .append(name)
                .append(" (\n")
                .append(String.join(",\n", lines))
                .append("\n);\n"));
    return text.toString();
  }

  /// `name` as SQL reads it back.
  static String quoted(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
