package io.thalweg.benchmarks.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What came out, as others see it: Kafka's own consumer of committed messages, and DuckDB over the
/// Parquet files. Rows as texts, fields with commas between. Used by one thread.
final class Answers {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String bootstrap;
  private final Path files;

  /// @param files the directory of the Parquet files
  Answers(String bootstrap, Path files) {
    this.bootstrap = bootstrap;
    this.files = files;
  }

  List<String> read(Output output) throws SQLException {
    return switch (output) {
      case WINDOWS, PAID -> messages(output).stream().map(message -> row(message.value())).toList();
      case CUSTOMERS -> lastByKey(messages(output));
      case DISTINCT -> parquet();
    };
  }

  private static List<String> lastByKey(List<ConsumerRecord<String, String>> messages) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> message : messages) {
      if (message.value() == null) {
        rows.remove(message.key());
      } else {
        rows.put(message.key(), row(message.value()));
      }
    }
    return List.copyOf(rows.values());
  }

  private static String row(String json) {
    try {
      List<String> fields = new ArrayList<>();
      for (JsonNode field : JSON.readTree(json)) {
        fields.add(field.isTextual() ? Long.toString(millis(field.asText())) : field.asText());
      }
      return String.join(",", fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the message '" + json + "' is no object", e);
    }
  }

  private static long millis(String time) {
    return LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /// All committed messages of a topic, each partition in order.
  private List<ConsumerRecord<String, String>> messages(Output output) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    List<ConsumerRecord<String, String>> all = new ArrayList<>();
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(output.table()).stream()
              .map(info -> new TopicPartition(output.table(), info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
          consumer.poll(POLL).forEach(all::add);
          if (System.nanoTime() > until) {
            throw new IllegalStateException("Kafka does not give all of " + partition);
          }
        }
      }
    }
    return all;
  }

  /// How far a topic goes: for readers of committed messages, and for all.
  String ends(Output output) {
    StringBuilder text = new StringBuilder(output.table());
    for (String isolation : List.of("read_committed", "read_uncommitted")) {
      try (Consumer<String, String> consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation),
              new StringDeserializer(),
              new StringDeserializer())) {
        List<TopicPartition> partitions =
            consumer.partitionsFor(output.table()).stream()
                .map(info -> new TopicPartition(output.table(), info.partition()))
                .toList();
        text.append(' ').append(isolation).append(consumer.endOffsets(partitions));
      }
    }
    return text.toString();
  }

  private List<String> parquet() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      String glob = files + "/*.parquet";
      try (ResultSet found = statement.executeQuery("SELECT count(*) FROM glob('" + glob + "')")) {
        found.next();
        if (found.getLong(1) == 0) {
          return rows;
        }
      }
      try (ResultSet result =
          statement.executeQuery(
              "SELECT concat_ws(',', id, kind, points, epoch_ms(ts)) FROM read_parquet('"
                  + glob
                  + "')")) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }
}
