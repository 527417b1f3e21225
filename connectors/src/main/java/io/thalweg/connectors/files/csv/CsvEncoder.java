package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.sink.TextSink;
import io.thalweg.connectors.files.text.TextBuffer;
import io.thalweg.connectors.files.text.ValueWriter;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes rows as CSV: fields are quoted where they have to be, and empty text is, so that it
/// differs from NULL. Thread-safe.
final class CsvEncoder implements TextSink.RowEncoder {
  private final Schema schema;
  private final CsvDialect dialect;
  private final byte[] nullText;

  CsvEncoder(Schema schema, CsvDialect dialect) {
    this.schema = schema;
    this.dialect = dialect;
    this.nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String start() {
    if (!dialect.header()) {
      return "";
    }
    TextBuffer text = new TextBuffer();
    boolean first = true;
    for (Field field : schema.fields()) {
      if (!first) {
        text.append(dialect.delimiter());
      }
      first = false;
      int from = text.size();
      text.append(field.name());
      quoteIfNeeded(text, from);
    }
    text.append('\n');
    return new String(text.bytes(), 0, text.size(), StandardCharsets.UTF_8);
  }

  @Override
  public String separator() {
    return "";
  }

  @Override
  public String end(boolean empty) {
    return "";
  }

  @Override
  public void encode(Batch batch, TextBuffer text) {
    int columns = schema.size();
    ValueWriter[] writers = new ValueWriter[columns];
    for (int i = 0; i < columns; i++) {
      writers[i] = ValueWriter.of(schema.type(i), batch.column(i));
    }
    for (int row = 0; row < batch.length(); row++) {
      for (int i = 0; i < columns; i++) {
        if (i > 0) {
          text.append(dialect.delimiter());
        }
        Column column = batch.column(i);
        if (column.isNull(row)) {
          text.append(nullText, 0, nullText.length);
        } else {
          int from = text.size();
          writers[i].write(text, row);
          quoteIfNeeded(text, from);
        }
      }
      text.append('\n');
    }
  }

  private void quoteIfNeeded(TextBuffer text, int from) {
    if (dialect.quote() == 0) {
      return;
    }
    byte[] bytes = text.bytes();
    int to = text.size();
    boolean needed = isNullText(bytes, from, to);
    for (int i = from; i < to && !needed; i++) {
      byte b = bytes[i];
      needed = b == dialect.delimiter() || b == dialect.quote() || b == '\n' || b == '\r';
    }
    if (needed) {
      byte[] plain = Arrays.copyOfRange(bytes, from, to);
      text.truncate(from);
      quote(text, plain);
    }
  }

  /// Also blank text, which readers would drop.
  private boolean isNullText(byte[] bytes, int from, int to) {
    return from == to || Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
  }

  private void quote(TextBuffer text, byte[] plain) {
    text.append(dialect.quote());
    for (byte b : plain) {
      if (b == dialect.quote() || (b == dialect.escape() && dialect.escape() != 0)) {
        text.append(dialect.escape());
      }
      text.append((char) (b & 0xff));
    }
    text.append(dialect.quote());
  }
}
