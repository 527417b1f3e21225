package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.StatementParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The queries of the Nexmark suite have bounded and continuous plans.
class NexmarkTest {
  private static final Path QUERIES = Path.of("..", "benchmarks", "nexmark");

  private final Planner planner = new Planner();
  private final FakeSession session =
      new FakeSession()
          .alsoCalled("nexmark")
          .table(
              events(
                  "person",
                  "id BIGINT NOT NULL",
                  "name VARCHAR NOT NULL",
                  "email_address VARCHAR NOT NULL",
                  "credit_card VARCHAR NOT NULL",
                  "city VARCHAR NOT NULL",
                  "state VARCHAR NOT NULL",
                  "extra VARCHAR NOT NULL",
                  "date_time TIMESTAMP(3) NOT NULL"))
          .table(
              events(
                  "auction",
                  "id BIGINT NOT NULL",
                  "item_name VARCHAR NOT NULL",
                  "description VARCHAR NOT NULL",
                  "initial_bid BIGINT NOT NULL",
                  "reserve BIGINT NOT NULL",
                  "expires TIMESTAMP(3) NOT NULL",
                  "seller BIGINT NOT NULL",
                  "category BIGINT NOT NULL",
                  "extra VARCHAR NOT NULL",
                  "date_time TIMESTAMP(3) NOT NULL"))
          .table(
              events(
                  "bid",
                  "auction BIGINT NOT NULL",
                  "bidder BIGINT NOT NULL",
                  "price BIGINT NOT NULL",
                  "channel VARCHAR NOT NULL",
                  "url VARCHAR NOT NULL",
                  "extra VARCHAR NOT NULL",
                  "date_time TIMESTAMP(3) NOT NULL"));

  private static FakeTable events(String name, String... columns) {
    return new FakeTable(name, 1_000_000, columns).stream(true).late(Duration.ofSeconds(4));
  }

  static Stream<String> queries() {
    return IntStream.range(0, 24).mapToObj(number -> "q" + number);
  }

  private static String sql(String query) throws IOException {
    return Files.readString(QUERIES.resolve(query + ".sql"));
  }

  private PlannedStatement continuous(String sql, boolean unbounded) {
    session.options(
        new PlannerOptions(2, true, Duration.ofSeconds(10), unbounded, Optional.empty()));
    Statement.Query query = (Statement.Query) StatementParser.parse(sql);
    return planner.continuous(query, session, Map.of());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void hasABoundedAndAContinuousPlanWithTheSameColumns(String query) throws IOException {
    String sql = sql(query);
    PlannedStatement bounded = planner.plan(StatementParser.parse(sql), sql, session);
    PlannedStatement continuous = continuous(sql, true);

    assertThat(continuous.schema()).isEqualTo(bounded.schema());
    assertThat(continuous.kind()).isEqualTo(PlannedStatement.Kind.STREAM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q0", "q1", "q2", "q5", "q7", "q8", "q10", "q11", "q12", "q13", "q14", "q15", "q16", "q17",
        "q21", "q22"
      })
  void keepsABoundedState(String query) throws IOException {
    assertThat(continuous(sql(query), false).kind()).isEqualTo(PlannedStatement.Kind.STREAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q3", "q4", "q6", "q9", "q18", "q19", "q20", "q23"})
  void saysThatItsStateGrows(String query) throws IOException {
    String sql = sql(query);
    ThalwegException error =
        catchThrowableOfType(ThalwegException.class, () -> continuous(sql, false));

    assertThat(error.code()).isEqualTo(ErrorCode.UNBOUNDED_STATE);
  }
}
