package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.CommandBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statements about streams become commands without syntax in them.
class StreamingStatementsTest {
  private final CommandBinder binder = new CommandBinder(new Planner());
  private final FakeSession session = new FakeSession();

  @Test
  void aTableWithEventTimeKeepsItsDelayItsKeysAndItsOptions() {
    Command.CreateStreamTable table =
        (Command.CreateStreamTable)
            binder.bind(
                """
                CREATE TABLE bids (
                  auction BIGINT, price DECIMAL(12, 2), ts TIMESTAMP(3), PRIMARY KEY (auction),
                  WATERMARK FOR ts AS ts - INTERVAL '4' SECOND
                ) WITH (connector = 'kafka', Topic = 'bids', partitions = 4)
                """,
                session);

    assertThat(table.name()).hasToString("memory.main.bids");
    assertThat(table.columns().size()).isEqualTo(3);
    assertThat(table.keys()).isEqualTo(List.of(Set.of(0)));
    assertThat(table.watermark()).isEqualTo(Optional.of(new WatermarkSpec(2, 4_000_000)));
    assertThat(table.options())
        .isEqualTo(Map.of("connector", "kafka", "topic", "bids", "partitions", "4"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP MATERIALIZED VIEW IF EXISTS v | DropMaterializedView[name=memory.main.v, ifExists=true]
          DROP JOB j                         | DropJob[name=j, ifExists=false]
          DESCRIBE JOB j                     | DescribeJob[name=j]
          PAUSE JOB j                        | PauseJob[name=j]
          RESUME JOB j                       | ResumeJob[name=j]
          CHECKPOINT JOB j                   | CheckpointJob[name=j]
          RESTORE JOB j FROM CHECKPOINT 7    | RestoreJob[name=j, checkpoint=7]
          ALTER JOB j SET (parallelism = 4)  | AlterJob[name=j, options={parallelism=4}]
          """)
  void whatIsDoneToJobs(String sql, String command) {
    assertThat(binder.bind(sql, session)).hasToString(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE t (a BIGINT, WATERMARK FOR a AS a)            | TYPE_MISMATCH     | TIMESTAMP(6)
          CREATE TABLE t (a TIMESTAMP, WATERMARK FOR b AS b)         | UNKNOWN_COLUMN    | [a]
          CREATE TABLE t (a TIMESTAMP, WATERMARK FOR a AS a + INTERVAL '1' SECOND) | INVALID_STATEMENT | INTERVAL '5' SECOND
          CREATE TABLE t WITH (connector = 'kafka') AS SELECT 1      | FEATURE_NOT_SUPPORTED | then INSERT
          """)
  void mistakesInDeclarationsSayWhatToWrite(String sql, ErrorCode code, String words) {
    ThalwegException error =
        catchThrowableOfType(ThalwegException.class, () -> binder.bind(sql, session));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessageContaining(words);
  }

  @Test
  void whatTakesRowsBackIsNotWrittenWhereThatCannotBe() {
    FakeSession tables =
        new FakeSession()
            .options(new PlannerOptions(1, true, Duration.ofSeconds(10), true, Optional.empty()))
            .table(new FakeTable("rows", 10, "a BIGINT", "b BIGINT").stream(true))
            .table(new FakeTable("file", 10, "a BIGINT", "b BIGINT").growing())
            .table(new FakeTable("changing", 10, "a BIGINT", "b BIGINT").writable());
    String counts = " SELECT STREAM count(*), max(b) FROM rows";

    ThalwegException refused =
        catchThrowableOfType(
            ThalwegException.class,
            () -> binder.bind("CREATE JOB j AS INSERT INTO file" + counts, tables));

    assertThat(refused.code()).isEqualTo(ErrorCode.RETRACTIONS_NOT_ACCEPTED);
    assertThat(refused).hasMessageContaining("file").hasMessageContaining("EMIT ON WATERMARK");
    assertThat(binder.bind("CREATE JOB j AS INSERT INTO changing" + counts, tables)).isNotNull();
    for (String kept : List.of("SELECT STREAM a, b", "SELECT STREAM DISTINCT a, b")) {
      String job = "CREATE JOB j AS INSERT INTO file " + kept + " FROM rows";
      assertThat(binder.bind(job, tables)).as(job).isNotNull();
    }
  }
}
