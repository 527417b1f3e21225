package io.thalweg.connectors.kafka;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What Kafka's clients are configured with: our own settings, and those of the user's that are
/// allowed. Stateless.
///
/// The list is of names whose values can do no harm. Classes, files and JAAS texts are not among
/// them; user and password are options of their own, from which the JAAS text is made.
final class ClientProperties {
  /// Options that are handed to the clients under the name behind it.
  static final String PREFIX = "kafka.";

  static final List<String> OPTIONS =
      List.of("bootstrap_servers", "sasl_mechanism", "sasl_username", "sasl_password", "tls");

  private static final TreeSet<String> ALLOWED =
      new TreeSet<>(
          List.of(
              "batch.size",
              "client.id",
              "client.rack",
              "compression.type",
              "connections.max.idle.ms",
              "default.api.timeout.ms",
              "fetch.max.bytes",
              "fetch.max.wait.ms",
              "fetch.min.bytes",
              "isolation.level",
              "linger.ms",
              "max.partition.fetch.bytes",
              "max.request.size",
              "metadata.max.age.ms",
              "receive.buffer.bytes",
              "reconnect.backoff.max.ms",
              "reconnect.backoff.ms",
              "request.timeout.ms",
              "retry.backoff.ms",
              "send.buffer.bytes",
              "ssl.endpoint.identification.algorithm",
              "ssl.truststore.certificates",
              "transaction.timeout.ms"));
  private static final List<String> MECHANISMS = List.of("plain", "scram-sha-256", "scram-sha-512");
  private static final int TIMEOUT_MILLIS = 30_000;

  private ClientProperties() {}

  /// Whether an option is one of a client's that users may set.
  ///
  /// @throws ThalwegException INVALID_ARGUMENT for a client's that they may not
  static boolean isAllowed(String option) {
    if (!option.startsWith(PREFIX)) {
      return false;
    }
    String name = option.substring(PREFIX.length());
    if (!ALLOWED.contains(name)) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "option '" + option + "' is none that may be set; those that may are " + ALLOWED);
    }
    return true;
  }

  static Map<String, Object> of(Options options) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(
        "bootstrap.servers", options.required(KafkaConnector.OWNER, "bootstrap_servers"));
    properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.put("isolation.level", "read_committed");
    security(options, properties);
    options
        .values()
        .forEach(
            (name, value) -> {
              if (isAllowed(name)) {
                properties.put(name.substring(PREFIX.length()), value);
              }
            });
    if (properties.containsKey("ssl.truststore.certificates")) {
      properties.put("ssl.truststore.type", "PEM");
    }
    return properties;
  }

  private static void security(Options options, Map<String, Object> properties) {
    boolean tls = options.flag("tls").orElse(false);
    Optional<String> user = options.text("sasl_username");
    properties.put(
        "security.protocol",
        user.isPresent() ? (tls ? "SASL_SSL" : "SASL_PLAINTEXT") : tls ? "SSL" : "PLAINTEXT");
    if (user.isEmpty()) {
      return;
    }
    String mechanism = options.oneOf("sasl_mechanism", MECHANISMS).orElse("plain");
    String password = options.required(KafkaConnector.OWNER, "sasl_password");
    String module =
        mechanism.equals("plain")
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    properties.put("sasl.mechanism", mechanism.toUpperCase(java.util.Locale.ROOT));
    properties.put(
        "sasl.jaas.config",
        module
            + " required username="
            + quoted(user.get())
            + " password="
            + quoted(password)
            + ";");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
