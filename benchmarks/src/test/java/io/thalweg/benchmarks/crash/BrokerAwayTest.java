package io.thalweg.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.testing.kafka.KafkaBroker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A job whose broker goes away and comes back, whose topic grows, and whose engine is closed.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokerAwayTest {
  private static final String TOPIC = "numbers";
  private static final String ANSWER = "SELECT count(*) || ' ' || sum(n) FROM v";
  private static final String ERROR =
      "SELECT coalesce(last_error, 'none') || ' ' || state FROM system.main.jobs";

  @TempDir private Path root;

  private int sent;

  private void send(KafkaBroker broker, int partition, int count) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < count; i++) {
        String message = "{\"n\": " + sent++ + "}";
        producer.send(new ProducerRecord<>(TOPIC, partition, null, message)).get();
      }
    }
  }

  private String expected() {
    return sent + " " + (long) sent * (sent - 1) / 2;
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:thalweg:?data=" + root.resolve("data"));
  }

  private static String only(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }

  private static void await(Connection connection, String sql, Predicate<String> answer)
      throws SQLException, InterruptedException {
    while (!answer.test(only(connection, sql))) {
      Thread.sleep(50);
    }
  }

  @Test
  void aJobWaitsForItsBrokerSaysSoAndLosesNothing() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(root);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
      send(broker, 0, 100);
      try (Connection connection = open();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE numbers (n BIGINT) WITH (connector = 'kafka', topic = 'numbers',"
                + " discovery_interval_ms = 200, bootstrap_servers = '"
                + broker.address()
                + "')");
        statement.execute("CREATE MATERIALIZED VIEW v AS SELECT n FROM numbers");
        await(connection, ANSWER, expected()::equals);
        broker.kill();
        await(connection, ERROR, error -> error.matches("(?s).*does not answer.*RUNNING"));
        broker.start();
        send(broker, 0, 50);
        await(connection, ANSWER, expected()::equals);
        await(connection, ERROR, "none RUNNING"::equals);
        admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(2))).all().get();
        send(broker, 1, 50);
        await(connection, ANSWER, expected()::equals);
      }
      try (Connection connection = open();
          Statement statement = connection.createStatement()) {
        assertThat(only(connection, ANSWER)).isEqualTo(expected());
        statement.execute("CHECKPOINT JOB v");
        assertThat(only(connection, "SELECT rows_read FROM system.main.jobs")).isEqualTo("0");
        send(broker, 1, 10);
        statement.execute("CHECKPOINT JOB v");
        await(connection, ANSWER, expected()::equals);
        assertThat(only(connection, "SELECT rows_read FROM system.main.jobs")).isEqualTo("10");
      }
    }
  }
}
