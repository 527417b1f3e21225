package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.thalweg.connectors.files.sink.TextSink;
import io.thalweg.connectors.files.text.JsonText;
import io.thalweg.connectors.files.text.TextBuffer;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Writes rows as objects, NULL as null. Thread-safe.
final class JsonEncoder implements TextSink.RowEncoder {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Schema schema;
  private final boolean array;

  JsonEncoder(Schema schema, boolean array) {
    this.schema = schema;
    this.array = array;
  }

  @Override
  public String start() {
    return array ? "[\n" : "";
  }

  @Override
  public String separator() {
    return array ? ",\n" : "\n";
  }

  @Override
  public String end(boolean empty) {
    return (empty ? "" : "\n") + (array ? "]\n" : "");
  }

  @Override
  public void encode(Batch batch, TextBuffer text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter(separator()));
      for (int row = 0; row < batch.length(); row++) {
        json.writeStartObject();
        for (int i = 0; i < schema.size(); i++) {
          Field field = schema.field(i);
          json.writeFieldName(field.name());
          JsonText.write(json, field.type(), batch.column(i), row);
        }
        json.writeEndObject();
      }
    } catch (IOException e) {
      throw new ThalwegException(
          ErrorCode.INTERNAL_ERROR, "rows cannot be written as JSON: " + e.getMessage(), e);
    }
    text.append(bytes.toByteArray(), 0, bytes.size());
  }
}
