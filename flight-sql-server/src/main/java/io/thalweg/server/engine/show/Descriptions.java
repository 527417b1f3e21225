package io.thalweg.server.engine.show;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.planner.command.Command;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.result.FixedRows;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of DESCRIBE and SUMMARIZE.
public final class Descriptions {
  /// Of [#describe], and of SHOW COLUMNS.
  public static final Schema DESCRIBE_SCHEMA =
      FixedRows.texts("column_name", "column_type", "nullable");

  /// Of [#summarize].
  public static final Schema SUMMARIZE_SCHEMA =
      Schema.of(
          Field.required("column_name", SimpleType.VARCHAR),
          Field.required("column_type", SimpleType.VARCHAR),
          Field.nullable("min", SimpleType.VARCHAR),
          Field.nullable("max", SimpleType.VARCHAR),
          Field.nullable("distinct_values", SimpleType.BIGINT),
          Field.nullable("avg", SimpleType.DOUBLE),
          Field.nullable("std", SimpleType.DOUBLE),
          Field.nullable("count", SimpleType.BIGINT),
          Field.nullable("null_percentage", SimpleType.DOUBLE));

  private static final int FIGURES = SUMMARIZE_SCHEMA.size() - 2;

  private Descriptions() {}

  /// A row per column.
  public static RowStream describe(Schema schema) {
    return FixedRows.of(DESCRIBE_SCHEMA, lines(schema.fields()).toList());
  }

  static Stream<List<String>> lines(List<Field> fields) {
    return fields.stream()
        .map(field -> List.of(field.name(), field.type().sql(), field.nullable() ? "YES" : "NO"));
  }

  /// One query with all columns' aggregates, its one row turned into a row per column.
  public static RowStream summarize(Session session, Command.Summarize summarize) {
    Schema schema = summarize.schema();
    List<String> aggregates = new ArrayList<>();
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      aliases.add("c" + i);
      aggregates.add(aggregates("c" + i, schema.type(i)));
    }
    String sql =
        "SELECT "
            + String.join(", ", aggregates)
            + " FROM (SELECT * FROM "
            + summarize.sql()
            + ") AS input("
            + String.join(", ", aliases)
            + ")";
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (RowStream stream = ((StatementResult.Rows) session.execute(sql)).stream()) {
      Batch batch = stream.next();
      for (int i = 0; batch != null && i < schema.size(); i++) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(schema.field(i).name());
        row.add(schema.type(i).sql());
        for (int figure = 0; figure < FIGURES; figure++) {
          DataType type = SUMMARIZE_SCHEMA.type(figure + 2);
          row.add(ColumnValues.get(type, batch.column(i * FIGURES + figure), batch.row(0)));
        }
        rows.add(row);
      }
    }
    return FixedRows.of(SUMMARIZE_SCHEMA, rows);
  }

  /// As many expressions as there are figures, in their order.
  private static String aggregates(String column, DataType type) {
    boolean ordered =
        switch (type) {
          case SimpleType simple -> simple != SimpleType.NULL;
          case DecimalType _, TimestampType _, IntervalType _ -> true;
          case ArrayType _, MapType _, RowType _ -> false;
        };
    String min = ordered ? "CAST(min(" + column + ") AS VARCHAR)" : "CAST(NULL AS VARCHAR)";
    String max = ordered ? "CAST(max(" + column + ") AS VARCHAR)" : "CAST(NULL AS VARCHAR)";
    String none = "CAST(NULL AS DOUBLE)";
    String average = type.isNumeric() ? "CAST(avg(" + column + ") AS DOUBLE)" : none;
    String deviation = type.isNumeric() ? "CAST(stddev(" + column + ") AS DOUBLE)" : none;
    return String.join(
        ", ",
        min,
        max,
        "count(DISTINCT " + column + ")",
        average,
        deviation,
        "count(*)",
        "CASE WHEN count(*) = 0 THEN NULL ELSE CAST(100.0 * (count(*) - count("
            + column
            + ")) AS DOUBLE) / count(*) END");
  }
}
