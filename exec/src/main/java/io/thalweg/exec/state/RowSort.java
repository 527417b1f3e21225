package io.thalweg.exec.state;

import java.util.Arrays;

/// A stable merge sort of row numbers. For the small sorts inside aggregates.
public final class RowSort {
  private static final int INSERTION = 12;

  private RowSort() {}

  /// The order of two rows.
  @FunctionalInterface
  public interface Order {
    /// Negative, zero or positive, as row `left` comes before, with or behind row `right`.
    int compare(int left, int right);
  }

  /// Sorts `rows[from..to)`.
  public static void sort(int[] rows, int from, int to, Order order) {
    for (int start = from; start < to; start += INSERTION) {
      insertion(rows, start, Math.min(start + INSERTION, to), order);
    }
    int[] source = rows;
    int[] target = to - from > INSERTION ? Arrays.copyOf(rows, to) : rows;
    for (long width = INSERTION; width < to - from; width *= 2) {
      for (long start = from; start < to; start += 2 * width) {
        int middle = (int) Math.min(start + width, to);
        int end = (int) Math.min(start + 2 * width, to);
        merge(source, (int) start, middle, end, target, order);
      }
      int[] swap = source;
      source = target;
      target = swap;
    }
    if (source != rows) {
      System.arraycopy(source, from, rows, from, to - from);
    }
  }

  private static void insertion(int[] rows, int from, int to, Order order) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int j = i;
      while (j > from && order.compare(rows[j - 1], row) > 0) {
        rows[j] = rows[j - 1];
        j--;
      }
      rows[j] = row;
    }
  }

  private static void merge(int[] source, int from, int middle, int to, int[] target, Order order) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          left < middle && (right >= to || order.compare(source[left], source[right]) <= 0);
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }
}
