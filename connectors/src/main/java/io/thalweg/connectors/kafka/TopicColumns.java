package io.thalweg.connectors.kafka;

import io.thalweg.connectors.kafka.message.MessageFormat;
import io.thalweg.connectors.kafka.message.Metadata;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which of a table's columns come from messages' values, and which from what is beside them.
/// Immutable.
///
/// @param schema all columns
/// @param metadata per column; empty: a column of the value
public record TopicColumns(Schema schema, List<Optional<Metadata>> metadata) {
  public TopicColumns {
    metadata = List.copyOf(metadata);
  }

  static TopicColumns of(TableDeclaration declaration, KafkaOptions options) {
    Schema schema = declaration.schema();
    List<Optional<Metadata>> metadata = new ArrayList<>();
    int values = 0;
    for (Field field : schema.fields()) {
      Optional<Metadata> one = Metadata.named(field.name());
      if (one.isPresent() && !one.get().fits(field.type())) {
        throw invalid(
            "column '"
                + field.name()
                + "' cannot be "
                + field.type().sql()
                + "; see the types of metadata columns in docs/connectors.md");
      }
      values += one.isPresent() ? 0 : 1;
      metadata.add(one);
    }
    if (values == 0 && schema.size() == 0) {
      throw invalid("a table of connector 'kafka' needs columns; list them with their types");
    }
    TopicColumns columns = new TopicColumns(schema, metadata);
    if (options.format() == MessageFormat.RAW) {
      columns.checkRaw();
    }
    for (String key : options.key()) {
      if (schema.indexOf(key).isEmpty()) {
        throw invalid("key column '" + key + "' is none of the table's columns " + schema);
      }
    }
    return columns;
  }

  private void checkRaw() {
    List<Field> values = values().stream().map(schema::field).toList();
    boolean bytes =
        values.stream()
            .allMatch(
                field ->
                    field.type() == SimpleType.VARCHAR || field.type() == SimpleType.VARBINARY);
    if (values.size() > 1 || !bytes) {
      throw invalid("format 'raw' gives one column, VARCHAR or VARBINARY, not " + values);
    }
  }

  /// Ordinals of the columns that come from values.
  public List<Integer> values() {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = 0; i < metadata.size(); i++) {
      if (metadata.get(i).isEmpty()) {
        ordinals.add(i);
      }
    }
    return ordinals;
  }

  private static ThalwegException invalid(String message) {
    return new ThalwegException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
