package io.thalweg.server.flight;

import io.thalweg.core.arrow.ArrowBatchReader;
import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/// Parameter values as clients send them: rows of Arrow, one value per parameter.
final class BoundParameters {
  private static final int MOST_ROWS = 1_000_000;

  private BoundParameters() {}

  /// All rows of the stream, in the Java form of [io.thalweg.core.data.Values].
  static List<List<@Nullable Object>> read(FlightStream stream) {
    Schema schema = ArrowSchemas.fromArrow(stream.getSchema());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (stream.next()) {
      Batch batch = ArrowBatchReader.read(stream.getRoot(), stream.getDictionaryProvider());
      for (int i = 0; i < batch.rowCount(); i++) {
        rows.add(row(schema, batch, batch.row(i)));
      }
      if (rows.size() > MOST_ROWS) {
        throw new ThalwegException(
            ErrorCode.PARAMETER_MISMATCH,
            "more than " + MOST_ROWS + " rows of parameters at once; send them in parts");
      }
    }
    return rows;
  }

  private static List<@Nullable Object> row(Schema schema, Batch batch, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      values.add(ColumnValues.get(schema.type(i), batch.column(i), row));
    }
    return values;
  }

  /// The parameters' fields as clients shall fill them. Timestamps are declared in milliseconds,
  /// because the official JDBC driver writes those whatever the unit says.
  static org.apache.arrow.vector.types.pojo.Schema declare(Schema parameters) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        ArrowSchemas.toArrow(parameters).getFields().stream()
            .map(BoundParameters::declare)
            .toList());
  }

  private static Field declare(Field field) {
    return field.getType() instanceof ArrowType.Timestamp timestamp
        ? new Field(
            field.getName(),
            FieldType.nullable(
                new ArrowType.Timestamp(TimeUnit.MILLISECOND, timestamp.getTimezone())),
            List.of())
        : field;
  }
}
