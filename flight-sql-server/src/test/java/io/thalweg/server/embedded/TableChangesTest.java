package io.thalweg.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableChangesTest {
  private Connection connection;

  @BeforeEach
  void makeTable() throws SQLException {
    connection = DriverManager.getConnection("jdbc:thalweg:");
    update("CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(10), c DECIMAL(10, 2))");
    update("INSERT INTO t VALUES (1, 'x', 1.5), (2, 'y', NULL), (3, NULL, 3)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void insertFillsTheColumnsItNamesAndConvertsValues() throws SQLException {
    assertThat(update("INSERT INTO t (c, a) SELECT 7.25, 4")).isEqualTo(1);
    assertThat(update("INSERT INTO t (a, b, c) VALUES (2 + 3, 5, DEFAULT), (6, NULL, '6.5')"))
        .isEqualTo(2);
    assertThat(rows("SELECT * FROM t WHERE a > 3 ORDER BY a"))
        .containsExactly("4|null|7.25", "5|5|null", "6|null|6.50");
  }

  @Test
  void aColumnOfNullsFitsEveryType() throws SQLException {
    update(
        "CREATE TABLE n (a INTEGER ARRAY, m MAP<VARCHAR, DATE>, r ROW(x UUID), u UUID,"
            + " i INTERVAL DAY TO SECOND, b VARBINARY)");
    assertThat(update("INSERT INTO n VALUES (NULL, NULL, NULL, NULL, NULL, NULL)")).isEqualTo(1);
    assertThat(update("INSERT INTO n SELECT NULL, NULL, NULL, NULL, NULL, NULL")).isEqualTo(1);
    assertThat(rows("SELECT * FROM n UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL"))
        .containsExactly(
            "null|null|null|null|null|null",
            "null|null|null|null|null|null",
            "null|null|null|null|null|null");
    assertThatThrownBy(() -> update("INSERT INTO n (a) VALUES ('abc')"))
        .hasMessageContaining("abc")
        .hasMessageContaining("INTEGER ARRAY");
  }

  @Test
  void parametersTakeTheTypesOfTheirColumns() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (c, b, a) VALUES (?, ?, ?)")) {
      insert.setBigDecimal(1, new java.math.BigDecimal("2.50"));
      insert.setString(2, "p");
      insert.setInt(3, 9);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(rows("SELECT * FROM t WHERE a = 9")).containsExactly("9|p|2.50");
  }

  @Test
  void aLimitCanBeAParameterOfAnInsert() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO t (a) SELECT a + ? FROM t ORDER BY a LIMIT ? OFFSET ?")) {
      insert.setInt(1, 10);
      insert.setInt(2, 5);
      insert.setInt(3, 1);
      assertThat(insert.executeUpdate()).isEqualTo(2);
    }
    assertThat(rows("SELECT a FROM t WHERE a > 10 ORDER BY a")).containsExactly("12", "13");
    assertThatThrownBy(() -> update("CREATE VIEW v AS SELECT a FROM t LIMIT ?"))
        .hasMessageContaining("cannot have parameters");
  }

  @Test
  void updateSeesTheRowsAsTheyWere() throws SQLException {
    assertThat(update("UPDATE t SET a = a + 1, b = 'r' || a WHERE a >= 2")).isEqualTo(2);
    assertThat(update("UPDATE t AS x SET c = (SELECT max(c) FROM t) WHERE x.c IS NULL"))
        .isEqualTo(1);
    assertThat(rows("SELECT * FROM t ORDER BY a"))
        .containsExactly("1|x|1.50", "3|r2|3.00", "4|r3|3.00");
  }

  @Test
  void deleteRemovesTheRowsThatMatch() throws SQLException {
    assertThat(update("DELETE FROM t WHERE b IS NULL OR a IN (SELECT 1)")).isEqualTo(2);
    assertThat(rows("SELECT a FROM t")).containsExactly("2");
    assertThat(update("DELETE FROM t")).isEqualTo(1);
    assertThat(update("DELETE FROM t")).isZero();
  }

  @Test
  void mergeUpdatesWhatMatchesAndInsertsTheRest() throws SQLException {
    update("CREATE TABLE s AS SELECT * FROM (VALUES (1, 'one'), (7, 'seven')) AS v(k, v)");
    assertThat(
            update(
                "MERGE INTO t USING s ON t.a = s.k WHEN MATCHED THEN UPDATE SET b = s.v"
                    + " WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.k, s.v)"))
        .isEqualTo(2);
    assertThat(rows("SELECT * FROM t ORDER BY a"))
        .containsExactly("1|one|1.50", "2|y|null", "3|null|3.00", "7|seven|null");
    assertThat(update("MERGE INTO t USING s ON t.a = s.k WHEN MATCHED THEN UPDATE SET c = 0"))
        .isEqualTo(2);
    assertThat(rows("SELECT count(*), sum(c) FROM t")).containsExactly("4|3.00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          INSERT INTO t (a, b) VALUES (1)                 ; 42000
          INSERT INTO t (a, b) SELECT 1                   ; 42000
          INSERT INTO t (a, zz) VALUES (1, 2)             ; 42703
          INSERT INTO t (a, a) VALUES (1, 2)              ; 42P07
          INSERT INTO nowhere VALUES (1)                  ; 42P01
          INSERT INTO t (b) VALUES ('q')                  ; 23502
          UPDATE t SET zz = 1                             ; 42703
          UPDATE tpch.tiny.region SET r_name = 'q'        ; 25006
          """)
  void mistakesLeaveTheTableAlone(String sql, String state) throws SQLException {
    assertThatThrownBy(() -> update(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(e.toString()).isEqualTo(state));
    assertThat(rows("SELECT count(*) FROM t")).containsExactly("3");
  }

  private int update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
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
    return rows;
  }
}
