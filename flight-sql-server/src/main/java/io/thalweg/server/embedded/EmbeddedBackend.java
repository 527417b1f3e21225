package io.thalweg.server.embedded;

import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.type.Schema;
import io.thalweg.jdbc.ConnectionUrl;
import io.thalweg.jdbc.spi.Backend;
import io.thalweg.jdbc.spi.Execution;
import io.thalweg.jdbc.spi.QueryProgress;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.PreparedStatement;
import io.thalweg.server.engine.Session;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/// One session of the shared engine. Thread-safe.
final class EmbeddedBackend implements Backend {
  private final SharedEngine shared;
  private final Session session;
  private final BufferAllocator allocator = new RootAllocator();
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBackend(SharedEngine shared, Session session) {
    this.shared = shared;
    this.session = session;
  }

  /// @param shared acquired for this session; given back when it closes
  static EmbeddedBackend open(SharedEngine shared, Properties properties) {
    boolean opened = false;
    try {
      String user = properties.getProperty("user", System.getProperty("user.name", ""));
      Session session = shared.engine().openSession(user);
      ConnectionUrl.settings(properties).forEach(session.settings()::set);
      EmbeddedBackend backend = new EmbeddedBackend(shared, session);
      backend.use(properties.getProperty("catalog"), properties.getProperty("schema"));
      opened = true;
      return backend;
    } finally {
      if (!opened) {
        shared.release();
      }
    }
  }

  @Override
  public Execution execute(String sql, ExecuteOptions options) {
    return Failures.guarded(() -> execution(session.execute(sql, timeout(options))));
  }

  private static Duration timeout(ExecuteOptions options) {
    return Duration.ofSeconds(options.timeoutSeconds());
  }

  private Execution execution(StatementResult result) {
    return switch (result) {
      case StatementResult.Rows(RowStream stream) ->
          new Execution.Rows(
              new StreamReader(stream, allocator),
              () -> stream.cancel("cancelled by the client"),
              () -> progress(stream));
      case StatementResult.Updated(long rows) -> new Execution.Updated(rows);
    };
  }

  private static QueryProgress progress(RowStream stream) {
    io.thalweg.exec.runtime.QueryProgress progress = stream.progress();
    return new QueryProgress(progress.rows(), progress.bytes(), progress.percent().orElse(-1));
  }

  @Override
  public QueryProgress progress() {
    return session.newestStream().map(EmbeddedBackend::progress).orElse(QueryProgress.UNKNOWN);
  }

  @Override
  public Prepared prepare(String sql) {
    return Failures.guarded(() -> new EmbeddedPrepared(session.prepare(sql)));
  }

  /// A statement planned by the session.
  private final class EmbeddedPrepared implements Prepared {
    private final PreparedStatement statement;

    EmbeddedPrepared(PreparedStatement statement) {
      this.statement = statement;
    }

    @Override
    public org.apache.arrow.vector.types.pojo.@Nullable Schema resultSchema() {
      Optional<Schema> schema = statement.resultSchema();
      return schema.isPresent() ? ArrowSchemas.toArrow(schema.get()) : null;
    }

    @Override
    public org.apache.arrow.vector.types.pojo.Schema parameterSchema() {
      return ArrowSchemas.toArrow(statement.parameterSchema());
    }

    @Override
    public Execution execute(List<@Nullable Object> parameters, ExecuteOptions options) {
      return Failures.guarded(() -> execution(statement.execute(parameters, timeout(options))));
    }

    @Override
    public void close() {
      // Nothing is held between executions.
    }
  }

  @Override
  public Namespace namespace() {
    return new Namespace(session.current().catalog(), session.current().schema());
  }

  @Override
  public void use(@Nullable String catalog, @Nullable String schema) {
    Failures.guarded(
        () -> {
          session.use(catalog, schema);
          return session;
        });
  }

  @Override
  public boolean isValid(int timeoutSeconds) {
    return !closed.get();
  }

  @Override
  public String version() {
    return Engine.VERSION;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      session.close();
      shared.release();
      allocator.close();
    }
  }
}
