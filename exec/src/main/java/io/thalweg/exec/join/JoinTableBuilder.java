package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.state.GroupKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds a [JoinTable] in short steps: puts the rows together, numbers their keys a slice at a
/// time, then sorts row numbers by key where keys repeat. One task's work.
final class JoinTableBuilder {
  private static final int SLICE = 1 << 14;

  private final KeyColumns keyColumns;
  private final boolean keepsAll;
  private final List<Batch> unmatchable = new ArrayList<>();
  private final RightSideBuilder collected;
  private final GroupKeys keys;
  private @Nullable Batch rows;
  private int[] groups = {};
  private int numbered;

  /// @param schema of the rows
  /// @param keepsAll whether rows with NULL keys are wanted, and marks of matched rows
  JoinTableBuilder(Schema schema, KeyColumns keyColumns, List<Batch> batches, boolean keepsAll) {
    this.keyColumns = keyColumns;
    this.keepsAll = keepsAll;
    this.keys = GroupKeys.of(keyColumns.ordinals().stream().map(schema::type).toList());
    this.collected = new RightSideBuilder(schema, matchable(batches));
  }

  private List<Batch> matchable(List<Batch> batches) {
    List<Batch> matchable = new ArrayList<>();
    for (Batch batch : batches) {
      Batch matching = keyColumns.matchable(batch);
      if (!matching.isEmpty()) {
        matchable.add(matching);
      }
      if (keepsAll && matching.length() < batch.length()) {
        unmatchable.add(keyColumns.unmatchable(batch));
      }
    }
    return matchable;
  }

  /// Does a piece of the work.
  ///
  /// @return the table once it is complete
  @Nullable JoinTable step() {
    Batch all = rows;
    if (all == null) {
      rows = collected.step();
      return null;
    }
    if (numbered < all.length()) {
      number(all);
      return null;
    }
    return build(all);
  }

  private void number(Batch all) {
    if (numbered == 0) {
      groups = new int[all.length()];
    }
    int count = Math.min(SLICE, all.length() - numbered);
    int[] numbers = new int[count];
    Column[] slice = new Column[keyColumns.ordinals().size()];
    for (int i = 0; i < slice.length; i++) {
      slice[i] = all.column(keyColumns.ordinals().get(i)).slice(numbered, count);
    }
    keys.assign(slice, count, numbers);
    System.arraycopy(numbers, 0, groups, numbered, count);
    numbered += count;
  }

  /// Heap bytes held on top of the rows.
  long sizeInBytes() {
    return keys.sizeInBytes() + 4L * groups.length;
  }

  private JoinTable build(Batch all) {
    if (keys.count() == all.length()) {
      return new JoinTable(all, unmatchable, keepsAll, keys, new int[0], new int[0]);
    }
    int[] starts = new int[keys.count() + 1];
    for (int group : groups) {
      starts[group + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] next = Arrays.copyOf(starts, keys.count());
    int[] rowIds = new int[groups.length];
    for (int row = 0; row < groups.length; row++) {
      rowIds[next[groups[row]]++] = row;
    }
    return new JoinTable(all, unmatchable, keepsAll, keys, starts, rowIds);
  }
}
