package io.thalweg.server.flight;

import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.server.system.JdbcType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// The Arrow schema of a result as clients see it: with Flight SQL's metadata of columns, from
/// which they take type names, precision and scale.
///
/// What a FlightInfo says and what the stream then carries must be the same: some clients compare.
final class ResultSchemas {
  private ResultSchemas() {}

  static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    List<Field> fields = ArrowSchemas.toArrow(schema).getFields();
    return new org.apache.arrow.vector.types.pojo.Schema(
        IntStream.range(0, schema.size())
            .mapToObj(i -> describe(fields.get(i), schema.type(i)))
            .toList());
  }

  private static Field describe(Field field, DataType type) {
    Map<String, String> metadata = new HashMap<>(field.getMetadata());
    metadata.putAll(metadata(type));
    FieldType described = new FieldType(field.isNullable(), field.getType(), null, metadata);
    return new Field(field.getName(), described, field.getChildren());
  }

  private static Map<String, String> metadata(DataType type) {
    JdbcType jdbc = JdbcType.of(type);
    FlightSqlColumnMetadata.Builder builder =
        new FlightSqlColumnMetadata.Builder()
            .typeName(jdbc.name())
            .isAutoIncrement(false)
            .isCaseSensitive(type == SimpleType.VARCHAR || type == SimpleType.JSON)
            .isReadOnly(true)
            .isSearchable(true);
    if (jdbc.size() != null) {
      builder.precision(jdbc.size());
    }
    if (jdbc.digits() != null) {
      builder.scale(jdbc.digits());
    }
    return builder.build().getMetadataMap();
  }
}
