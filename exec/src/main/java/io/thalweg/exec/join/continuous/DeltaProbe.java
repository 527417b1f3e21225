package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.join.pair.PairRows;
import io.thalweg.exec.state.KeyedRows;
import org.jspecify.annotations.Nullable;

/// Joins the rows of one batch with what is kept of the other input: counts the matches of both and
/// makes the pairs, with the product of their weights.
///
/// Looks all keys up at once, then walks the rows of each key. Used by one task.
final class DeltaProbe implements JoinStep {
  private final ProbeConfig config;
  private final JoinPairs pairs;
  private final DeltaRows delta;
  private final JoinSide kept;
  private final KeyedRows rows;

  /// The row to pair next with each row of the batch; empty when all rows are candidates.
  private int[] first = {};

  private boolean started;
  private int next;
  private int row = -1;

  /// How the batch is joined.
  ///
  /// @param keys of the batch; null: every kept row is a candidate
  /// @param deltaIsLeft whether the batch is of the left input
  /// @param emits whether pairs are rows of the join
  /// @param nulls decides about candidates where keys are NULL; null: all are to be tested
  record ProbeConfig(
      @Nullable KeyColumns keys,
      boolean deltaIsLeft,
      boolean emits,
      @Nullable NullableKeys nulls) {}

  DeltaProbe(ProbeConfig config, JoinPairs pairs, DeltaRows delta, JoinSide kept) {
    this.config = config;
    this.pairs = pairs;
    this.delta = delta;
    this.kept = kept;
    this.rows = kept.rows();
  }

  @Override
  public boolean isDone() {
    return started && next == delta.probingCount();
  }

  @Override
  public @Nullable Batch step() {
    if (!started) {
      start();
    }
    if (isDone()) {
      return null;
    }
    int count = config.keys() == null ? fillAll() : fillChains();
    pairs.setCount(count, false);
    PairRows left = config.deltaIsLeft() ? delta : kept;
    PairRows right = config.deltaIsLeft() ? kept : delta;
    if (config.nulls() != null) {
      config.nulls().keepCandidates(left, right, pairs);
    }
    pairs.test(left, right);
    count();
    if (!config.emits() || pairs.count() == 0) {
      return null;
    }
    int[] weights = weights();
    return pairs.batch(left, right).withWeights(weights);
  }

  private void start() {
    started = true;
    kept.startMatching();
    KeyColumns keys = config.keys();
    if (rows.size() == 0) {
      next = delta.probingCount();
    } else if (keys != null) {
      first = new int[delta.probingCount()];
      rows.find(keys.of(delta.probingRows()), first.length, first);
      row = first.length == 0 ? -1 : first[0];
    } else {
      row = 0;
    }
  }

  private int[] deltaRows() {
    return config.deltaIsLeft() ? pairs.leftRows() : pairs.rightRows();
  }

  private int[] keptRows() {
    return config.deltaIsLeft() ? pairs.rightRows() : pairs.leftRows();
  }

  private int fillChains() {
    int[] own = deltaRows();
    int[] others = keptRows();
    int capacity = pairs.capacity();
    int end = delta.probingCount();
    int count = 0;
    int at = next;
    int match = row;
    while (at < end && count < capacity) {
      if (match < 0) {
        at++;
        match = at < end ? first[at] : -1;
      } else {
        own[count] = delta.probing(at);
        others[count++] = match;
        match = rows.next(match);
      }
    }
    next = at;
    row = match;
    return count;
  }

  private int fillAll() {
    int[] own = deltaRows();
    int[] others = keptRows();
    int capacity = pairs.capacity();
    int numbers = rows.numberCount();
    int count = 0;
    while (next < delta.probingCount() && count < capacity) {
      own[count] = delta.probing(next);
      others[count] = row;
      count += rows.weight(row) == 0 ? 0 : 1;
      row++;
      if (row == numbers) {
        row = 0;
        next++;
      }
    }
    return count;
  }

  private void count() {
    int[] own = deltaRows();
    int[] others = keptRows();
    int count = pairs.count();
    if (delta.countsMatches()) {
      for (int i = 0; i < count; i++) {
        delta.match(own[i], rows.weight(others[i]));
      }
    }
    if (kept.isCounted()) {
      for (int i = 0; i < count; i++) {
        kept.match(others[i], delta.weight(own[i]));
      }
    }
  }

  /// The weights of the pairs; null when all are 1.
  private int @Nullable [] weights() {
    int[] own = deltaRows();
    int[] others = keptRows();
    int[] weights = new int[pairs.count()];
    for (int i = 0; i < weights.length; i++) {
      long product = (long) delta.weight(own[i]) * rows.weight(others[i]);
      weights[i] = (int) product;
      if (product != weights[i]) {
        throw new ThalwegException(
            ErrorCode.NUMERIC_OUT_OF_RANGE,
            "a join makes more than 2,147,483,647 equal rows of one pair; aggregate its inputs");
      }
    }
    return JoinPairs.unlessOnes(weights, weights.length);
  }
}
