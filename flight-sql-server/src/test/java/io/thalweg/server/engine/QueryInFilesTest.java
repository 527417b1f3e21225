package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bounded queries that are larger than their memory, in real files.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class QueryInFilesTest {
  private static final String SORT =
      "SELECT * FROM lineitem ORDER BY l_comment, l_orderkey, l_linenumber";

  private static final String DISTINCT =
      "SELECT l_orderkey, count(DISTINCT l_partkey) AS parts, sum(l_extendedprice) AS price,"
          + " string_agg(l_shipmode, ',' ORDER BY l_linenumber) AS modes FROM lineitem"
          + " GROUP BY l_orderkey ORDER BY l_orderkey";

  private static final String JOIN =
      "SELECT o_comment, l_comment, l_linenumber FROM lineitem FULL JOIN"
          + " (SELECT * FROM orders WHERE o_orderkey % 3 <> 0) ON l_orderkey = o_orderkey"
          + " ORDER BY l_comment, o_comment, l_linenumber";

  private static final String WINDOW =
      "SELECT l_orderkey, l_linenumber, rank() OVER (PARTITION BY l_suppkey ORDER BY l_comment,"
          + " l_orderkey, l_linenumber) AS r, sum(l_quantity) OVER (PARTITION BY l_suppkey) AS s"
          + " FROM lineitem ORDER BY l_orderkey, l_linenumber";

  @TempDir Path directory;
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engines.create(new EngineConfig(1L << 30, 2, Clock.SYSTEM).withSpill(spill()));
    session = engine.openSession("test");
    rows("USE tpch.tiny");
    rows("SET parallelism = 2");
  }

  private Path spill() {
    return directory.resolve("spill");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
    assertThat(spill()).doesNotExist();
  }

  private List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream stream)) {
      try (stream) {
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
          TestEngine.texts(stream.schema(), batch).forEach(row -> rows.add(String.join("|", row)));
        }
      }
    }
    return rows;
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(spill())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(spill())) {
      return all.filter(file -> file.toString().endsWith(".spill")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SORT, DISTINCT, JOIN, WINDOW})
  void aSmallLimitChangesNoAnswer(String sql) throws IOException {
    List<String> expected = rows(sql);
    rows("SET memory_limit = '3MB'");
    assertThat(rows(sql)).isEqualTo(expected);
    assertThat(String.join("\n", rows("EXPLAIN ANALYZE " + sql))).contains(" spilled=");
    assertThat(files()).isEmpty();
  }

  @Test
  void aQueryThatMayNotUseFilesSaysThatMemoryIsShort() {
    rows("SET memory_limit = '3MB'");
    rows("SET spill = off");
    assertThat(failure(SORT).code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {SORT, DISTINCT, JOIN})
  void aQueryThatMayHaveFewFilesFailsAndLeavesNone(String sql) throws IOException {
    rows("SET memory_limit = '3MB'");
    rows("SET spill_limit = '200kB'");
    assertThat(failure(sql).code()).isEqualTo(ErrorCode.SPILL_LIMIT_EXCEEDED);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SORT, DISTINCT, JOIN, WINDOW})
  void aResultThatIsClosedEarlyLeavesNoFile(String sql) throws IOException {
    rows("SET memory_limit = '3MB'");
    if (session.execute(sql) instanceof StatementResult.Rows(RowStream stream)) {
      try (stream) {
        assertThat(stream.next()).isNotNull();
        assertThat(files()).isNotEmpty();
      }
    }
    assertThat(files()).isEmpty();
  }

  private ThalwegException failure(String sql) {
    ThalwegException thrown = catchThrowableOfType(ThalwegException.class, () -> rows(sql));
    assertThat(thrown).isNotNull();
    return thrown;
  }
}
