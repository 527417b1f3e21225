package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.server.flight.RunningServer.Driver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetadataTest {
  private static RunningServer server;
  private static Connection embedded;

  @BeforeAll
  static void start() throws Exception {
    server = new RunningServer();
    // The embedded engine lives as long as a connection to it.
    embedded = server.connect(Driver.EMBEDDED);
    createTable(embedded);
    try (Connection connection = server.connect(Driver.OWN)) {
      createTable(connection);
    }
  }

  private static void createTable(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE described (id BIGINT NOT NULL, price DECIMAL(12, 2), name VARCHAR,"
              + " at TIMESTAMP(3), list INTEGER ARRAY)");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    embedded.close();
    server.close();
  }

  private static List<String> strings(ResultSet result, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    try (result) {
      while (result.next()) {
        values.add(result.getString(column));
      }
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void catalogs_schemas_tables_and_types_are_listed(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver)) {
      DatabaseMetaData metadata = connection.getMetaData();
      assertThat(strings(metadata.getCatalogs(), "TABLE_CAT")).contains("memory", "tpch", "system");
      assertThat(strings(metadata.getSchemas("memory", "m%"), "TABLE_SCHEM"))
          .containsExactly("main");
      assertThat(strings(metadata.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW");
      assertThat(
              strings(
                  metadata.getTables("memory", "main", "descr%", new String[] {"TABLE"}),
                  "TABLE_NAME"))
          .containsExactly("described");
      assertThat(strings(metadata.getTables("memory", null, "no\\_such", null), "TABLE_NAME"))
          .isEmpty();
      assertThat(strings(metadata.getTables("tpch", "sf1", "%", null), "TABLE_NAME"))
          .contains("lineitem", "orders");
      assertThat(strings(metadata.getPrimaryKeys("memory", "main", "described"), "COLUMN_NAME"))
          .isEmpty();
      assertThat(strings(metadata.getImportedKeys("memory", "main", "described"), "FK_NAME"))
          .isEmpty();
      if (driver != Driver.OFFICIAL) {
        // The official driver does not ask the server.
        assertThat(strings(metadata.getTypeInfo(), "TYPE_NAME")).contains("BIGINT", "VARCHAR");
      }
      assertThat(metadata.getDatabaseProductName()).isEqualTo("Thalweg");
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void columns_have_their_types_sizes_and_nullability(Driver driver) throws Exception {
    Map<String, Integer> types =
        Map.of(
            "id",
            Types.BIGINT,
            "price",
            Types.DECIMAL,
            "name",
            Types.VARCHAR,
            "at",
            Types.TIMESTAMP);
    try (Connection connection = server.connect(driver);
        ResultSet columns =
            connection.getMetaData().getColumns("memory", "main", "described", null)) {
      List<String> names = new ArrayList<>();
      while (columns.next()) {
        String name = columns.getString("COLUMN_NAME");
        names.add(name);
        if (types.containsKey(name)) {
          assertThat(columns.getInt("DATA_TYPE")).as(name).isEqualTo(types.get(name));
        }
        assertThat(columns.getInt("NULLABLE"))
            .isEqualTo(
                name.equals("id")
                    ? DatabaseMetaData.columnNoNulls
                    : DatabaseMetaData.columnNullable);
        if (name.equals("price")) {
          assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(12);
          assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(2);
        }
      }
      assertThat(names).containsExactly("id", "price", "name", "at", "list");
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void a_result_describes_its_columns(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver);
        var statement = connection.createStatement();
        // With a row: the official driver doubles the columns of an empty result.
        ResultSet result =
            statement.executeQuery(
                "SELECT CAST(1 AS BIGINT) AS a, CAST(2 AS DECIMAL(12, 2)) AS b, ARRAY[3] AS c")) {
      ResultSetMetaData columns = result.getMetaData();
      assertThat(columns.getColumnCount()).isEqualTo(3);
      assertThat(columns.getColumnType(1)).isEqualTo(Types.BIGINT);
      assertThat(columns.getColumnType(2)).isEqualTo(Types.DECIMAL);
      assertThat(columns.getPrecision(2)).isEqualTo(12);
      assertThat(columns.getScale(2)).isEqualTo(2);
      assertThat(columns.getColumnType(3)).isEqualTo(Types.ARRAY);
    }
  }

  /// Tools ask for all of them when they connect.
  @ParameterizedTest
  @EnumSource(Driver.class)
  void every_question_without_arguments_has_an_answer(Driver driver) throws Exception {
    try (Connection connection = server.connect(driver)) {
      DatabaseMetaData metadata = connection.getMetaData();
      List<String> failed = new ArrayList<>();
      for (Method method : DatabaseMetaData.class.getMethods()) {
        if (method.getParameterCount() == 0) {
          ask(metadata, method, failed);
        }
      }
      metadata.supportsResultSetConcurrency(
          ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      // Those that the official driver itself does not implement, whatever the server.
      failed.removeAll(List.of("getRowIdLifetime", "getClientInfoProperties"));
      assertThat(failed).isEmpty();
    }
  }

  private static void ask(DatabaseMetaData metadata, Method method, List<String> failed)
      throws Exception {
    try {
      if (method.invoke(metadata) instanceof AutoCloseable result && result instanceof ResultSet) {
        result.close();
      }
    } catch (InvocationTargetException e) {
      failed.add(method.getName());
    }
  }
}
