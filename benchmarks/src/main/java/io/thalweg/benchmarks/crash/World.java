package io.thalweg.benchmarks.crash;

import io.thalweg.testing.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// A broker with topics, a feed into them, and a server with the jobs. Used by one thread; closing
/// it ends all processes and removes all files.
final class World implements AutoCloseable {
  private static final int PER_SECOND = 400;
  private static final long CHECKPOINTS_MORE = 3;
  private static final long LOOK_MILLIS = 100;

  private final Path root;
  private final Path data;
  private final Path parquet;
  private final ServerProcess.Setup setup;
  private final KafkaBroker broker;
  private final Admin admin;
  private final Feed feed;
  private ServerProcess server;

  /// Where a world is.
  ///
  /// @param root of all files
  /// @param disk where the server's files and the Parquet files are, as the server sees it
  /// @param seen the same place as this process sees it
  /// @param prefix of the server's command
  /// @param arguments of the server beside its data directory
  record Place(
      Path root,
      Path disk,
      Path seen,
      List<String> prefix,
      List<String> arguments,
      Map<String, String> environment) {

    static Place of(Path root) {
      return new Place(root, root, root, List.of(), List.of(), Map.of());
    }
  }

  /// How a job does, from `system.main.jobs`.
  ///
  /// @param checkpoint the last complete one; 0 before the first
  /// @param error empty when there was none
  record JobView(String name, String state, long checkpoint, String error) {
    /// Whether it has made a few checkpoints more than it had.
    private boolean isBeyond(Map<String, Long> first) {
      Long had = first.get(name);
      return had != null && checkpoint >= had + CHECKPOINTS_MORE;
    }
  }

  World(Place place, long seed) throws Exception {
    this.root = place.root();
    this.data = place.seen().resolve("data");
    this.parquet = place.seen().resolve("parquet");
    List<String> arguments = new ArrayList<>(place.arguments());
    arguments.addAll(List.of("--data", place.disk().resolve("data").toString()));
    this.setup =
        new ServerProcess.Setup(
            place.prefix(), arguments, place.environment(), root.resolve("server.log"));
    this.broker = KafkaBroker.start(root);
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
    makeTopics();
    this.feed = new Feed(broker.address(), seed, PER_SECOND);
    this.server = ServerProcess.start(setup);
    makeJobs(place.disk().resolve("parquet"));
  }

  private void makeTopics() throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (Input input : Input.values()) {
      topics.add(new NewTopic(input.topic(), Optional.of(Input.PARTITIONS), Optional.empty()));
    }
    for (Output output : Output.values()) {
      if (output.isTopic()) {
        topics.add(new NewTopic(output.table(), Optional.of(Input.PARTITIONS), Optional.empty()));
      }
    }
    admin.createTopics(topics).all().get();
  }

  private void makeJobs(Path files) throws SQLException, InterruptedException {
    String kafka = "connector = 'kafka', bootstrap_servers = '" + broker.address() + "'";
    List<String> statements =
        new ArrayList<>(
            List.of(
                "SET parallelism = 2",
                "SET epoch_interval = '100ms'",
                "SET checkpoint_interval = '500ms'",
                "SET idle_timeout = '0s'",
                "SET allow_unbounded_state = true"));
    for (Input input : Input.values()) {
      statements.add(input.declaration(kafka));
    }
    for (Output output : Output.values()) {
      statements.addAll(output.statements(kafka, files));
    }
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Path data() {
    return data;
  }

  Path parquet() {
    return parquet;
  }

  Admin admin() {
    return admin;
  }

  KafkaBroker broker() {
    return broker;
  }

  Feed feed() {
    return feed;
  }

  ServerProcess server() {
    return server;
  }

  Answers answers() {
    return new Answers(broker.address(), parquet);
  }

  void kill() throws InterruptedException {
    server.kill();
  }

  void restart() throws IOException {
    server = ServerProcess.start(setup);
  }

  List<JobView> jobs() throws SQLException, InterruptedException {
    List<JobView> views = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT job_name, state, checkpoint_id, last_error FROM system.main.jobs"
                    + " ORDER BY job_name")) {
      while (rows.next()) {
        String error = rows.getString(4);
        views.add(
            new JobView(
                rows.getString(1), rows.getString(2), rows.getLong(3), error == null ? "" : error));
      }
    }
    return views;
  }

  void execute(String sql) throws SQLException, InterruptedException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Waits until every job has made a few checkpoints from now on.
  void awaitCheckpoints(long patienceSeconds) throws SQLException, InterruptedException {
    Map<String, Long> first = new TreeMap<>();
    long end = System.nanoTime() + patienceSeconds * 1_000_000_000;
    boolean done = false;
    while (!done) {
      List<JobView> jobs = jobs();
      jobs.stream()
          .filter(job -> job.state().equals("RUNNING"))
          .forEach(job -> first.putIfAbsent(job.name(), job.checkpoint()));
      done = jobs.stream().allMatch(job -> job.isBeyond(first));
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "jobs make no checkpoints: " + jobs + "\n" + server.lastWords());
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    feed.close();
    admin.close(java.time.Duration.ZERO);
    broker.close();
  }

  /// Removes a directory and all in it.
  static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
