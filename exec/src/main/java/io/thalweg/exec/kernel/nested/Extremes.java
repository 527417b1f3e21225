package io.thalweg.exec.kernel.nested;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.List;

/// `greatest` and `least`: NULL is left out.
public final class Extremes {
  private Extremes() {}

  public static Kernel of(boolean greatest) {
    return (arguments, rows) -> {
      int[] source = new int[rows];
      int[] row = new int[rows];
      for (int i = 0; i < rows; i++) {
        row[i] = i;
        source[i] = best(arguments, i, greatest);
      }
      return ColumnGather.gather(List.<Column>of(arguments), source, row, rows).flatten();
    };
  }

  private static int best(FlatColumn[] arguments, int row, boolean greatest) {
    int best = 0;
    for (int k = 1; k < arguments.length; k++) {
      if (arguments[k].isNull(row)) {
        continue;
      }
      if (arguments[best].isNull(row)) {
        best = k;
        continue;
      }
      int compared = ValueOrder.compare(arguments[k], row, arguments[best], row);
      best = greatest ? (compared > 0 ? k : best) : compared < 0 ? k : best;
    }
    return best;
  }
}
