package io.thalweg.jdbc.flight;

import io.thalweg.jdbc.ConnectionUrl;
import io.thalweg.jdbc.spi.Backend;
import io.thalweg.jdbc.spi.BackendException;
import io.thalweg.jdbc.spi.Execution;
import io.thalweg.jdbc.spi.QueryProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.client.ClientCookieMiddleware;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// One session with a server. Thread-safe.
///
/// The session is kept by the server's cookie, and by its bearer token when a user logged in.
public final class FlightBackend implements Backend {
  private final BufferAllocator allocator;
  private final FlightClient client;
  private final FlightSqlClient sql;
  private final List<CallOption> credentials;

  private FlightBackend(
      BufferAllocator allocator, FlightClient client, List<CallOption> credentials) {
    this.allocator = allocator;
    this.client = client;
    this.sql = new FlightSqlClient(client);
    this.credentials = credentials;
  }

  /// Connects and opens a session.
  ///
  /// @throws BackendException CONNECTION_FAILED when no server answers
  public static FlightBackend connect(ConnectionUrl url) {
    requireDirectMemory();
    BufferAllocator allocator = new RootAllocator();
    Location location =
        Boolean.parseBoolean(url.properties().getProperty("tls", "false"))
            ? Location.forGrpcTls(url.host(), url.port())
            : Location.forGrpcInsecure(url.host(), url.port());
    FlightClient client =
        FlightClient.builder(allocator, location)
            .intercept(new ClientCookieMiddleware.Factory())
            .build();
    try {
      FlightBackend backend = new FlightBackend(allocator, client, login(client, url));
      backend.use(url.properties().getProperty("catalog"), url.properties().getProperty("schema"));
      backend.set(ConnectionUrl.settings(url.properties()));
      return backend;
    } catch (RuntimeException e) {
      release(client, allocator);
      throw FlightErrors.toBackend(e, url.host() + ":" + url.port());
    }
  }

  /// Arrow reaches into `java.nio`; without leave every result would fail, not the connection.
  private static void requireDirectMemory() {
    try {
      Class.forName(MemoryUtil.class.getName());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new BackendException(
          "INVALID_CONFIGURATION",
          "08001",
          "this JVM keeps Arrow from direct memory; start Java with"
              + " --add-opens=java.base/java.nio=ALL-UNNAMED",
          0,
          0,
          e);
    }
  }

  private static List<CallOption> login(FlightClient client, ConnectionUrl url) {
    if (url.user().isEmpty()) {
      return List.of();
    }
    Optional<CredentialCallOption> token =
        client.authenticateBasicToken(url.user(), url.properties().getProperty("password", ""));
    return token.<List<CallOption>>map(List::of).orElse(List.of());
  }

  private CallOption[] options(int timeoutSeconds) {
    return timeoutSeconds <= 0
        ? credentials.toArray(CallOption[]::new)
        : java.util.stream.Stream.concat(
                credentials.stream(),
                java.util.stream.Stream.of(CallOptions.timeout(timeoutSeconds, TimeUnit.SECONDS)))
            .toArray(CallOption[]::new);
  }

  @Override
  public Execution execute(String text, ExecuteOptions options) {
    return guarded(
        () -> {
          CallOption[] call = options(options.timeoutSeconds());
          return StatementKind.yieldsRows(text)
              ? rows(sql.execute(text, call), call)
              : new Execution.Updated(Math.max(0, sql.executeUpdate(text, call)));
        });
  }

  private Execution.Rows rows(FlightInfo info, CallOption[] call) {
    EndpointReader reader = new EndpointReader(allocator, info, sql, call);
    return new Execution.Rows(reader, reader::cancel, () -> QueryProgress.UNKNOWN);
  }

  @Override
  public Prepared prepare(String text) {
    return guarded(() -> new FlightPrepared(sql.prepare(text, options(0))));
  }

  /// A statement prepared on the server.
  private final class FlightPrepared implements Prepared {
    private final FlightSqlClient.PreparedStatement statement;

    FlightPrepared(FlightSqlClient.PreparedStatement statement) {
      this.statement = statement;
    }

    @Override
    public @Nullable Schema resultSchema() {
      Schema schema = statement.getResultSetSchema();
      return schema.getFields().isEmpty() ? null : schema;
    }

    @Override
    public Schema parameterSchema() {
      return statement.getParameterSchema();
    }

    @Override
    public Execution execute(List<@Nullable Object> parameters, ExecuteOptions options) {
      return guarded(
          () -> {
            CallOption[] call = options(options.timeoutSeconds());
            if (parameters.isEmpty()) {
              return run(call);
            }
            try (VectorSchemaRoot root =
                ParameterVectors.fill(allocator, parameterSchema(), parameters)) {
              statement.setParameters(root);
              return run(call);
            } finally {
              statement.clearParameters();
            }
          });
    }

    private Execution run(CallOption[] call) {
      return resultSchema() == null
          ? new Execution.Updated(Math.max(0, statement.executeUpdate(call)))
          : rows(statement.execute(call), call);
    }

    @Override
    public void close() {
      guarded(
          () -> {
            statement.close(options(0));
            return true;
          });
    }
  }

  @Override
  public Namespace namespace() {
    return guarded(
        () -> {
          Map<String, SessionOptionValue> values =
              sql.getSessionOptions(new GetSessionOptionsRequest(), options(0)).getSessionOptions();
          return new Namespace(text(values, "catalog"), text(values, "schema"));
        });
  }

  private static String text(Map<String, SessionOptionValue> values, String name) {
    SessionOptionValue value = values.get(name);
    return value == null ? "" : value.acceptVisitor(new TextOption());
  }

  @Override
  public void use(@Nullable String catalog, @Nullable String schema) {
    Map<String, String> place = new HashMap<>();
    if (catalog != null) {
      place.put("catalog", catalog);
    }
    if (schema != null) {
      place.put("schema", schema);
    }
    set(place);
  }

  private void set(Map<String, String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    Map<String, SessionOptionValue> values = new HashMap<>();
    texts.forEach(
        (name, text) -> values.put(name, SessionOptionValueFactory.makeSessionOptionValue(text)));
    guarded(
        () -> {
          var result = sql.setSessionOptions(new SetSessionOptionsRequest(values), options(0));
          if (result.hasErrors()) {
            throw new BackendException(
                "INVALID_CONFIGURATION",
                "08001",
                "the server refused " + result.getErrors().keySet() + " of the connection",
                0,
                0,
                null);
          }
          return true;
        });
  }

  @Override
  public boolean isValid(int timeoutSeconds) {
    try {
      sql.getSessionOptions(new GetSessionOptionsRequest(), options(timeoutSeconds));
      return true;
    } catch (FlightRuntimeException e) {
      return false;
    }
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  private interface Call<T> {
    T run();
  }

  private static <T> T guarded(Call<T> call) {
    try {
      return call.run();
    } catch (RuntimeException e) {
      throw FlightErrors.toBackend(e, "the server");
    }
  }

  @Override
  public void close() {
    try {
      sql.closeSession(new CloseSessionRequest(), options(2));
    } catch (FlightRuntimeException e) {
      // The server may be gone; the session then is too.
    } finally {
      release(client, allocator);
    }
  }

  private static void release(FlightClient client, BufferAllocator allocator) {
    try {
      client.close();
      allocator.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // Buffers of a result that its reader has not released yet: freed with the process.
    }
  }

  /// Metadata of a call, for errors.
  static @Nullable String header(@Nullable CallHeaders headers, String name) {
    return headers == null || !headers.containsKey(name) ? null : headers.get(name);
  }
}
