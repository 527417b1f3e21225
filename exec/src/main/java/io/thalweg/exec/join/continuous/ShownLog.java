package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.state.KeyedRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of an input that an epoch has touched, and what was shown of each before it: its
/// weight, or 0. Used by one task.
public final class ShownLog {
  /// By row: its place here + 1; 0 for rows that were not touched.
  private int[] places = {};

  private int[] rows = {};
  private int[] shown = {};

  /// By place: whether the row's matches are counted. They are while the row has a weight.
  private boolean[] counted = {};

  private int size;

  /// Makes room for rows below `count`, all of which may be touched.
  public void ensure(int count) {
    if (places.length < count) {
      places = Arrays.copyOf(places, (int) Math.min(count + (count >> 1) + 16L, 1 << 30));
    }
  }

  /// The rows that were touched; their places are `0..size)`.
  public int size() {
    return size;
  }

  /// The place of a row, -1 when it was not touched.
  public int place(int row) {
    return places[row] - 1;
  }

  /// Adds a row that was not touched; returns its place.
  int add(int row, int shownBefore, boolean isCounted) {
    if (size == rows.length) {
      int length = size + (size >> 1) + 16;
      rows = Arrays.copyOf(rows, length);
      shown = Arrays.copyOf(shown, length);
      counted = Arrays.copyOf(counted, length);
    }
    rows[size] = row;
    shown[size] = shownBefore;
    counted[size] = isCounted;
    places[row] = ++size;
    return size - 1;
  }

  /// Adds those rows of a batch, just added to `source`, that were not touched before, with the
  /// weight they had before the batch.
  ///
  /// @param batch without a selection
  /// @return the place of the first one
  public int note(KeyedRows source, Batch batch) {
    ensure(source.numberCount());
    int before = size;
    int[] numbers = source.added();
    int @Nullable [] weights = batch.weights();
    for (int i = 0; i < batch.length(); i++) {
      if (place(numbers[i]) < 0) {
        add(numbers[i], source.weight(numbers[i]), true);
      }
    }
    for (int i = 0; i < batch.length(); i++) {
      int place = place(numbers[i]);
      if (place >= before) {
        shown[place] -= weights == null ? 1 : weights[i];
      }
    }
    return before;
  }

  /// The row at a place.
  public int row(int place) {
    return rows[place];
  }

  /// The weight that the row was shown with before the epoch.
  public int shown(int place) {
    return shown[place];
  }

  void setShown(int place, int weight) {
    shown[place] = weight;
  }

  boolean isCounted(int place) {
    return counted[place];
  }

  void setCounted(int place, boolean isCounted) {
    counted[place] = isCounted;
  }

  /// Starts the next epoch.
  public void clear() {
    for (int i = 0; i < size; i++) {
      places[rows[i]] = 0;
    }
    size = 0;
  }

  /// Heap bytes held.
  public long sizeInBytes() {
    return 4L * places.length + 9L * rows.length;
  }
}
