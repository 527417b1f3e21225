package io.thalweg.connectors.kafka.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.thalweg.connectors.files.text.JsonText;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes messages of rows: a value of some columns, a key of others. Used by one thread.
///
/// A key of one text or binary column is that text; of one other column the text of its value; of
/// several an object.
public final class MessageEncoder {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Schema schema;
  private final List<Integer> values;
  private final List<Integer> keys;
  private final boolean raw;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// @param values ordinals of the columns in the value; one when `raw`
  /// @param keys ordinals of the columns in the key; none: no key
  public MessageEncoder(Schema schema, List<Integer> values, List<Integer> keys, boolean raw) {
    this.schema = schema;
    this.values = List.copyOf(values);
    this.keys = List.copyOf(keys);
    this.raw = raw;
  }

  /// The value of a row of a batch; null for NULL in a raw column.
  public byte @Nullable [] value(Batch batch, int row) {
    return raw ? plain(values.getFirst(), batch, row) : object(values, batch, row);
  }

  /// The key of a row of a batch.
  public byte @Nullable [] key(Batch batch, int row) {
    if (keys.isEmpty()) {
      return null;
    }
    return keys.size() == 1 ? plain(keys.getFirst(), batch, row) : object(keys, batch, row);
  }

  private byte @Nullable [] plain(int ordinal, Batch batch, int row) {
    DataType type = schema.type(ordinal);
    Column column = batch.column(ordinal);
    if (column.isNull(row)) {
      return null;
    }
    if (type == SimpleType.VARCHAR || type == SimpleType.VARBINARY) {
      FlatColumn one = column.slice(row, 1).flatten();
      BytesColumn text = (BytesColumn) one;
      return java.util.Arrays.copyOfRange(text.bytes(), text.offsets()[0], text.offsets()[1]);
    }
    return String.valueOf(ColumnValues.get(type, column, row)).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] object(List<Integer> ordinals, Batch batch, int row) {
    bytes.reset();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      for (int ordinal : ordinals) {
        json.writeFieldName(schema.field(ordinal).name());
        JsonText.write(json, schema.type(ordinal), batch.column(ordinal), row);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw ThalwegException.wrap(e);
    }
    return bytes.toByteArray();
  }
}
