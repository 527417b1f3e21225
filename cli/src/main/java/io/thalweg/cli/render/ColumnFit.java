package io.thalweg.cli.render;

import java.util.ArrayList;
import java.util.List;

/// Which columns of a table are shown and how wide, so that it fits a terminal.
///
/// The widest columns give way first. When even narrow columns do not fit, columns of the middle
/// are left out.
///
/// @param shown the columns from left to right; -1 stands for those that are left out
/// @param widths of the shown columns
record ColumnFit(List<Integer> shown, List<Integer> widths) {
  static final int OMITTED = -1;

  /// No column gets narrower than this by fitting.
  private static final int NARROWEST = 6;

  /// A border and two spaces beside each cell.
  private static final int FRAME = 3;

  /// @param natural the width that shows each column whole
  /// @param width of the terminal; 0 when there is no limit
  static ColumnFit of(int[] natural, int width) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < natural.length; i++) {
      shown.add(i);
    }
    if (width > 0) {
      while (shown.size() > 2 && total(shown, natural, NARROWEST) > width) {
        shown.remove(Integer.valueOf(OMITTED));
        int middle = shown.size() / 2;
        shown.set(middle, OMITTED);
      }
    }
    int cap = width > 0 ? widestCap(shown, natural, width) : Integer.MAX_VALUE;
    return new ColumnFit(
        List.copyOf(shown), shown.stream().map(column -> capped(column, natural, cap)).toList());
  }

  private static int widestCap(List<Integer> shown, int[] natural, int width) {
    int low = NARROWEST;
    int high = Math.max(NARROWEST, width);
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (total(shown, natural, middle) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static int total(List<Integer> shown, int[] natural, int cap) {
    return 1 + shown.stream().mapToInt(column -> FRAME + capped(column, natural, cap)).sum();
  }

  private static int capped(int column, int[] natural, int cap) {
    return column == OMITTED ? 1 : Math.min(natural[column], cap);
  }
}
