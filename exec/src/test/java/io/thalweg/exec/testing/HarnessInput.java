package io.thalweg.exec.testing;

import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One input of an operator under test.
record HarnessInput(
    Schema schema,
    List<List<@Nullable Object>> rows,
    BiFunction<List<@Nullable Object>, Integer, Integer> task) {

  /// The batches of each task, disguised.
  List<List<Batch>> batches(int tasks, int batchRows, long seed) {
    List<List<List<@Nullable Object>>> perTask = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      perTask.add(new ArrayList<>());
    }
    for (int i = 0; i < rows.size(); i++) {
      int target = task.apply(rows.get(i), i);
      if (target < 0) {
        for (List<List<@Nullable Object>> taskRows : perTask) {
          taskRows.add(rows.get(i));
        }
      } else {
        perTask.get(target % tasks).add(rows.get(i));
      }
    }
    Disguise disguise = new Disguise(schema, rows, seed);
    return perTask.stream()
        .map(own -> Rows.chunks(own, batchRows).stream().map(disguise::batch).toList())
        .toList();
  }
}
