package io.thalweg.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.benchmarks.compare.Answer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 22 queries over Parquet files at scale 0.1 against DuckDB over the same files: embedded,
/// through our driver, and through Arrow's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TpchAnswersTest {
  private static final double SCALE = 0.1;

  private List<TpchQuery> queries;
  private List<Answer> expected;
  private TpchClients clients;
  private Connection embedded;
  private Connection remote;
  private Connection official;

  @BeforeAll
  void writeFilesAndAskDuckDb(@TempDir Path directory) throws Exception {
    clients = new TpchClients();
    embedded = clients.connect("embedded");
    TpchFiles.write(embedded, "sf0.1", directory);
    queries = TpchQuery.all(SCALE);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      TpchFiles.createViews(duckdb, directory);
      expected = queries.stream().map(query -> answer(duckdb, query)).toList();
    }
    remote = clients.connect("driver");
    official = clients.connect("arrow");
    TpchFiles.createViews(embedded, directory);
    TpchFiles.createViews(remote, directory);
  }

  @AfterAll
  void close() throws Exception {
    clients.close();
  }

  private static Answer answer(Connection connection, TpchQuery query) {
    try {
      return Answer.of(connection, query.sql());
    } catch (SQLException e) {
      throw new AssertionError(query.name() + " failed", e);
    }
  }

  static Stream<Integer> numbers() {
    return IntStream.rangeClosed(1, 22).boxed();
  }

  private void check(Connection connection, int number) {
    TpchQuery query = queries.get(number - 1);
    Answer wanted = expected.get(number - 1);
    assertThat(wanted.rows()).isNotEmpty();
    assertThat(answer(connection, query).differenceTo(wanted, query.ordered())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void embeddedAnswersEqualDuckDbs(int number) {
    check(embedded, number);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersThroughOurDriverEqualDuckDbs(int number) {
    check(remote, number);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void answersThroughArrowsDriverEqualDuckDbs(int number) {
    check(official, number);
  }
}
