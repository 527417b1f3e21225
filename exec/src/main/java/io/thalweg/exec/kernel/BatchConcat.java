package io.thalweg.exec.kernel;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts batches behind each other, weights included.
public final class BatchConcat {
  private BatchConcat() {}

  /// @param batches at least one, of the same columns, without selections
  public static Batch concat(List<Batch> batches) {
    if (batches.size() == 1) {
      return batches.getFirst();
    }
    int rows = 0;
    for (Batch batch : batches) {
      rows = Math.addExact(rows, batch.length());
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < batches.getFirst().columns().size(); i++) {
      int ordinal = i;
      columns.add(
          ColumnGather.concat(batches.stream().map(batch -> batch.column(ordinal)).toList()));
    }
    return Batch.of(rows, columns).withWeights(weights(batches, rows));
  }

  private static int @Nullable [] weights(List<Batch> batches, int rows) {
    if (batches.stream().allMatch(batch -> batch.weights() == null)) {
      return null;
    }
    int[] joined = new int[rows];
    int at = 0;
    for (Batch batch : batches) {
      int @Nullable [] own = batch.weights();
      if (own == null) {
        Arrays.fill(joined, at, at + batch.length(), 1);
      } else {
        System.arraycopy(own, 0, joined, at, batch.length());
      }
      at += batch.length();
    }
    return joined;
  }
}
