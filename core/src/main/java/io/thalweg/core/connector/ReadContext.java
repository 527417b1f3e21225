package io.thalweg.core.connector;

import io.thalweg.core.memory.MemoryPool;
import java.util.List;

/// What execution lends to a reader.
///
/// @param predicates compiles pushed filters so that a reader can run them on dictionaries
/// @param runtimeFilters filters from joins above, over the *table's* columns; they appear
///   ([RuntimeFilter#isReady]) while the scan runs
/// @param memory the query's pool
/// @param caches whether decoded columns may be taken from a cache and kept in it
public record ReadContext(
    PredicateCompiler predicates,
    List<RuntimeFilter> runtimeFilters,
    MemoryPool memory,
    boolean caches) {
  public ReadContext {
    runtimeFilters = List.copyOf(runtimeFilters);
  }

  /// Without a cache.
  public ReadContext(
      PredicateCompiler predicates, List<RuntimeFilter> runtimeFilters, MemoryPool memory) {
    this(predicates, runtimeFilters, memory, false);
  }

  public ReadContext withRuntimeFilters(List<RuntimeFilter> others) {
    return new ReadContext(predicates, others, memory, caches);
  }
}
