package io.thalweg.connectors.kafka.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How a message's value holds a row.
public enum MessageFormat {
  /// An object with a field per column.
  JSON,
  /// The bytes are the one column.
  RAW,
  /// Debezium's change events as JSON: a row before and a row after.
  DEBEZIUM;

  public static List<String> names() {
    return Arrays.stream(values()).map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
  }
}
