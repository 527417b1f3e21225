package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What only a client that speaks Flight SQL itself can ask for.
// Arrow declares that closing may be interrupted.
@SuppressWarnings("try")
@Timeout(120)
class FlightClientTest {
  /// Takes minutes to compute.
  private static final String LONG_COUNT =
      "SELECT count(*), min(l_comment) FROM tpch.sf100.lineitem";

  /// Takes minutes to send.
  private static final String LONG_RESULT = "SELECT * FROM tpch.sf100.lineitem";

  private final BufferAllocator allocator = new RootAllocator();
  private RunningServer server;
  private FlightSqlClient client;

  @BeforeEach
  void start() {
    server = new RunningServer();
    client = connect();
  }

  private FlightSqlClient connect() {
    return new FlightSqlClient(
        FlightClient.builder(allocator, server.location())
            .intercept(new ClientCookieMiddleware.Factory())
            .build());
  }

  /// Closing the server and the allocator fails when a buffer was leaked.
  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    allocator.close();
  }

  private static Ticket ticket(FlightInfo info) {
    return info.getEndpoints().getFirst().getTicket();
  }

  @Test
  void a_ticket_that_was_changed_is_refused_with_its_code() throws Exception {
    byte[] bytes = ticket(client.execute("SELECT 1")).getBytes();
    bytes[3] ^= 1;
    try (FlightStream stream = client.getStream(new Ticket(bytes))) {
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              FlightRuntimeException.class,
              e -> {
                assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
                assertThat(e.status().metadata().get("thalweg-code")).isEqualTo("INVALID_TICKET");
              });
    }
  }

  @Test
  void a_syntax_error_carries_code_state_and_place() {
    assertThatThrownBy(() -> client.execute("SELECT\n FROM WHERE"))
        .isInstanceOfSatisfying(
            FlightRuntimeException.class,
            e -> {
              assertThat(e.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
              assertThat(e.status().metadata().get("thalweg-code")).isEqualTo("SYNTAX_ERROR");
              assertThat(e.status().metadata().get("thalweg-sqlstate")).isEqualTo("42601");
              assertThat(e.status().metadata().get("thalweg-line")).isEqualTo("2");
              assertThat(e.status().metadata().get("thalweg-column")).matches("\\d+");
            });
  }

  @Test
  void a_query_ends_when_its_flight_info_is_cancelled() throws Exception {
    FlightInfo info = client.execute(LONG_COUNT);
    try (FlightStream stream = client.getStream(ticket(info))) {
      while (server.engine().queries().all().isEmpty()) {
        Thread.sleep(2);
      }
      assertThat(client.cancelFlightInfo(new CancelFlightInfoRequest(info)).getStatus())
          .isEqualTo(CancelStatus.CANCELLED);
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              FlightRuntimeException.class,
              e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.CANCELLED));
    }
    server.awaitIdle();
  }

  @Test
  void a_client_that_goes_away_frees_its_query() throws Exception {
    for (int i = 0; i < 3; i++) {
      FlightSqlClient leaver = connect();
      FlightStream stream = leaver.getStream(ticket(leaver.execute(LONG_RESULT)));
      assertThat(stream.next()).isTrue();
      assertThat(server.engine().queries().all()).hasSize(1);
      stream.cancel("gone", null);
      stream.close();
      leaver.close();
      server.awaitIdle();
    }
  }

  @Test
  void a_client_that_does_not_read_stops_its_query_and_nobody_else() throws Exception {
    FlightStream stalled = client.getStream(ticket(client.execute(LONG_RESULT)));
    assertThat(stalled.next()).isTrue();
    try (FlightStream other = client.getStream(ticket(client.execute("SELECT 42")))) {
      assertThat(other.next()).isTrue();
      assertThat(other.getRoot().getVector(0).getObject(0)).isEqualTo(42);
    }
    stalled.cancel("enough", null);
    stalled.close();
    server.awaitIdle();
  }

  @Test
  void session_options_are_kept_by_the_cookie() {
    SetSessionOptionsResult result =
        client.setSessionOptions(
            new SetSessionOptionsRequest(
                Map.of(
                    "batch_rows",
                    SessionOptionValueFactory.makeSessionOptionValue(64L),
                    "no_such_setting",
                    SessionOptionValueFactory.makeSessionOptionValue("x"))));
    assertThat(result.getErrors()).containsOnlyKeys("no_such_setting");
    assertThat(option(client, "batch_rows")).contains("64");
    try (FlightSqlClient other = connect()) {
      assertThat(option(other, "batch_rows")).doesNotContain("64 ");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    assertThat(client.closeSession(new CloseSessionRequest()).getStatus())
        .isEqualTo(CloseSessionResult.Status.CLOSED);
  }

  private static String option(FlightSqlClient from, String name) {
    return String.valueOf(
        from.getSessionOptions(new GetSessionOptionsRequest()).getSessionOptions().get(name));
  }

  @Test
  void every_sql_info_is_answered() throws Exception {
    try (FlightStream stream = client.getStream(ticket(client.getSqlInfo(new int[0])))) {
      assertThat(stream.next()).isTrue();
      assertThat(stream.getRoot().getRowCount())
          .isEqualTo(org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo.values().length - 1);
    }
  }

  @Test
  void a_statement_without_rows_is_an_update_when_prepared() {
    try (var create = client.prepare("CREATE TABLE prepared (i INTEGER)");
        var select = client.prepare("SELECT 1")) {
      assertThat(create.getResultSetSchema().getFields()).isEmpty();
      assertThat(select.getResultSetSchema().getFields()).hasSize(1);
    }
  }

  @Test
  void long_values_come_in_messages_that_clients_accept() throws Exception {
    FlightInfo info =
        client.execute(
            "SELECT repeat('x', 200000) || n_nationkey AS long, n_nationkey FROM tpch.tiny.nation"
                + " UNION ALL SELECT repeat('y', 400000), 99 FROM tpch.tiny.nation");
    int rows = 0;
    try (FlightStream stream = client.getStream(ticket(info))) {
      while (stream.next()) {
        rows += stream.getRoot().getRowCount();
        assertThat(stream.getRoot().getVector(0).getBufferSize()).isLessThan(8 << 20);
      }
    }
    assertThat(rows).isEqualTo(50);
  }
}
