package io.thalweg.benchmarks.nexmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.benchmarks.compare.Answer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every Nexmark query, continuous: at each of ten epochs it adds up to the bounded answer, which
/// is DuckDB's where that can say it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NexmarkAnswersTest {
  private static final long EVENTS = 10_000;
  private static final int EPOCHS = 10;

  private EpochCheck check;
  private DuckPeer duckdb;

  @BeforeAll
  void open() throws SQLException, IOException {
    check = new EpochCheck(EVENTS, EPOCHS);
    duckdb = new DuckPeer(EVENTS);
  }

  @AfterAll
  void close() throws SQLException, IOException {
    check.close();
    duckdb.close();
  }

  static List<NexmarkQuery> queries() {
    return NexmarkQuery.all();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void oneTaskAddsUpToTheBoundedAnswer(NexmarkQuery query) throws SQLException {
    assertThat(check.check(query, 1)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void twoTasksAddUpToTheBoundedAnswer(NexmarkQuery query) throws SQLException {
    assertThat(check.check(query, 2)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theBoundedAnswerIsDuckDbs(NexmarkQuery query) throws SQLException {
    Answer ours = check.bounded(query, EVENTS);
    assertThat(ours.rows()).isNotEmpty();
    Optional<Answer> theirs = duckdb.answer(query);
    assertThat(theirs.flatMap(answer -> ours.differenceTo(answer, List.of()))).isEmpty();
  }
}
