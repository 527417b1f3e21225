package io.thalweg.server.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.query.QueryTemplate;
import io.thalweg.planner.text.QueryText;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What queries have in common that differ in constants only: parsing, validation and conversion
/// happen once. What the values of constants decide is decided for each query. Thread-safe.
///
/// Which constants of a text can be exchanged is known once a text of its shape was seen; the
/// others belong to the template's key.
///
/// A template holds tables, and they may hold rows: none outlives the version of the catalogs that
/// it was made from, nor a lack of memory.
final class PlanTemplates {
  private static final int MAX_TEMPLATES = 500;

  private final Engine engine;
  private final Cache<PlanCache.Key, BitSet> lifted =
      Caffeine.newBuilder().maximumSize(MAX_TEMPLATES).build();
  private final Cache<PlanCache.Key, Entry> templates =
      Caffeine.newBuilder().maximumSize(MAX_TEMPLATES).softValues().recordStats().build();
  private volatile List<Object> versions = List.of();

  private record Entry(QueryTemplate template, List<PlanCache.Read> reads) {}

  PlanTemplates(Engine engine) {
    this.engine = engine;
  }

  /// The statement with its plan, planned through its template when there can be one.
  ///
  /// @param key of the text as it is
  Command bind(String sql, PlanCache.Key key, SessionPlanning session) {
    Optional<QueryText> text = QueryText.of(sql);
    if (text.isEmpty()) {
      return engine.binder().bind(sql, session);
    }
    forgetUnlessOf(key.versions());
    PlanCache.Key shape = key.with(text.get().shape());
    BitSet known = lifted.getIfPresent(shape);
    if (known != null && known.isEmpty()) {
      return engine.binder().bind(sql, session);
    }
    try {
      Entry entry = entry(sql, text.get(), known, key, session);
      Optional<PlannedStatement> plan =
          entry == null ? Optional.empty() : entry.template().plan(text.get());
      return plan.<Command>map(Command.Run::new)
          .orElseGet(() -> engine.binder().bind(sql, session));
    } catch (ThalwegException e) {
      // Planning by itself says what is wrong, and where. Or nothing is: the query needs to know
      // its constants.
      Command command = engine.binder().bind(sql, session);
      lifted.put(shape, new BitSet());
      return command;
    }
  }

  private void forgetUnlessOf(List<Object> current) {
    if (!current.equals(versions)) {
      versions = current;
      templates.invalidateAll();
      lifted.invalidateAll();
    }
  }

  private @Nullable Entry entry(
      String sql,
      QueryText text,
      @Nullable BitSet known,
      PlanCache.Key key,
      SessionPlanning session) {
    Entry entry = known == null ? null : templates.getIfPresent(key.with(text.without(known)));
    if (entry != null && PlanCache.Read.areSame(entry.reads())) {
      entry.reads().forEach(session::read);
      return entry;
    }
    return made(sql, text, key, session);
  }

  private @Nullable Entry made(
      String sql, QueryText text, PlanCache.Key key, SessionPlanning session) {
    Optional<QueryTemplate> template = engine.binder().template(sql, text, session);
    if (template.isEmpty()) {
      return null;
    }
    Entry entry = new Entry(template.get(), List.copyOf(session.reads()));
    if (!session.isClockRead()) {
      BitSet exchangeable = template.get().lifted();
      lifted.put(key.with(text.shape()), exchangeable);
      templates.put(key.with(text.without(exchangeable)), entry);
    }
    return entry;
  }

  CacheState state() {
    return PlanCache.state("plan_templates", templates, MAX_TEMPLATES);
  }
}
