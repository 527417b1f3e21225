package io.thalweg.connectors.kafka;

import io.thalweg.connectors.kafka.message.MessageFormat;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a declaration says, checked. Immutable.
///
/// @param client properties that all clients share
/// @param start where a stream, and a bounded scan, begins
/// @param stopsAtEnd whether a stream ends where the topic ends when the stream starts
/// @param deadLetterTopic present when messages that cannot be read go there
/// @param skipsErrors whether messages that cannot be read are left out
/// @param exactlyOnce whether a job's rows are staged and committed by transactions
/// @param key names of the columns that make a message's key; empty: none
/// @param stagingTopic empty: named after topic and job
/// @param discovery how often a stream looks for new partitions; zero: never
public record KafkaOptions(
    String topic,
    Map<String, Object> client,
    MessageFormat format,
    Start start,
    boolean stopsAtEnd,
    Optional<String> deadLetterTopic,
    boolean skipsErrors,
    boolean exactlyOnce,
    List<String> key,
    Optional<String> stagingTopic,
    Duration discovery) {
  private static final List<String> OPTIONS =
      List.of(
          "topic",
          "format",
          "start",
          "stop",
          "on_error",
          "dead_letter_topic",
          "delivery",
          "key",
          "staging_topic",
          "discovery_interval_ms");
  private static final int DISCOVERY_MILLIS = 10_000;
  private static final String TOPIC_NAME = "[a-zA-Z0-9._-]{1,249}";

  public KafkaOptions {
    client = Map.copyOf(client);
    key = List.copyOf(key);
  }

  /// Where reading begins: at an end of the topic, or at a time.
  ///
  /// @param earliest the beginning, when there is no time; otherwise the end
  /// @param millis since 1970: the first message that is not older
  record Start(boolean earliest, Optional<Long> millis) {
    static Start parse(Options options) {
      Optional<String> text = options.text("start").map(word -> word.toLowerCase(Locale.ROOT));
      if (text.isEmpty() || text.get().equals("earliest")) {
        return new Start(true, Optional.empty());
      }
      return text.get().equals("latest")
          ? new Start(false, Optional.empty())
          : new Start(false, Optional.of(options.time("start").orElse(0) / 1000));
    }
  }

  /// @param primaryKey the declaration's, as names
  static KafkaOptions parse(Map<String, String> texts, List<String> primaryKey) {
    List<String> known = new ArrayList<>(OPTIONS);
    known.addAll(ClientProperties.OPTIONS);
    texts.keySet().stream().filter(ClientProperties::isAllowed).forEach(known::add);
    Options options = Options.checked(KafkaConnector.OWNER, texts, known);
    String onError =
        options.oneOf("on_error", List.of("fail", "skip", "dead_letter")).orElse("fail");
    Optional<String> deadLetters =
        onError.equals("dead_letter")
            ? Optional.of(
                topicName(
                    "dead_letter_topic",
                    options.required(KafkaConnector.OWNER, "dead_letter_topic")))
            : Optional.empty();
    return new KafkaOptions(
        topicName("topic", options.required(KafkaConnector.OWNER, "topic")),
        ClientProperties.of(options),
        MessageFormat.valueOf(
            options.oneOf("format", MessageFormat.names()).orElse("json").toUpperCase(Locale.ROOT)),
        Start.parse(options),
        options.oneOf("stop", List.of("never", "latest")).orElse("never").equals("latest"),
        deadLetters,
        onError.equals("skip"),
        options
            .oneOf("delivery", List.of("exactly_once", "at_least_once"))
            .orElse("exactly_once")
            .equals("exactly_once"),
        options.text("key").map(KafkaOptions::names).orElse(primaryKey),
        options.text("staging_topic").map(name -> topicName("staging_topic", name)),
        Duration.ofMillis(
            options
                .integer("discovery_interval_ms", 0, Integer.MAX_VALUE)
                .orElse(DISCOVERY_MILLIS)));
  }

  private static List<String> names(String list) {
    return List.of(list.strip().split("\\s*,\\s*"));
  }

  private static String topicName(String option, String name) {
    if (!name.matches(TOPIC_NAME)) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "option " + option + " is '" + name + "'; a topic's name has letters, digits, . _ and -");
    }
    return name;
  }
}
