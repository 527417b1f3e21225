package io.thalweg.exec.sort;

/// A stable bottom-up merge sort of row numbers, by a `long` per row and a comparison for ties.
final class MergeSort {
  private static final int RUN = 16;

  private MergeSort() {}

  /// Compares two rows whose prefixes are equal.
  @FunctionalInterface
  interface TieOrder {
    int compare(int leftRow, int rightRow);
  }

  /// The rows `0..count)` in order of `prefixes`, equal ones by `ties`.
  static int[] sort(long[] prefixes, int count, TieOrder ties) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    for (int from = 0; from < count; from += RUN) {
      insertionSort(rows, from, Math.min(count, from + RUN), prefixes, ties);
    }
    int[] spare = new int[count];
    for (int width = RUN; width < count && width > 0; width *= 2) {
      for (int from = 0; from < count; from += 2 * width) {
        int middle = Math.min(count, from + width);
        int to = Math.min(count, middle + width);
        merge(rows, spare, from, middle, to, prefixes, ties);
      }
      int[] swap = rows;
      rows = spare;
      spare = swap;
    }
    return rows;
  }

  private static boolean isAfter(int left, int right, long[] prefixes, TieOrder ties) {
    long leftPrefix = prefixes[left];
    long rightPrefix = prefixes[right];
    return leftPrefix != rightPrefix ? leftPrefix > rightPrefix : ties.compare(left, right) > 0;
  }

  private static void insertionSort(int[] rows, int from, int to, long[] prefixes, TieOrder ties) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      while (at > from && isAfter(rows[at - 1], row, prefixes, ties)) {
        rows[at] = rows[at - 1];
        at--;
      }
      rows[at] = row;
    }
  }

  private static void merge(
      int[] source, int[] target, int from, int middle, int to, long[] prefixes, TieOrder ties) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeRight =
          left >= middle || (right < to && isAfter(source[left], source[right], prefixes, ties));
      target[i] = takeRight ? source[right++] : source[left++];
    }
  }
}
