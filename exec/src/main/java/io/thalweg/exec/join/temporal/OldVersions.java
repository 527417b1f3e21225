package io.thalweg.exec.join.temporal;

import io.thalweg.exec.join.continuous.ShownLog;
import io.thalweg.exec.state.KeyedRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The versions as they were before the epoch, of the keys that it has changed. Used by one task.
final class OldVersions {
  private final Versions.Source source;
  private final KeyedRows rows;
  private final ShownLog log;

  /// By key: the place of its last logged row + 1; 0 for keys without changes.
  private final int[] lastPlaces;

  /// By place: that of the row logged before with the same key, + 1.
  private final int[] earlier;

  /// By place of a key's last logged row.
  private final @Nullable Versions[] made;

  /// @param log the touched rows, with their weights before
  OldVersions(Versions.Source source, ShownLog log) {
    this.source = source;
    this.rows = source.rows();
    this.log = log;
    this.lastPlaces = new int[log.size() == 0 ? 0 : rows.keyCount()];
    this.earlier = new int[log.size()];
    this.made = new Versions[log.size()];
    log.ensure(rows.numberCount());
    for (int place = 0; place < log.size(); place++) {
      int key = rows.key(log.row(place));
      earlier[place] = lastPlaces[key];
      lastPlaces[key] = place + 1;
    }
  }

  KeyedRows rows() {
    return rows;
  }

  boolean isChanged(int key) {
    return key >= 0 && key < lastPlaces.length && lastPlaces[key] != 0;
  }

  /// One row of each changed key.
  int[] changedRows() {
    int[] changed = new int[log.size()];
    int count = 0;
    for (int place = 0; place < log.size(); place++) {
      changed[count] = log.row(place);
      count += lastPlaces[rows.key(log.row(place))] == place + 1 ? 1 : 0;
    }
    return Arrays.copyOf(changed, count);
  }

  /// The versions of a changed key.
  Versions of(int key) {
    int last = lastPlaces[key] - 1;
    Versions known = made[last];
    if (known == null) {
      known = make(key);
      made[last] = known;
    }
    return known;
  }

  private Versions make(int key) {
    int[] numbers = new int[16];
    int count = 0;
    for (int row = rows.first(key); row >= 0; row = rows.next(row)) {
      if (log.place(row) < 0) {
        numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
        numbers[count++] = row;
      }
    }
    for (int place = lastPlaces[key] - 1; place >= 0; place = earlier[place] - 1) {
      if (log.shown(place) > 0) {
        numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
        numbers[count++] = log.row(place);
      }
    }
    return Versions.of(source, numbers, count);
  }
}
