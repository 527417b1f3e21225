package io.thalweg.connectors.files.parquet.read;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// A filter on one column once it is known, for each entry of a dictionary, whether it passes.
/// Applied to ids without looking at values.
final class DictionaryFilter {
  private final FlatColumn dictionary;

  /// 1 for entries that pass; one entry more than the dictionary, for NULL.
  private final byte[] passes;

  private final int passing;

  /// @param passes per entry 1 or 0, and behind them for NULL
  DictionaryFilter(FlatColumn dictionary, byte[] passes) {
    this.dictionary = dictionary;
    this.passes = passes;
    int sum = 0;
    for (byte pass : passes) {
      sum += pass;
    }
    this.passing = sum;
  }

  boolean isOf(FlatColumn other) {
    return dictionary == other;
  }

  void apply(Window window, DictionaryColumn column) {
    if (passing == passes.length) {
      return;
    }
    int[] kept = new int[window.selected()];
    int count = passing == 0 ? 0 : select(column, window.selection(), window.selected(), kept);
    window.keep(kept, count);
  }

  private int select(DictionaryColumn column, int @Nullable [] rows, int count, int[] kept) {
    long[] validity = column.validity();
    if (validity != null) {
      return selectNullable(column.ids(), validity, rows, count, kept);
    }
    return rows == null
        ? selectAll(column.ids(), count, kept)
        : selectSome(column.ids(), rows, count, kept);
  }

  private int selectAll(int[] ids, int count, int[] kept) {
    int n = 0;
    for (int row = 0; row < count; row++) {
      kept[n] = row;
      n += passes[ids[row]];
    }
    return n;
  }

  private int selectSome(int[] ids, int[] rows, int count, int[] kept) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[n] = row;
      n += passes[ids[row]];
    }
    return n;
  }

  private int selectNullable(
      int[] ids, long[] validity, int @Nullable [] rows, int count, int[] kept) {
    int ofNull = passes[passes.length - 1];
    int n = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      int pass = Bits.get(validity, row) ? passes[ids[row]] : ofNull;
      kept[n] = row;
      n += pass;
    }
    return n;
  }
}
