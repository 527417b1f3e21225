package io.thalweg.connectors.kafka.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.thalweg.connectors.files.json.JsonObjects;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Debezium's change events: the row before is retracted, the row after inserted. With the
/// schema around it (`{"schema": …, "payload": …}`) or without. A message without a value, the
/// tombstone behind a deletion, is no row.
///
/// Updates and deletions need the row before: the database has to send it (in PostgreSQL `REPLICA
/// IDENTITY FULL`).
final class DebeziumDecoder implements MessageDecoder {
  private final JsonObjects before;
  private final JsonObjects after;
  private final List<Integer> beforeMessages = new ArrayList<>();
  private final List<Integer> afterMessages = new ArrayList<>();
  private int messages;

  DebeziumDecoder(Schema columns) {
    this.before = new JsonObjects(columns);
    this.after = new JsonObjects(columns);
  }

  @Override
  public void append(byte @Nullable [] value) throws IOException {
    if (value != null) {
      try (JsonParser parser = JsonDecoder.FACTORY.createParser(value)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new IOException("the value is no JSON object");
        }
        envelope(parser);
      } catch (StreamReadException e) {
        throw new IOException(e.getOriginalMessage(), e);
      }
    }
    messages++;
  }

  private void envelope(JsonParser parser) throws IOException {
    int befores = before.rows();
    int afters = after.rows();
    String operation = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "payload" -> {
          if (token == JsonToken.START_OBJECT) {
            envelope(parser);
            return;
          }
        }
        case "op" -> operation = parser.getText();
        case "before" -> appendRow(before, token, parser);
        case "after" -> appendRow(after, token, parser);
        default -> parser.skipChildren();
      }
    }
    check(operation, before.rows() > befores, after.rows() > afters);
    if (before.rows() > befores) {
      beforeMessages.add(messages);
    }
    if (after.rows() > afters) {
      afterMessages.add(messages);
    }
  }

  private static void appendRow(JsonObjects rows, JsonToken token, JsonParser parser)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      rows.append(parser);
    } else if (token != JsonToken.VALUE_NULL) {
      throw new IOException("'" + parser.currentName() + "' is no JSON object");
    }
  }

  private static void check(@Nullable String operation, boolean hasBefore, boolean hasAfter)
      throws IOException {
    switch (operation) {
      case "c", "r" -> require(!hasBefore && hasAfter, operation, "a row after and none before");
      case "u" -> require(hasBefore && hasAfter, operation, "a row before and a row after");
      case "d" -> require(hasBefore && !hasAfter, operation, "a row before and none after");
      case null, default -> throw new IOException("op is '" + operation + "', not c, r, u or d");
    }
  }

  private static void require(boolean fits, @Nullable String operation, String wanted)
      throws IOException {
    if (!fits) {
      throw new IOException("an event with op '" + operation + "' needs " + wanted);
    }
  }

  @Override
  public Rows take() {
    int removed = beforeMessages.size();
    int count = removed + afterMessages.size();
    int[] weights = new int[count];
    int[] messageOf = new int[count];
    for (int i = 0; i < count; i++) {
      weights[i] = i < removed ? -1 : 1;
      messageOf[i] = i < removed ? beforeMessages.get(i) : afterMessages.get(i - removed);
    }
    List<Column> old = before.take();
    List<Column> now = after.take();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      columns.add(removed == 0 ? now.get(i) : Columns.concat(List.of(old.get(i), now.get(i))));
    }
    beforeMessages.clear();
    afterMessages.clear();
    messages = 0;
    return new Rows(count, columns, messageOf, removed == 0 ? null : weights);
  }
}
