package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.FlatColumn;
import java.util.List;

/// Whether rows of several columns are the same, as grouping and weights understand it: NULLs equal
/// each other. Row by row, for rows that are compared once per epoch.
public final class RowDifference {
  private RowDifference() {}

  /// @param left columns of the same layouts as `right`
  public static boolean areSame(
      List<FlatColumn> left, int leftRow, List<FlatColumn> right, int rightRow) {
    for (int i = 0; i < left.size(); i++) {
      FlatColumn one = left.get(i);
      FlatColumn other = right.get(i);
      boolean isNull = one.isNull(leftRow);
      if (isNull != other.isNull(rightRow)
          || (!isNull && ValueOrder.compare(one, leftRow, other, rightRow) != 0)) {
        return false;
      }
    }
    return true;
  }
}
