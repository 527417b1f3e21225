package io.thalweg.exec.testing;

import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sum of a changelog's batches: which rows there are by now.
public final class Accumulated {
  private final Schema schema;
  private final Map<List<@Nullable Object>, Integer> sums = new LinkedHashMap<>();

  public Accumulated(Schema schema) {
    this.schema = schema;
  }

  public void add(Batch batch) {
    int @Nullable [] weights = batch.weights();
    List<List<@Nullable Object>> rows = Rows.of(schema, batch.withWeights(null));
    for (int i = 0; i < rows.size(); i++) {
      sums.merge(rows.get(i), weights == null ? 1 : weights[batch.row(i)], Integer::sum);
    }
    sums.values().removeIf(weight -> weight == 0);
  }

  /// Each row as often as its weight says.
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    sums.forEach(
        (row, weight) -> {
          if (weight < 0) {
            throw new AssertionError(row + " has the weight " + weight);
          }
          rows.addAll(Collections.nCopies(weight, row));
        });
    return rows;
  }
}
