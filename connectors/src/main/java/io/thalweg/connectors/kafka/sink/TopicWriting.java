package io.thalweg.connectors.kafka.sink;

import io.thalweg.connectors.kafka.KafkaOptions;
import io.thalweg.connectors.kafka.TopicColumns;
import io.thalweg.connectors.kafka.message.MessageEncoder;
import io.thalweg.connectors.kafka.message.MessageFormat;
import io.thalweg.connectors.kafka.message.Metadata;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How rows of a table become messages of its topic. Immutable.
///
/// @param keys ordinals of the columns that make the key
/// @param upserts whether a key names a row, so that rows can be replaced and taken back
public record TopicWriting(
    KafkaOptions options, TopicColumns columns, List<Integer> keys, boolean upserts) {

  /// @throws ThalwegException FEATURE_NOT_SUPPORTED for what can only be read
  public static TopicWriting of(KafkaOptions options, TopicColumns columns) {
    if (options.format() == MessageFormat.DEBEZIUM) {
      throw unsupported(
          "format 'debezium' can only be read; declare the topic with format = 'json'");
    }
    List<Integer> keys = new ArrayList<>();
    for (String name : options.key()) {
      keys.add(columns.schema().indexOf(name).orElseThrow());
    }
    boolean upserts = !keys.isEmpty();
    for (int i = 0; i < columns.metadata().size(); i++) {
      Optional<Metadata> metadata = columns.metadata().get(i);
      if (metadata.isPresent() && metadata.get() != Metadata.KEY) {
        throw unsupported(
            "column '"
                + columns.schema().field(i).name()
                + "' is given by Kafka and cannot be written; leave it out");
      }
      if (metadata.isPresent() && keys.isEmpty()) {
        keys.add(i);
      }
    }
    if (columns.values().isEmpty()) {
      throw unsupported("a message needs a value; declare a column for it");
    }
    return new TopicWriting(options, columns, List.copyOf(keys), upserts);
  }

  private static ThalwegException unsupported(String message) {
    return new ThalwegException(ErrorCode.FEATURE_NOT_SUPPORTED, message);
  }

  RowMessages messages() {
    boolean raw = options.format() == MessageFormat.RAW;
    MessageEncoder encoder = new MessageEncoder(columns.schema(), columns.values(), keys, raw);
    return new RowMessages(encoder, upserts, options.topic());
  }
}
