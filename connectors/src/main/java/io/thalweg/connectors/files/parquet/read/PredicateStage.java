package io.thalweg.connectors.files.parquet.read;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ThalwegException;
import org.jspecify.annotations.Nullable;

/// A compiled conjunct. On a single dictionary column it runs once per entry of each dictionary.
final class PredicateStage implements FilterStage {
  private final int[] slots;
  private final Predicate predicate;
  private @Nullable DictionaryFilter known;

  /// The dictionary on which the predicate failed: perhaps only on entries no row is left with.
  private @Nullable FlatColumn refused;

  /// @param slots the columns it reads, in the order of its ordinals
  PredicateStage(int[] slots, Predicate predicate) {
    this.slots = slots;
    this.predicate = predicate;
  }

  @Override
  public void apply(Window window) {
    if (slots.length == 1 && window.column(slots[0]) instanceof DictionaryColumn column) {
      DictionaryFilter filter = filter(column.values());
      if (filter != null) {
        filter.apply(window, column);
        return;
      }
    }
    Batch batch = window.batch(slots);
    int[] kept = new int[window.selected()];
    window.keep(kept, predicate.select(batch, kept));
  }

  private @Nullable DictionaryFilter filter(FlatColumn dictionary) {
    if (dictionary == refused) {
      return null;
    }
    DictionaryFilter filter = known;
    if (filter == null || !filter.isOf(dictionary)) {
      try {
        filter = new DictionaryFilter(dictionary, passes(dictionary));
        known = filter;
      } catch (ThalwegException e) {
        refused = dictionary;
        return null;
      }
    }
    return filter;
  }

  private byte[] passes(FlatColumn dictionary) {
    int size = dictionary.length();
    byte[] passes = new byte[size + 1];
    int[] kept = new int[size + 1];
    int count = predicate.select(Batch.of(size, dictionary), kept);
    for (int i = 0; i < count; i++) {
      passes[kept[i]] = 1;
    }
    Column ofNull = ConstantColumn.ofNull(dictionary, 1);
    passes[size] = (byte) predicate.select(Batch.of(1, ofNull), kept);
    return passes;
  }
}
