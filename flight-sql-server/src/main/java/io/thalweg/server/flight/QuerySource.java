package io.thalweg.server.flight;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.server.engine.PreparedStatement;
import io.thalweg.server.engine.result.FixedRows;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.StatementResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/// A statement that runs when its ticket is fetched. Thread-safe.
final class QuerySource implements ResultSource {
  private final PreparedStatement statement;
  private final List<@Nullable Object> parameters;
  private final BufferAllocator allocator;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean cancelled;
  private volatile @Nullable RowStream stream;

  QuerySource(
      PreparedStatement statement, List<@Nullable Object> parameters, BufferAllocator allocator) {
    this.statement = statement;
    this.parameters = parameters;
    this.allocator = allocator;
  }

  @Override
  public void send(ServerStreamListener listener) {
    // A query may be fetched again after a broken connection; a change happens once.
    if (started.getAndSet(true) && statement.resultSchema().isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_TICKET,
          "the statement has run already and is not repeated; send it again if you mean it");
    }
    try (RowStream rows = rows()) {
      stream = rows;
      if (cancelled) {
        rows.cancel("cancelled by the client");
      }
      new ResultSender(rows, listener, allocator).run();
    } finally {
      stream = null;
    }
  }

  private RowStream rows() {
    return switch (statement.execute(parameters)) {
      case StatementResult.Rows(RowStream rows) -> rows;
      case StatementResult.Updated(long count) ->
          FixedRows.of(PreparedStatement.COUNT_SCHEMA, List.of(List.of(count)));
    };
  }

  @Override
  public boolean cancel() {
    cancelled = true;
    RowStream running = stream;
    if (running != null) {
      running.cancel("cancelled by the client");
    }
    return running != null || !started.get();
  }
}
