package io.thalweg.benchmarks.nexmark;

import io.thalweg.testing.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// A broker process with the events of the suite in topics, filled once by our own sink. Its files
/// go with it. Used by one thread.
final class EventTopics implements AutoCloseable {
  /// As many readers as the machine of the tables has cores.
  private static final int PARTITIONS = 2;

  private static final String FILL = "fill_";

  private final Path directory;
  private final KafkaBroker broker;
  private final EventSource.Topics source;

  EventTopics(long events)
      throws IOException, SQLException, ExecutionException, InterruptedException {
    directory = Files.createTempDirectory("thalweg-events");
    broker = KafkaBroker.start(directory);
    source = new EventSource.Topics(events, broker.address());
    try {
      create();
      fill();
    } catch (IOException | SQLException | ExecutionException | RuntimeException e) {
      close();
      throw e;
    }
  }

  EventSource.Topics source() {
    return source;
  }

  private void create() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      List<NewTopic> topics =
          StreamEngine.TABLES.stream()
              .map(table -> new NewTopic(table, Optional.of(PARTITIONS), Optional.empty()))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  /// One reader and one writer, so that rows stay in order within each partition.
  private void fill() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:thalweg:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET parallelism = 1");
      for (String table : StreamEngine.TABLES) {
        statement.execute(
            "CREATE TABLE "
                + FILL
                + table
                + " WITH (connector = 'nexmark', table = '%s', splits = 1, events = %d)"
                    .formatted(table, source.events()));
        statement.execute(
            "CREATE TABLE %1$sto_%2$s (%3$s) WITH (connector = 'kafka', topic = '%2$s', "
                    .formatted(FILL, table, ThalwegEngine.columns(connection, table))
                + "bootstrap_servers = '"
                + broker.address()
                + "', \"kafka.transaction.timeout.ms\" = '900000')");
        statement.execute("INSERT INTO %1$sto_%2$s SELECT * FROM %1$s%2$s".formatted(FILL, table));
        statement.execute("DROP TABLE " + FILL + table);
        statement.execute("DROP TABLE " + FILL + "to_" + table);
      }
    }
  }

  @Override
  public void close() throws IOException {
    broker.close();
    Files.deleteIfExists(directory);
  }
}
