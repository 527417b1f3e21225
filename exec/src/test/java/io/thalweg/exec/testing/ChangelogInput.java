package io.thalweg.exec.testing;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.testing.Changelog.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// One input of a continuous operator under test.
///
/// @param key the columns whose hash places rows in tasks; none: all rows go to task 0
/// @param bounded ends before the first barrier; only its first epoch counts
record ChangelogInput(Changelog changelog, int[] key, boolean bounded) {

  /// The batches of each task in one epoch, disguised.
  List<Deque<Batch>> batches(int epoch, int tasks, int batchRows, long seed) {
    List<List<Change>> perTask = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      perTask.add(new ArrayList<>());
    }
    List<Change> changes =
        epoch < changelog.epochs().size() ? changelog.epochs().get(epoch).changes() : List.of();
    if (!changes.isEmpty()) {
      Batch all = Rows.batch(changelog.schema(), changes.stream().map(Change::row).toList());
      long[] hashes = new RowHash(key).hash(all);
      for (int i = 0; i < changes.size(); i++) {
        perTask.get(key.length == 0 ? 0 : RowHash.task(hashes[i], tasks)).add(changes.get(i));
      }
    }
    Random random = new Random(seed);
    Disguise disguise =
        new Disguise(changelog.schema(), changes.stream().map(Change::row).toList(), seed);
    List<Deque<Batch>> result = new ArrayList<>();
    for (List<Change> own : perTask) {
      Deque<Batch> batches = new ArrayDeque<>();
      Rows.chunks(own, batchRows).forEach(part -> batches.add(batch(part, disguise, random)));
      result.add(batches);
    }
    return result;
  }

  /// Rows behind a selection have weights too, which must not count.
  private static Batch batch(List<Change> changes, Disguise disguise, Random random) {
    Batch batch = disguise.batch(changes.stream().map(Change::row).toList());
    if (changes.stream().allMatch(change -> change.weight() == 1) && random.nextBoolean()) {
      return batch;
    }
    int[] weights = new int[batch.length()];
    Arrays.fill(weights, 1000);
    for (int i = 0; i < changes.size(); i++) {
      weights[batch.row(i)] = changes.get(i).weight();
    }
    return batch.withWeights(weights);
  }
}
