package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.data.Column;
import io.thalweg.exec.operator.KeyFilter;
import io.thalweg.exec.operator.RuntimeFilterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The runtime filters of one query.
final class RuntimeFilters implements RuntimeFilterRegistry {
  private final ConcurrentMap<Integer, KeyFilter> published = new ConcurrentHashMap<>();

  @Override
  public void publish(int filter, KeyFilter keys) {
    published.putIfAbsent(filter, keys);
  }

  @Override
  public RuntimeFilter target(int filter, int column) {
    return new Target(filter, column);
  }

  /// A published filter as one scan sees it; lets everything through until then.
  private final class Target implements RuntimeFilter {
    private final int filter;
    private final int column;
    private volatile @Nullable KeyFilter keys;

    private Target(int filter, int column) {
      this.filter = filter;
      this.column = column;
    }

    @Override
    public int column() {
      return column;
    }

    @Override
    public boolean isReady() {
      return keys() != null;
    }

    private @Nullable KeyFilter keys() {
      KeyFilter known = keys;
      if (known == null) {
        known = published.get(filter);
        keys = known;
      }
      return known;
    }

    @Override
    public boolean mayMatch(long min, long max) {
      KeyFilter known = keys();
      return known == null || known.mayMatch(min, max);
    }

    @Override
    public int select(Column values, int[] rows, int count, int[] kept) {
      KeyFilter known = keys();
      if (known != null) {
        return known.select(values, rows, count, kept);
      }
      System.arraycopy(rows, 0, kept, 0, count);
      return count;
    }
  }
}
