package io.thalweg.server.system;

import io.thalweg.core.function.FunctionSignature;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.server.engine.show.Inventory;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tables of `system.jdbc`, with the columns that `java.sql.DatabaseMetaData` documents.
final class JdbcTables {
  static final String SCHEMA = "jdbc";

  private static final Schema COLUMNS =
      schema(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i"
              + " BUFFER_LENGTH:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS COLUMN_DEF"
              + " SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
              + " IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:i"
              + " IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
  private static final Schema TABLES =
      schema(
          "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
              + " SELF_REFERENCING_COL_NAME REF_GENERATION");
  private static final Schema TYPES =
      schema(
          "TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:i"
              + " CASE_SENSITIVE:b SEARCHABLE:i UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b"
              + " AUTO_INCREMENT:b LOCAL_TYPE_NAME MINIMUM_SCALE:i MAXIMUM_SCALE:i SQL_DATA_TYPE:i"
              + " SQL_DATETIME_SUB:i NUM_PREC_RADIX:i");
  private static final Schema FUNCTIONS =
      schema("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:i SPECIFIC_NAME");

  private final Inventory inventory;

  JdbcTables(Inventory inventory) {
    this.inventory = inventory;
  }

  /// @param columns separated by blanks; VARCHAR, or with `:i` INTEGER, with `:b` BOOLEAN
  private static Schema schema(String columns) {
    return new Schema(
        Stream.of(columns.split(" "))
            .map(column -> column.split(":"))
            .map(
                parts ->
                    Field.nullable(
                        parts[0],
                        parts.length == 1
                            ? SimpleType.VARCHAR
                            : parts[1].equals("i") ? SimpleType.INTEGER : SimpleType.BOOLEAN))
            .toList());
  }

  void addTo(SystemCatalog catalog) {
    catalog.add(
        SCHEMA,
        "catalogs",
        schema("TABLE_CAT"),
        () -> inventory.schemas().stream().map(s -> List.of(s.catalog())).distinct().toList());
    catalog.add(
        SCHEMA,
        "schemas",
        schema("TABLE_SCHEM TABLE_CATALOG"),
        () -> inventory.schemas().stream().map(s -> List.of(s.schema(), s.catalog())).toList());
    catalog.add(
        SCHEMA,
        "tables",
        TABLES,
        () -> inventory.relations().stream().map(JdbcTables::table).toList());
    catalog.add(SCHEMA, "columns", COLUMNS, this::columns);
    catalog.add(
        SCHEMA,
        "table_types",
        schema("TABLE_TYPE"),
        () -> List.of(List.of("MATERIALIZED VIEW"), List.of("TABLE"), List.of("VIEW")));
    catalog.add(SCHEMA, "types", TYPES, () -> JdbcType.ALL.stream().map(JdbcTables::type).toList());
    catalog.add(
        SCHEMA,
        "functions",
        FUNCTIONS,
        () -> inventory.functions().stream().map(JdbcTables::function).toList());
  }

  private static List<@Nullable Object> table(Inventory.Relation relation) {
    return Arrays.asList(
        relation.schema().catalog(),
        relation.schema().schema(),
        relation.name(),
        relation.type(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private List<List<@Nullable Object>> columns() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Inventory.Relation relation : inventory.relations()) {
      Optional<Schema> schema = inventory.columns(relation);
      for (int i = 0; schema.isPresent() && i < schema.get().size(); i++) {
        rows.add(column(relation, schema.get().field(i), i + 1));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> column(
      Inventory.Relation relation, Field field, int position) {
    JdbcType type = JdbcType.of(field.type());
    boolean text = type.code() == Types.VARCHAR || type.code() == Types.VARBINARY;
    return Arrays.asList(
        relation.schema().catalog(),
        relation.schema().schema(),
        relation.name(),
        field.name(),
        type.code(),
        type.name(),
        type.size(),
        null,
        type.digits(),
        type.radix(),
        field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        null,
        null,
        null,
        null,
        text ? type.size() : null,
        position,
        field.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  private static List<@Nullable Object> type(DataType type) {
    JdbcType jdbc = JdbcType.of(type);
    boolean quoted = !type.isNumeric() && type != SimpleType.BOOLEAN;
    boolean decimal = type instanceof DecimalType;
    return Arrays.asList(
        jdbc.name(),
        jdbc.code(),
        jdbc.size(),
        quoted ? "'" : null,
        quoted ? "'" : null,
        decimal ? "precision,scale" : null,
        DatabaseMetaData.typeNullable,
        type == SimpleType.VARCHAR,
        DatabaseMetaData.typeSearchable,
        false,
        decimal || type.isInteger(),
        false,
        jdbc.name(),
        jdbc.digits() == null ? null : 0,
        decimal ? (Integer) DecimalType.MAX_PRECISION : jdbc.digits(),
        null,
        null,
        jdbc.radix());
  }

  private static List<@Nullable Object> function(FunctionSignature function) {
    int kind =
        function.kind() == FunctionSignature.Kind.TABLE
            ? DatabaseMetaData.functionReturnsTable
            : DatabaseMetaData.functionNoTable;
    return Arrays.asList(null, null, function.name(), function.help(), kind, function.name());
  }
}
