package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.adbc.core.AdbcConnection;
import org.apache.arrow.adbc.core.AdbcDatabase;
import org.apache.arrow.adbc.core.AdbcDriver;
import org.apache.arrow.adbc.core.AdbcException;
import org.apache.arrow.adbc.core.AdbcStatement;
import org.apache.arrow.adbc.driver.flightsql.FlightSqlDriver;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The ADBC driver for Flight SQL against the server.
// Drivers declare that closing may be interrupted.
@SuppressWarnings("try")
class AdbcTest {
  private final BufferAllocator allocator = new RootAllocator();
  private RunningServer server;
  private AdbcDatabase database;
  private AdbcConnection connection;

  @BeforeEach
  void connect() throws Exception {
    server = new RunningServer();
    Map<String, Object> parameters = new HashMap<>();
    AdbcDriver.PARAM_URI.set(parameters, server.location().getUri().toString());
    database = new FlightSqlDriver(allocator).open(parameters);
    connection = database.connect();
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    database.close();
    server.close();
    allocator.close();
  }

  @Test
  void a_query_yields_arrow_batches_of_its_types() throws Exception {
    try (AdbcStatement statement = connection.createStatement()) {
      statement.setSqlQuery(
          "SELECT CAST(7 AS SMALLINT) AS a, 'x' AS b, CAST(1.25 AS DECIMAL(5, 2)) AS c");
      try (AdbcStatement.QueryResult result = statement.executeQuery()) {
        ArrowReader reader = result.getReader();
        assertThat(reader.loadNextBatch()).isTrue();
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        assertThat(root.getRowCount()).isEqualTo(1);
        assertThat(root.getVector("a").getField().getType()).isEqualTo(new ArrowType.Int(16, true));
        assertThat(root.getVector("b").getObject(0)).hasToString("x");
        assertThat(root.getVector("c").getObject(0)).hasToString("1.25");
        assertThat(reader.loadNextBatch()).isFalse();
      }
    }
  }

  @Test
  void a_prepared_statement_takes_bound_parameters() throws Exception {
    Schema schema = new Schema(List.of(Field.nullable("1", new ArrowType.Int(32, true))));
    try (AdbcStatement statement = connection.createStatement();
        VectorSchemaRoot parameters = VectorSchemaRoot.create(schema, allocator)) {
      statement.setSqlQuery("SELECT CAST(? AS INTEGER) + 1 AS next");
      statement.prepare();
      ((IntVector) parameters.getVector(0)).setSafe(0, 41);
      parameters.setRowCount(1);
      statement.bind(parameters);
      try (AdbcStatement.QueryResult result = statement.executeQuery()) {
        assertThat(result.getReader().loadNextBatch()).isTrue();
        assertThat(result.getReader().getVectorSchemaRoot().getVector(0).getObject(0))
            .isEqualTo(42);
      }
    }
  }

  @Test
  void definitions_changes_and_info_work() throws Exception {
    try (AdbcStatement statement = connection.createStatement()) {
      statement.setSqlQuery("CREATE TABLE made_by_adbc (i INTEGER)");
      statement.executeUpdate();
      statement.setSqlQuery("INSERT INTO made_by_adbc VALUES (1), (2)");
      assertThat(statement.executeUpdate().getAffectedRows()).isEqualTo(2);
    }
    try (ArrowReader info = connection.getInfo()) {
      VectorSchemaRoot root = info.getVectorSchemaRoot();
      assertThat(info.loadNextBatch()).isTrue();
      assertThat(root.getRowCount()).isPositive();
    }
  }

  @Test
  void an_error_is_an_adbc_exception_with_its_message() throws Exception {
    try (AdbcStatement statement = connection.createStatement()) {
      statement.setSqlQuery("SELECT * FROM no_such_table");
      assertThatThrownBy(statement::executeQuery)
          .isInstanceOf(AdbcException.class)
          .hasMessageContaining("no_such_table");
    }
  }
}
