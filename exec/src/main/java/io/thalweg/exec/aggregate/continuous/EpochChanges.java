package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.compare.RowDifference;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one epoch changes in the results of one grouping set: which groups got rows, and what their
/// results were before. Used by one task.
///
/// The old result is computed when a group gets its first row of the epoch, from the same state
/// that the emitted one came from; so nobody has to keep results between epochs.
final class EpochChanges {
  private final LiveGroups groups;

  /// The groups that got rows, in the order of their first.
  private int[] touched = new int[16];

  /// By entry of [#touched], which old result is the group's; -1: it had no row in the output.
  private int[] oldOf = new int[16];

  private int count;
  private long[] isTouched = {};

  /// The old results, in pieces, each with a column per call.
  private final List<List<FlatColumn>> olds = new ArrayList<>();

  /// By piece, the number of its first row.
  private final List<Integer> starts = new ArrayList<>();

  private int oldCount;
  private long oldBytes;

  /// Whether the one row of a set without keys is in the output.
  private boolean shown;

  /// Emission: the next entry of [#touched].
  private int next;

  /// Emission: pieces before it are of no use any more.
  private int firstPiece;

  EpochChanges(LiveGroups groups) {
    this.groups = groups;
  }

  /// To be called before rows change the state of their groups.
  void touch(int[] rowGroups, int rows) {
    int words = Bits.words(groups.count());
    if (isTouched.length < words) {
      isTouched = Arrays.copyOf(isTouched, Math.max(words, 2 * isTouched.length));
    }
    int before = count;
    ensure(count + rows);
    for (int i = 0; i < rows; i++) {
      int group = rowGroups[i];
      if (!Bits.get(isTouched, group)) {
        Bits.set(isTouched, group);
        touched[count++] = group;
      }
    }
    if (count > before) {
      rememberOld(before);
    }
  }

  private void ensure(int size) {
    if (touched.length < size) {
      touched = Arrays.copyOf(touched, Math.max(size, 2 * touched.length));
      oldOf = Arrays.copyOf(oldOf, touched.length);
    }
  }

  private void rememberOld(int from) {
    int[] shownGroups = new int[count - from];
    int size = 0;
    for (int i = from; i < count; i++) {
      boolean had = groups.isKeyed() ? groups.rowsOf(touched[i]) > 0 : shown;
      oldOf[i] = had ? oldCount + size : -1;
      shownGroups[size] = touched[i];
      size += had ? 1 : 0;
    }
    if (size > 0) {
      List<FlatColumn> old = groups.calls().results(Groups.of(shownGroups, size));
      olds.add(old);
      starts.add(oldCount);
      oldCount += size;
      old.forEach(column -> oldBytes += column.sizeInBytes());
    }
  }

  /// The row of a set without keys is in the output, because state was restored.
  void setShown() {
    shown = true;
  }

  /// To be called at the barrier, before [#take].
  void begin() {
    if (!groups.isKeyed() && !shown) {
      touch(new int[1], 1);
    }
    next = 0;
    firstPiece = 0;
  }

  /// Rows to emit: behind a group's columns its results, with weights.
  ///
  /// @param groups of the rows
  /// @param results a column per call
  /// @param weights null: all +1
  record Delta(Groups groups, List<Column> results, int @Nullable [] weights) {}

  /// The next rows to emit, about `maxRows`; null when there are no more.
  @Nullable Delta take(int maxRows) {
    while (next < count) {
      int from = next;
      next = Math.min(count, from + Math.max(1, maxRows / 2));
      Delta delta = delta(from, next);
      if (delta != null) {
        return delta;
      }
    }
    return null;
  }

  private @Nullable Delta delta(int from, int to) {
    int[] present = new int[to - from];
    int[] newOf = new int[to - from];
    int size = 0;
    for (int i = from; i < to; i++) {
      boolean has = !groups.isKeyed() || groups.rowsOf(touched[i]) > 0;
      newOf[i - from] = has ? size : -1;
      present[size] = touched[i];
      size += has ? 1 : 0;
    }
    List<FlatColumn> now = groups.calls().results(Groups.of(present, size));
    int firstOld = -1;
    int lastOld = -1;
    for (int i = from; i < to; i++) {
      firstOld = firstOld < 0 ? oldOf[i] : firstOld;
      lastOld = Math.max(lastOld, oldOf[i]);
    }
    List<FlatColumn> old = firstOld < 0 ? List.of() : old(firstOld, lastOld + 1);
    Choice choice = new Choice(to - from);
    for (int i = from; i < to; i++) {
      int oldRow = oldOf[i] < 0 ? -1 : oldOf[i] - firstOld;
      choice.add(touched[i], oldRow, newOf[i - from], old, now);
    }
    return choice.delta(old, now);
  }

  /// The old results `from..to)`.
  private List<FlatColumn> old(int from, int to) {
    List<FlatColumn> columns = new ArrayList<>();
    int calls = olds.getFirst().size();
    while (firstPiece + 1 < starts.size() && starts.get(firstPiece + 1) <= from) {
      firstPiece++;
    }
    for (int call = 0; call < calls; call++) {
      List<FlatColumn> parts = new ArrayList<>();
      for (int piece = firstPiece; piece < olds.size() && starts.get(piece) < to; piece++) {
        FlatColumn column = olds.get(piece).get(call);
        int start = Math.max(0, from - starts.get(piece));
        int end = Math.min(column.length(), to - starts.get(piece));
        if (start < end) {
          parts.add(column.slice(start, end - start));
        }
      }
      columns.add(Columns.concat(parts).flatten());
    }
    return columns;
  }

  /// Which old rows are retracted and which new ones inserted.
  private static final class Choice {
    private final int[] retractedGroups;
    private final int[] retracted;
    private final int[] insertedGroups;
    private final int[] inserted;
    private int minus;
    private int plus;

    Choice(int size) {
      retractedGroups = new int[size];
      retracted = new int[size];
      insertedGroups = new int[size];
      inserted = new int[size];
    }

    void add(int group, int oldRow, int newRow, List<FlatColumn> old, List<FlatColumn> now) {
      if (oldRow >= 0 && newRow >= 0 && RowDifference.areSame(old, oldRow, now, newRow)) {
        return;
      }
      if (oldRow >= 0) {
        retractedGroups[minus] = group;
        retracted[minus++] = oldRow;
      }
      if (newRow >= 0) {
        insertedGroups[plus] = group;
        inserted[plus++] = newRow;
      }
    }

    @Nullable Delta delta(List<FlatColumn> old, List<FlatColumn> now) {
      int size = minus + plus;
      if (size == 0) {
        return null;
      }
      int[] all = Arrays.copyOf(retractedGroups, size);
      System.arraycopy(insertedGroups, 0, all, minus, plus);
      List<Column> results = new ArrayList<>();
      for (int call = 0; call < now.size(); call++) {
        FlatColumn added = now.get(call).gather(inserted, plus);
        results.add(
            minus == 0
                ? added
                : Columns.concat(List.of(old.get(call).gather(retracted, minus), added)));
      }
      int[] weights = new int[size];
      Arrays.fill(weights, 0, minus, -1);
      Arrays.fill(weights, minus, size, 1);
      return new Delta(Groups.of(all, size), results, minus == 0 ? null : weights);
    }
  }

  /// The groups that got rows.
  Groups touched() {
    return Groups.of(touched, count);
  }

  /// The epoch is over.
  void clear() {
    for (int i = 0; i < count; i++) {
      Bits.clear(isTouched, touched[i]);
    }
    shown = true;
    count = 0;
    olds.clear();
    starts.clear();
    oldCount = 0;
    oldBytes = 0;
  }

  long sizeInBytes() {
    return oldBytes + 8L * touched.length + 8L * isTouched.length;
  }
}
