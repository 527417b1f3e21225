package io.thalweg.server.engine;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.command.Command;
import io.thalweg.server.engine.result.StatementResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A statement that was planned once, for its types. Each execution plans again through the plan
/// cache, so that it sees the tables of its own moment. Thread-safe.
public final class PreparedStatement {
  /// The columns of a change's result where rows are wanted: the number of rows changed.
  public static final Schema COUNT_SCHEMA = Schema.of(Field.required("count", SimpleType.BIGINT));

  private final Session session;
  private final String sql;
  private final Command planned;
  private final Optional<Schema> resultSchema;
  private final List<DataType> parameterTypes;
  private final Set<Integer> countParameters;

  PreparedStatement(Session session, String sql) {
    this.session = session;
    this.sql = sql;
    this.planned = bind(Map.of());
    this.resultSchema = Optional.ofNullable(CommandRunner.resultSchema(session, planned));
    this.parameterTypes =
        planned instanceof Command.Run(PlannedStatement statement)
            ? statement.parameterTypes()
            : List.of();
    this.countParameters =
        planned instanceof Command.Run(PlannedStatement statement) ? statement.counts() : Set.of();
  }

  /// @param counts the values of `?` in LIMIT and OFFSET, by parameter
  private Command bind(Map<Integer, Long> counts) {
    return session.engine().plans().bind(sql, session.planning(counts));
  }

  public Session session() {
    return session;
  }

  public String sql() {
    return sql;
  }

  /// The result's columns; empty when the statement yields a count.
  public Optional<Schema> resultSchema() {
    return resultSchema;
  }

  /// The types of the `?` in order.
  public List<DataType> parameterTypes() {
    return parameterTypes;
  }

  /// One column per parameter, named by its position from 1.
  public Schema parameterSchema() {
    return new Schema(
        IntStream.range(0, parameterTypes.size())
            .mapToObj(i -> Field.nullable(Integer.toString(i + 1), parameterTypes.get(i)))
            .toList());
  }

  /// Runs the statement.
  ///
  /// @param values one per parameter, in the Java form of [io.thalweg.core.data.Values] or what
  ///   [ParameterValues] converts to it
  public StatementResult execute(List<? extends @Nullable Object> values) {
    return execute(values, Duration.ZERO);
  }

  /// Runs the statement with a time limit besides the session's `query_timeout`.
  ///
  /// @param timeout zero for none
  public StatementResult execute(List<? extends @Nullable Object> values, Duration timeout) {
    List<Literal> parameters = ParameterValues.bind(parameterTypes, values);
    Map<Integer, Long> counts = ParameterValues.counts(countParameters, parameters);
    return run(bind(counts), counts, parameters, timeout);
  }

  /// Runs the statement as it was planned, which is right as long as it has just been prepared.
  StatementResult executeFresh(Duration timeout) {
    return run(planned, Map.of(), ParameterValues.bind(parameterTypes, List.of()), timeout);
  }

  private StatementResult run(
      Command command, Map<Integer, Long> counts, List<Literal> parameters, Duration timeout) {
    Command current = session.ownWrites().await(command) ? bind(counts) : command;
    return new CommandRunner(session, sql, timeout).run(current, parameters);
  }
}
