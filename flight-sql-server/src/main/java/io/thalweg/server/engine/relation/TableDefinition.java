package io.thalweg.server.engine.relation;

import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What CREATE TABLE … WITH said, as it is stored. Immutable.
///
/// @param id names the table for ever
/// @param connector who keeps its rows
/// @param columns none: those that the connector knows itself
/// @param primaryKey ordinals; empty: none declared
/// @param options without `connector`
public record TableDefinition(
    String id,
    QualifiedName name,
    String connector,
    List<Column> columns,
    Optional<WatermarkSpec> watermark,
    List<Integer> primaryKey,
    Map<String, String> options) {
  public TableDefinition {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    options = Map.copyOf(options);
  }

  /// @param type in SQL
  public record Column(String name, String type, boolean nullable) {
    public static Column of(Field field) {
      return new Column(field.name(), field.type().sql(), field.nullable());
    }

    public Field field() {
      return new Field(name, DataType.parse(type), nullable);
    }
  }

  /// What the connector is asked for.
  ///
  /// @param values of the options, without references
  public TableDeclaration declaration(Map<String, String> values) {
    SchemaPath schema = name.schema();
    return new TableDeclaration(
        new TableHandle(schema.catalog(), schema.schema(), name.name(), Map.of(Relation.ID, id)),
        new Schema(columns.stream().map(Column::field).toList()),
        watermark,
        primaryKey,
        values);
  }
}
