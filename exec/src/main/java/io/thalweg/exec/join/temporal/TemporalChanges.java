package io.thalweg.exec.join.temporal;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.exec.join.continuous.JoinStep;
import io.thalweg.exec.join.continuous.ShownLog;
import io.thalweg.exec.state.KeyVector;
import io.thalweg.exec.state.KeyedRows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an epoch has changed in a temporal join: of the left rows it touched, and of those whose
/// versions it touched, the version before and now. Used by one task.
final class TemporalChanges implements JoinStep {
  private final TemporalJoin node;
  private final KeyedRows left;
  private final ShownLog leftLog;
  private final VersionIndex versions;
  private final OldVersions oldVersions;
  private final KeyedRows right;
  private final TemporalPairs pairs;

  /// The left rows to look at.
  private int[] rows = {};

  private int count;
  private int next;
  private boolean started;

  TemporalChanges(
      TemporalJoin node,
      KeyedRows left,
      ShownLog leftLog,
      VersionIndex versions,
      OldVersions oldVersions,
      TemporalPairs pairs) {
    this.node = node;
    this.left = left;
    this.leftLog = leftLog;
    this.versions = versions;
    this.oldVersions = oldVersions;
    this.right = oldVersions.rows();
    this.pairs = pairs;
  }

  @Override
  public boolean isDone() {
    return started && next == count;
  }

  @Override
  public @Nullable Batch step() {
    if (!started) {
      started = true;
      collect();
      return null;
    }
    int size = Math.min(pairs.capacity(), count - next);
    int[] numbers = Arrays.copyOfRange(rows, next, next + size);
    next += size;
    return changes(numbers, left.gather(numbers, size).withWeights(null));
  }

  private void collect() {
    leftLog.ensure(left.numberCount());
    long[] seen = new long[Bits.words(left.numberCount())];
    for (int place = 0; place < leftLog.size(); place++) {
      add(leftLog.row(place), seen);
    }
    int[] changed = oldVersions.changedRows();
    int[] keys = new int[changed.length];
    left.findKeys(columns(right, node.rightKeys(), changed), changed.length, keys);
    for (int key : keys) {
      for (int row = key < 0 ? -1 : left.first(key); row >= 0; row = left.next(row)) {
        add(row, seen);
      }
    }
  }

  private static Column[] columns(KeyedRows source, List<Integer> keys, int[] numbers) {
    return keys.stream()
        .map(key -> source.column(key, numbers, numbers.length))
        .toArray(Column[]::new);
  }

  private void add(int row, long[] seen) {
    if (!Bits.get(seen, row)) {
      Bits.set(seen, row);
      rows = count == rows.length ? Arrays.copyOf(rows, 2 * count + 16) : rows;
      rows[count++] = row;
    }
  }

  private @Nullable Batch changes(int[] numbers, Batch batch) {
    int size = numbers.length;
    long[] times = KeyVector.longs(batch.column(node.leftTime()), new long[size]);
    int[] keys = new int[size];
    Column[] keyColumns =
        node.leftKeys().stream().<Column>map(batch::column).toArray(Column[]::new);
    right.findKeys(keyColumns, size, keys);
    int[] before = new int[size];
    int[] now = new int[size];
    int[] weightsBefore = new int[size];
    int[] weightsNow = new int[size];
    for (int i = 0; i < size; i++) {
      Versions current = versions.of(keys[i]);
      Versions old = oldVersions.isChanged(keys[i]) ? oldVersions.of(keys[i]) : current;
      now[i] = current.find(times[i], node.nearest());
      before[i] = old.find(times[i], node.nearest());
      int place = leftLog.place(numbers[i]);
      weightsNow[i] = left.weight(numbers[i]);
      weightsBefore[i] = place < 0 ? weightsNow[i] : leftLog.shown(place);
    }
    return pairs.changes(
        batch,
        new TemporalPairs.Shown(before, weightsBefore),
        new TemporalPairs.Shown(now, weightsNow));
  }
}
