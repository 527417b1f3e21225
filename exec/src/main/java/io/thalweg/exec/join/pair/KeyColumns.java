package io.thalweg.exec.join.pair;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.exec.state.KeyVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The key columns of one side of a join. Stateless.
///
/// @param ordinals of the keys
/// @param nullSafe per key whether NULL equals NULL
public record KeyColumns(List<Integer> ordinals, List<Boolean> nullSafe) {

  /// Keys and a time, none of which matches anything when it is NULL.
  public static KeyColumns withTime(List<Integer> keys, int time) {
    List<Integer> all = new ArrayList<>(keys);
    all.add(time);
    return new KeyColumns(all, Collections.nCopies(all.size(), false));
  }

  /// The keys of the rows of `batch` that count.
  public Column[] of(Batch batch) {
    Column[] keys = new Column[ordinals.size()];
    int[] selection = batch.selection();
    for (int i = 0; i < keys.length; i++) {
      Column column = batch.column(ordinals.get(i));
      keys[i] = selection == null ? column : column.gather(selection, batch.rowCount());
    }
    return keys;
  }

  /// The rows of `batch`, which has no selection, that can match: no key is NULL where NULL equals
  /// nothing. Returns `batch` itself when all can.
  public Batch matchable(Batch batch) {
    return choose(batch, true);
  }

  /// The other rows.
  public Batch unmatchable(Batch batch) {
    return choose(batch, false);
  }

  private Batch choose(Batch batch, boolean matchable) {
    long[] valid = null;
    for (int i = 0; i < ordinals.size(); i++) {
      if (!nullSafe.get(i)) {
        valid = Bits.and(valid, KeyVector.validity(batch.column(ordinals.get(i))), batch.length());
      }
    }
    if (valid == null) {
      return matchable ? batch : batch.slice(0, 0);
    }
    int[] rows = new int[batch.length()];
    int count = 0;
    for (int i = 0; i < batch.length(); i++) {
      rows[count] = i;
      count += Bits.get(valid, i) == matchable ? 1 : 0;
    }
    return count == batch.length() ? batch : batch.withSelection(rows, count).compact();
  }
}
