package io.thalweg.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each query as a materialized view over tables that rows are added to, changed in and taken from:
/// the view is the query's answer after every change.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TpchViewsTest {
  private static final int ROUNDS = 5;

  /// Of query 11 at this scale.
  private static final String FRACTION = "0.01";

  private static final List<String> TABLES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  private static Connection connection;

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = DriverManager.getConnection("jdbc:thalweg:");
    execute("SET epoch_interval = '20ms'");
    for (String table : TABLES) {
      execute("CREATE TABLE " + table + " AS SELECT * FROM tpch.tiny." + table);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String query(int number) throws IOException {
    String name = "q%02d.sql".formatted(number);
    try (InputStream text = TpchViewsTest.class.getResourceAsStream(name)) {
      assertThat(text).as(name).isNotNull();
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${FRACTION}", FRACTION)
          .strip();
    }
  }

  /// One statement that changes rows, chosen by `random`.
  private static String change(Random random) {
    int part = random.nextInt(40);
    return switch (random.nextInt(6)) {
      case 0 -> "DELETE FROM lineitem WHERE l_orderkey % 40 = " + part;
      case 1 ->
          "INSERT INTO lineitem SELECT * FROM tpch.tiny.lineitem WHERE l_orderkey % 40 = " + part;
      case 2 ->
          "UPDATE orders SET o_totalprice = o_totalprice + 1, o_orderdate = o_orderdate"
              + " + INTERVAL '1' DAY WHERE o_orderkey % 40 = "
              + part;
      case 3 -> "DELETE FROM orders WHERE o_orderkey % 40 = " + part;
      case 4 -> "INSERT INTO orders SELECT * FROM tpch.tiny.orders WHERE o_orderkey % 40 = " + part;
      default ->
          "UPDATE partsupp SET ps_supplycost = ps_supplycost + 1 WHERE ps_partkey % 40 = " + part;
    };
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void a_view_is_its_query_after_every_change(int number) throws Exception {
    String query = query(number);
    String view = "v" + number;
    execute("CREATE MATERIALIZED VIEW " + view + " AS " + query);
    try {
      Random random = new Random(number);
      for (int round = 0; round < ROUNDS; round++) {
        execute("CHECKPOINT JOB " + view);
        assertThat(rows("SELECT * FROM " + view)).as("round %d", round).isEqualTo(rows(query));
        execute(change(random));
      }
    } finally {
      execute("DROP MATERIALIZED VIEW " + view);
    }
  }
}
