package io.thalweg.exec.definition;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Something a statement has defined. Immutable; holds no secrets.
///
/// @param kind what it is, in lower-case letters and `_`: `job`, `materialized_view`, `table`
/// @param name as the catalog spells it, with its schema where it has one
/// @param sql the statement that defines it
/// @param options what else is to be known again: the session's settings, counters, the last error
/// @param state what it does, in the owner's words: `running`, `paused`; empty when it does nothing
/// @param created counts what the registry was ever given: an order in which definitions follow
///   those they use, and a number for things that must not be mistaken for those of a namesake that
///   was dropped
/// @param version counts the changes of this name, also over drops
public record Definition(
    String kind,
    String name,
    String sql,
    Map<String, String> options,
    String state,
    long created,
    long version) {
  public Definition {
    Objects.requireNonNull(name);
    Objects.requireNonNull(sql);
    Objects.requireNonNull(state);
    if (!kind.matches("[a-z_]+")) {
      throw new IllegalArgumentException("'" + kind + "' is no kind of definition");
    }
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /// One that was not stored yet.
  public static Definition of(
      String kind, String name, String sql, Map<String, String> options, String state) {
    return new Definition(kind, name, sql, options, state, 0, 0);
  }

  public Definition withState(String newState) {
    return new Definition(kind, name, sql, options, newState, created, version);
  }

  public Definition withSql(String newSql) {
    return new Definition(kind, name, newSql, options, state, created, version);
  }

  public Definition withOptions(Map<String, String> newOptions) {
    return new Definition(kind, name, sql, newOptions, state, created, version);
  }

  /// A prefix for keys of the definition's own objects, for example its checkpoints; no other
  /// definition ever has it.
  public String key() {
    return kind + "/" + DefinitionKeys.encode(name) + "/" + created;
  }

  Definition stored(long newCreated, long newVersion) {
    return new Definition(kind, name, sql, options, state, newCreated, newVersion);
  }
}
