package io.thalweg.exec.aggregate.input;

import io.thalweg.core.data.Batch;
import org.jspecify.annotations.Nullable;

/// The rows of a batch that count, with a weight for each.
///
/// @param weights one per row; null: all +1
public record WeightedRows(InputColumns columns, int @Nullable [] weights) {

  /// @param appendOnly whether rows that come several times are to be repeated, because weights are
  ///   not understood
  public static WeightedRows of(Batch batch, boolean appendOnly) {
    InputColumns columns = InputColumns.of(batch);
    int[] weights = batch.selectedWeights();
    if (weights == null) {
      return new WeightedRows(columns, null);
    }
    return appendOnly ? repeated(columns, weights) : new WeightedRows(columns, weights);
  }

  private static WeightedRows repeated(InputColumns columns, int[] weights) {
    int total = 0;
    for (int i = 0; i < columns.count(); i++) {
      if (weights[i] < 0) {
        throw new IllegalStateException("an append-only input retracts a row");
      }
      total = Math.addExact(total, weights[i]);
    }
    int[] rows = new int[total];
    int at = 0;
    for (int i = 0; i < columns.count(); i++) {
      for (int times = 0; times < weights[i]; times++) {
        rows[at++] = i;
      }
    }
    return new WeightedRows(columns.gather(rows, total), null);
  }
}
