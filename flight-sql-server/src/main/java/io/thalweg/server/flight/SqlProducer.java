package io.thalweg.server.flight;

import static io.thalweg.server.flight.FlightFailures.guarded;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.PreparedStatement;
import io.thalweg.server.engine.result.StatementResult;
import java.util.List;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.CancelResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutUpdateResult;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// Statements, prepared statements and sessions over Flight SQL. Thread-safe.
///
/// A query is planned when its FlightInfo is asked for and runs when its ticket is fetched; a
/// change runs in `DoPut`, once.
public final class SqlProducer extends MetadataProducer {
  private final Sessions sessions;
  private final PreparedStatements prepared = new PreparedStatements();

  /// @param allocator of Arrow buffers; outlives the producer
  public SqlProducer(Engine engine, BufferAllocator allocator) {
    super(engine, allocator);
    this.sessions = new Sessions(engine);
  }

  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    try {
      tickets().redeem(ticket).send(listener);
    } catch (RuntimeException | StackOverflowError e) {
      listener.error(FlightFailures.of(e));
    }
  }

  private static Schema resultSchema(PreparedStatement statement) {
    return ResultSchemas.toArrow(statement.resultSchema().orElse(PreparedStatement.COUNT_SCHEMA));
  }

  private FlightInfo info(
      PreparedStatement statement, List<@Nullable Object> parameters, FlightDescriptor descriptor) {
    ResultSource source = new QuerySource(statement, parameters, allocator());
    return info(resultSchema(statement), source, descriptor);
  }

  @Override
  public FlightInfo getFlightInfoStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return guarded(
        () -> info(sessions.of(context).prepare(command.getQuery()), List.of(), descriptor));
  }

  @Override
  public SchemaResult getSchemaStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return guarded(
        () -> new SchemaResult(resultSchema(sessions.of(context).prepare(command.getQuery()))));
  }

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    answer(
        listener,
        () -> {
          PreparedStatement statement = sessions.of(context).prepare(request.getQuery());
          ByteString columns =
              statement
                  .resultSchema()
                  .map(schema -> bytes(ResultSchemas.toArrow(schema)))
                  .orElse(ByteString.EMPTY);
          Schema parameters = BoundParameters.declare(statement.parameterSchema());
          ActionCreatePreparedStatementResult result =
              ActionCreatePreparedStatementResult.newBuilder()
                  .setPreparedStatementHandle(prepared.add(statement))
                  .setDatasetSchema(columns)
                  .setParameterSchema(bytes(parameters))
                  .build();
          return new Result(Any.pack(result).toByteArray());
        });
  }

  private static ByteString bytes(Schema schema) {
    return ByteString.copyFrom(schema.serializeAsMessage());
  }

  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    prepared.remove(request.getPreparedStatementHandle());
    listener.onCompleted();
  }

  @Override
  public Runnable acceptPutPreparedStatementQuery(
      CommandPreparedStatementQuery command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> listener) {
    return () ->
        complete(
            listener,
            () -> {
              List<List<@Nullable Object>> rows = BoundParameters.read(stream);
              if (rows.size() > 1) {
                throw new ThalwegException(
                    ErrorCode.PARAMETER_MISMATCH,
                    "a query takes one row of parameters, not " + rows.size());
              }
              prepared.find(command.getPreparedStatementHandle()).bind(rows);
            });
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return guarded(
        () -> {
          PreparedStatements.Entry entry = prepared.find(command.getPreparedStatementHandle());
          return info(entry.statement(), entry.parameters(), descriptor);
        });
  }

  @Override
  public SchemaResult getSchemaPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return guarded(
        () ->
            new SchemaResult(
                resultSchema(prepared.find(command.getPreparedStatementHandle()).statement())));
  }

  @Override
  public Runnable acceptPutStatement(
      CommandStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> listener) {
    return () ->
        complete(
            listener,
            () -> {
              PreparedStatement statement = sessions.of(context).prepare(command.getQuery());
              sendCount(listener, change(statement, List.of()));
            });
  }

  @Override
  public Runnable acceptPutPreparedStatementUpdate(
      CommandPreparedStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> listener) {
    return () ->
        complete(
            listener,
            () -> {
              PreparedStatement statement =
                  prepared.find(command.getPreparedStatementHandle()).statement();
              List<List<@Nullable Object>> rows = BoundParameters.read(stream);
              // Without parameters the client sends no row, or none with columns: it runs once.
              List<List<@Nullable Object>> runs =
                  statement.parameterTypes().isEmpty() ? List.of(List.of()) : rows;
              long count = 0;
              for (List<@Nullable Object> parameters : runs) {
                count += change(statement, parameters);
              }
              sendCount(listener, count);
            });
  }

  private static long change(PreparedStatement statement, List<@Nullable Object> parameters) {
    return switch (statement.execute(parameters)) {
      case StatementResult.Updated(long rows) -> rows;
      case StatementResult.Rows rows -> {
        rows.stream().close();
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT, "the statement yields rows; run it as a query");
      }
    };
  }

  private void sendCount(StreamListener<PutResult> listener, long count) {
    byte[] message = DoPutUpdateResult.newBuilder().setRecordCount(count).build().toByteArray();
    try (ArrowBuf buffer = allocator().buffer(message.length)) {
      buffer.writeBytes(message);
      listener.onNext(PutResult.metadata(buffer));
    }
  }

  @Override
  public void cancelFlightInfo(
      CancelFlightInfoRequest request, CallContext context, StreamListener<CancelStatus> listener) {
    answer(
        listener,
        () -> cancel(request.getInfo()) ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE);
  }

  // Clients older than CancelFlightInfo send it.
  @SuppressWarnings("deprecation")
  @Override
  public void cancelQuery(
      FlightInfo info, CallContext context, StreamListener<CancelResult> listener) {
    answer(listener, () -> cancel(info) ? CancelResult.CANCELLED : CancelResult.NOT_CANCELLABLE);
  }

  private boolean cancel(FlightInfo info) {
    boolean cancelled = false;
    for (FlightEndpoint endpoint : info.getEndpoints()) {
      cancelled |= tickets().redeem(endpoint.getTicket()).cancel();
    }
    return cancelled;
  }

  @Override
  public void setSessionOptions(
      SetSessionOptionsRequest request,
      CallContext context,
      StreamListener<SetSessionOptionsResult> listener) {
    answer(
        listener,
        () ->
            new SetSessionOptionsResult(
                SessionOptions.set(sessions.of(context), request.getSessionOptions())));
  }

  @Override
  public void getSessionOptions(
      GetSessionOptionsRequest request,
      CallContext context,
      StreamListener<GetSessionOptionsResult> listener) {
    answer(listener, () -> new GetSessionOptionsResult(SessionOptions.get(sessions.of(context))));
  }

  @Override
  public void closeSession(
      CloseSessionRequest request,
      CallContext context,
      StreamListener<CloseSessionResult> listener) {
    answer(
        listener,
        () ->
            new CloseSessionResult(
                sessions.close(context)
                    ? CloseSessionResult.Status.CLOSED
                    : CloseSessionResult.Status.NOT_CLOSABLE));
  }

  private static <T> void answer(
      StreamListener<T> listener, java.util.function.Supplier<T> answer) {
    complete(listener, () -> listener.onNext(answer.get()));
  }

  private static void complete(StreamListener<?> listener, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError e) {
      listener.onError(FlightFailures.of(e));
      return;
    }
    listener.onCompleted();
  }

  @Override
  public void close() {
    // Sessions belong to the engine, buffers to the calls.
  }
}
