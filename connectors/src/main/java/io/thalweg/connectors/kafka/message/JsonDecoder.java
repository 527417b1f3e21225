package io.thalweg.connectors.kafka.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.thalweg.connectors.files.json.JsonObjects;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads values that are JSON objects; a message without a value is a row of NULLs.
final class JsonDecoder implements MessageDecoder {
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private final JsonObjects objects;

  JsonDecoder(Schema columns) {
    this.objects = new JsonObjects(columns);
  }

  @Override
  public void append(byte @Nullable [] value) throws IOException {
    if (value == null) {
      objects.appendNulls();
      return;
    }
    if (objects.appendPlain(value)) {
      return;
    }
    try (JsonParser parser = FACTORY.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the value is no JSON object");
      }
      objects.append(parser);
      if (parser.nextToken() != null) {
        throw new IOException("there is more behind the JSON object");
      }
    } catch (StreamReadException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  @Override
  public Rows take() {
    int rows = objects.rows();
    return new Rows(rows, objects.take(), IntStream.range(0, rows).toArray(), null);
  }
}
