package io.thalweg.connectors.kafka.message;

import io.thalweg.core.data.Column;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers the values of messages as rows. Used by one thread.
///
/// After an `append` that failed the gathered rows are of no use: [#take] begins again.
public sealed interface MessageDecoder permits JsonDecoder, RawDecoder, DebeziumDecoder {

  /// Rows with the number of the message each comes from.
  ///
  /// @param messageOf counts the messages appended since the last take
  /// @param weights null: all 1
  record Rows(int count, List<Column> columns, int[] messageOf, int @Nullable [] weights) {}

  /// Appends the rows of one message.
  ///
  /// @param value null for a message without one
  /// @throws IOException says what is wrong with the value
  void append(byte @Nullable [] value) throws IOException;

  /// What was gathered; then begins again.
  Rows take();

  /// @param columns those of the table's that come from values, and are asked for
  static MessageDecoder of(MessageFormat format, Schema columns) {
    return switch (format) {
      case JSON -> new JsonDecoder(columns);
      case RAW -> new RawDecoder(columns);
      case DEBEZIUM -> new DebeziumDecoder(columns);
    };
  }
}
