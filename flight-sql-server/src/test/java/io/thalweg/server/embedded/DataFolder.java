package io.thalweg.server.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// An embedded engine over a data directory, and a directory of files that is its input.
final class DataFolder implements AutoCloseable {
  private final Path data;
  private final Path input;
  private Connection connection;
  private int files;

  DataFolder(Path directory) throws SQLException, IOException {
    this.data = directory.resolve("data");
    this.input = Files.createDirectories(directory.resolve("input"));
    this.connection = connect(data);
  }

  private static Connection connect(Path data) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:thalweg:?data=" + data);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET epoch_interval = '10ms'");
      statement.execute("SET allow_unbounded_state = true");
    }
    return connection;
  }

  /// WITH … of a table that follows the input.
  String source() {
    return " WITH (connector = 'files', path = '"
        + input
        + "', format = 'csv', header = 'false', poll_interval_ms = 10)";
  }

  /// Adds a file to the input.
  void add(String... lines) throws IOException {
    Path hidden = input.resolve(".new");
    Files.write(hidden, List.of(lines));
    Files.move(
        hidden, input.resolve("%05d.csv".formatted(files++)), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Closes the engine and opens it again.
  void reopen() throws SQLException {
    connection.close();
    connection = connect(data);
  }

  /// Goes on with the directory as a process would find it that follows one that was killed now.
  void reopenAfterKill(Path copy) throws SQLException, IOException {
    copy(data, copy);
    connection.close();
    connection = connect(copy);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        copyFile(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void copyFile(Path file, Path target) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    } catch (NoSuchFileException e) {
      // Garbage that was just removed.
      Files.deleteIfExists(target);
    }
  }

  void run(String... statements) throws SQLException {
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /// Sorted.
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    rows.sort(null);
    return rows;
  }

  /// The rows once they are such; the test's time limit ends the wait.
  List<String> await(String sql, Predicate<List<String>> wanted)
      throws SQLException, InterruptedException {
    List<String> rows = rows(sql);
    while (!wanted.test(rows)) {
      Thread.sleep(10);
      rows = rows(sql);
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
