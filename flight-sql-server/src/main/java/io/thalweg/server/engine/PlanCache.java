package io.thalweg.server.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.expr.Literal;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.Command;
import java.lang.ref.WeakReference;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plans of queries, by the query's text and everything else that planning looks at. Thread-safe.
///
/// A plan is found again as long as no catalog and no view has changed and every table that a
/// function in FROM made (`FROM 'path'` among them) is made the same again, which for files means
/// the same files, unchanged. A query that reads the clock is planned each time.
///
/// A text that is new may differ from a known one in constants only: then the query is planned from
/// what both have in common ([PlanTemplates]).
final class PlanCache {
  private static final int MAX_PLANS = 500;

  /// Longer texts are rather data than queries.
  private static final int MAX_TEXT = 50_000;

  private final Engine engine;
  private final PlanTemplates templates;
  private final Cache<Key, Entry> plans =
      Caffeine.newBuilder().maximumSize(MAX_PLANS).recordStats().build();

  /// @param sql the text, or what is left of it without constants
  /// @param counts the values of `?` in LIMIT and OFFSET, by parameter
  /// @param versions of all catalogs, by name, and of the views
  record Key(
      Object sql,
      SchemaPath schema,
      String user,
      ZoneId zone,
      PlannerOptions options,
      Map<Integer, Long> counts,
      List<Object> versions) {

    /// Everything the same but for the text.
    Key with(Object otherSql) {
      return new Key(otherSql, schema, user, zone, options, counts, versions);
    }
  }

  private record Entry(Command command, List<Read> reads) {

    boolean isValid() {
      return Read.areSame(reads);
    }
  }

  /// A table that a function made.
  ///
  /// @param table not kept alive
  record Read(
      TableFunction function,
      List<Literal> arguments,
      Map<String, Literal> options,
      WeakReference<Table> table) {

    static Read of(
        TableFunction function,
        List<Literal> arguments,
        Map<String, Literal> options,
        Table table) {
      return new Read(
          function, List.copyOf(arguments), Map.copyOf(options), new WeakReference<>(table));
    }

    /// Whether the function still makes this very table.
    private boolean isSame() {
      Table known = table.get();
      return known != null && function.apply(arguments, options) == known;
    }

    static boolean areSame(List<Read> reads) {
      return reads.stream().allMatch(Read::isSame);
    }
  }

  PlanCache(Engine engine) {
    this.engine = engine;
    this.templates = new PlanTemplates(engine);
  }

  /// The statement with its plan, planned now or found.
  ///
  /// @param session of a statement that is planned for the first time
  Command bind(String sql, SessionPlanning session) {
    if (sql.length() > MAX_TEXT) {
      return engine.binder().bind(sql, session);
    }
    Key key = key(sql, session);
    Entry known = plans.getIfPresent(key);
    if (known != null && known.isValid()) {
      return known.command();
    }
    Command command = templates.bind(sql, key, session);
    boolean isQuery =
        command instanceof Command.Run(PlannedStatement statement)
            && statement.kind() == PlannedStatement.Kind.QUERY;
    if (isQuery && !session.isClockRead()) {
      plans.put(key, new Entry(command, List.copyOf(session.reads())));
    }
    return command;
  }

  /// Of plans, and of what queries without their constants have in common.
  List<CacheState> states() {
    return List.of(state("plans", plans, MAX_PLANS), templates.state());
  }

  static CacheState state(String name, Cache<?, ?> cache, int most) {
    CacheStats stats = cache.stats();
    return new CacheState(
        name,
        cache.estimatedSize(),
        -1,
        most,
        stats.hitCount(),
        stats.missCount(),
        stats.evictionCount());
  }

  private Key key(String sql, SessionPlanning session) {
    List<Object> versions = new ArrayList<>();
    for (Catalog catalog : engine.catalogs().all()) {
      versions.add(catalog.name());
      versions.add(catalog.version());
    }
    versions.add(engine.views().version());
    return new Key(
        sql,
        session.searchPath().getFirst(),
        session.user(),
        session.timeZone(),
        session.options(),
        session.counts(),
        versions);
  }
}
