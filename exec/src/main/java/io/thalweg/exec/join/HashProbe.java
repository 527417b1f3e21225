package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.state.GroupLookup;
import org.jspecify.annotations.Nullable;

/// Probes a [JoinTable]: looks all keys of a batch up, then walks the matches.
final class HashProbe extends JoinProbe {
  private final KeyColumns keys;
  private final boolean hasResidual;
  private final JoinTable table;
  private final GroupLookup lookup;
  private int[] groups = {};

  /// The next match of the next row.
  private int match;

  /// For NOT IN with several keys or a residual condition.
  private final @Nullable NullAwareCheck nullCheck;

  private boolean checkingNulls;

  HashProbe(HashJoin node, JoinTable table, JoinPairs pairs) {
    super(node.type(), pairs, table);
    this.keys = new KeyColumns(node.leftKeys(), node.nullSafe());
    this.hasResidual = node.residual().isPresent();
    this.table = table;
    this.lookup = table.lookup();
    KeyColumns rightKeys = new KeyColumns(node.rightKeys(), node.nullSafe());
    boolean checks =
        type == JoinType.NULL_AWARE_ANTI && (hasResidual || node.leftKeys().size() > 1);
    this.nullCheck = checks ? new NullAwareCheck(keys, rightKeys, table, pairs) : null;
  }

  @Override
  void start(Batch left) {
    super.start(left);
    int rows = left.rowCount();
    if (groups.length < rows) {
      groups = new int[rows];
    }
    lookup.find(keys.of(left), rows, groups);
    match = 0;
  }

  @Override
  boolean remembersLeft() {
    return nullCheck != null || (hasResidual && (type.yieldsLeftOnly() || type.keepsLeft()));
  }

  @Override
  @Nullable Batch step() {
    if (type.yieldsLeftOnly() && !remembersLeft()) {
      return type == JoinType.NULL_AWARE_ANTI ? finishNotIn() : finish(type == JoinType.SEMI);
    }
    if (next == batch.rowCount()) {
      return checksNulls() ? null : finishRemembered();
    }
    if (table.isUnique()) {
      fillUnique();
    } else {
      fillMany();
    }
    return testPairs();
  }

  /// Whether left rows without a match are among the pairs.
  private boolean pairsUnmatched() {
    return type.keepsLeft() && !hasResidual;
  }

  private void fillUnique() {
    int[] left = pairs.leftRows();
    int[] right = pairs.rightRows();
    int end = Math.min(batch.rowCount(), next + pairs.capacity());
    int[] selection = batch.selection();
    int keep = pairsUnmatched() ? 1 : 0;
    int count = 0;
    int unmatched = 0;
    for (int i = next; i < end; i++) {
      int row = groups[i];
      left[count] = selection == null ? i : selection[i];
      right[count] = row;
      count += ~row >>> 31 | keep;
      unmatched |= row;
    }
    next = end;
    pairs.setCount(count, keep == 1 && unmatched < 0);
  }

  private void fillMany() {
    int[] left = pairs.leftRows();
    int[] right = pairs.rightRows();
    int[] starts = table.starts();
    int[] rowIds = table.rowIds();
    int capacity = pairs.capacity();
    boolean keep = pairsUnmatched();
    boolean unmatched = false;
    int count = 0;
    int rows = batch.rowCount();
    while (next < rows && count < capacity) {
      int group = groups[next];
      int row = batch.row(next);
      if (group < 0) {
        if (keep) {
          left[count] = row;
          right[count++] = -1;
          unmatched = true;
        }
        next++;
        continue;
      }
      int from = starts[group] + match;
      int size = Math.min(starts[group + 1] - from, capacity - count);
      for (int i = 0; i < size; i++) {
        left[count + i] = row;
        right[count + i] = rowIds[from + i];
      }
      count += size;
      match += size;
      if (starts[group] + match == starts[group + 1]) {
        next++;
        match = 0;
      }
    }
    pairs.setCount(count, unmatched);
  }

  /// Does a piece of the check for NULLs, if there is one; returns whether it goes on.
  private boolean checksNulls() {
    if (nullCheck == null) {
      return false;
    }
    if (!checkingNulls) {
      nullCheck.start(batch, matched);
    }
    checkingNulls = !nullCheck.step();
    return checkingNulls;
  }

  /// NOT IN one key: nothing is known to be different from NULL, except by an empty right side.
  private @Nullable Batch finishNotIn() {
    if (table.isEmpty()) {
      done = true;
      return batch;
    }
    if (!table.unmatchable().isEmpty()) {
      done = true;
      return null;
    }
    Column key = keys.of(batch)[0];
    for (int i = 0; key.mayHaveNulls() && i < key.length(); i++) {
      groups[i] = key.isNull(i) ? 0 : groups[i];
    }
    return finish(false);
  }

  /// The rows by whether their key was found.
  private @Nullable Batch finish(boolean found) {
    done = true;
    int[] selection = new int[batch.rowCount()];
    int count = 0;
    int wanted = found ? 0 : -1;
    for (int i = 0; i < selection.length; i++) {
      selection[count] = batch.row(i);
      count += groups[i] >> 31 == wanted ? 1 : 0;
    }
    return selected(selection, count);
  }
}
