package io.thalweg.connectors.files.parquet.read;

import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// A join's filter on one column. Gives up for the rest of the scan when it keeps almost all rows.
final class RuntimeFilterStage implements FilterStage {
  private static final long TRIAL_ROWS = 16_384;
  private static final double USEFUL_BELOW = 0.9;

  private final int slot;
  private final RuntimeFilter filter;
  private @Nullable DictionaryFilter known;
  private long seen;
  private long passed;
  private boolean useless;

  RuntimeFilterStage(int slot, RuntimeFilter filter) {
    this.slot = slot;
    this.filter = filter;
  }

  @Override
  public void apply(Window window) {
    if (useless || !filter.isReady()) {
      return;
    }
    int before = window.selected();
    Column column = window.column(slot);
    if (column instanceof DictionaryColumn dictionary) {
      filterOf(dictionary.values()).apply(window, dictionary);
    } else {
      int[] rows = window.selection() == null ? Rows.first(before) : window.selection();
      int[] kept = new int[before];
      window.keep(kept, filter.select(column, rows, before, kept));
    }
    seen += before;
    passed += window.selected();
    useless = seen >= TRIAL_ROWS && passed > seen * USEFUL_BELOW;
  }

  private DictionaryFilter filterOf(FlatColumn dictionary) {
    DictionaryFilter current = known;
    if (current == null || !current.isOf(dictionary)) {
      int size = dictionary.length();
      byte[] passes = new byte[size + 1];
      int[] kept = new int[size];
      int count = filter.select(dictionary, Rows.first(size), size, kept);
      for (int i = 0; i < count; i++) {
        passes[kept[i]] = 1;
      }
      current = new DictionaryFilter(dictionary, passes);
      known = current;
    }
    return current;
  }
}
