package io.thalweg.jdbc.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One session with an engine. Thread-safe; statements of one session may run at once.
///
/// All methods throw [BackendException] for errors with a code.
public interface Backend extends AutoCloseable {

  /// Runs a statement without parameters.
  Execution execute(String sql, ExecuteOptions options);

  /// Plans a statement that may hold `?` parameters.
  Prepared prepare(String sql);

  /// The session's current catalog and schema.
  Namespace namespace();

  /// Changes the current catalog and schema; null leaves one as it is.
  void use(@Nullable String catalog, @Nullable String schema);

  /// Whether the engine answers within the time.
  boolean isValid(int timeoutSeconds);

  /// How far the newest statement is that runs in this session; callable from any thread.
  default QueryProgress progress() {
    return QueryProgress.UNKNOWN;
  }

  /// The engine's version, for people.
  String version();

  @Override
  void close();

  /// A session's place.
  record Namespace(String catalog, String schema) {}

  /// A planned statement.
  interface Prepared extends AutoCloseable {

    /// The result's columns; null when the statement changes data and yields a count.
    org.apache.arrow.vector.types.pojo.@Nullable Schema resultSchema();

    /// One field per parameter.
    org.apache.arrow.vector.types.pojo.Schema parameterSchema();

    /// @param parameters one value per parameter: Boolean, Integer, Long, Double, BigDecimal,
    ///   String, byte[], LocalDate, LocalTime, LocalDateTime, Instant, UUID or null
    Execution execute(List<@Nullable Object> parameters, ExecuteOptions options);

    @Override
    void close();
  }

  /// @param timeoutSeconds 0 for none
  /// @param maxRows 0 for all
  record ExecuteOptions(int timeoutSeconds, long maxRows) {
    public static final ExecuteOptions NONE = new ExecuteOptions(0, 0);
  }
}
