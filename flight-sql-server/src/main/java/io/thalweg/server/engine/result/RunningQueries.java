package io.thalweg.server.engine.result;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The queries that run in this process: what `system.main.queries` shows and cancel looks up.
/// Thread-safe.
public final class RunningQueries {
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Entry> queries = new ConcurrentHashMap<>();

  /// @param sql the statement's text
  public record Entry(long id, String session, String sql, Instant started, RowStream stream) {}

  /// The id for a query that is about to be added; never given twice.
  public long nextId() {
    return ids.incrementAndGet();
  }

  public void add(Entry entry) {
    queries.put(entry.id(), entry);
  }

  /// Forgets a query that has ended; nothing when it is not there.
  public void remove(long id) {
    queries.remove(id);
  }

  public Optional<Entry> find(long id) {
    return Optional.ofNullable(queries.get(id));
  }

  /// The oldest first.
  public List<Entry> all() {
    return queries.values().stream().sorted(Comparator.comparingLong(Entry::id)).toList();
  }

  /// Cancels all that run now.
  public void cancelAll(String reason) {
    queries.values().forEach(entry -> entry.stream().cancel(reason));
  }
}
