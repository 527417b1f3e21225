package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The weight of each row, a tally where rows have one, and what the last snapshot said of both.
/// Used by one task.
///
/// While a snapshot is being written, a row that changes is set aside as it was at the barrier,
/// unless it is written already.
final class RowWeights {
  private final boolean appendOnly;

  /// By row; 0 for a row that is gone.
  private int[] weights = {};

  /// By row: as of the last snapshot.
  private int[] written = {};

  private final @Nullable RowTallies tallies;

  /// The rows that may differ from what was written.
  private long[] changed = {};

  /// Rows of weight 0 whose end has not been written.
  private int owed;

  private final Unwritten unwritten = new Unwritten();
  private final RowChanges aside = new RowChanges();
  private boolean full;
  private int[] piece = {};

  RowWeights(KeyedRowsConfig config) {
    appendOnly = config.appendOnly();
    tallies = config.tallied() ? new RowTallies() : null;
  }

  void ensure(int count) {
    if (count > weights.length) {
      int length = (int) Math.min(count + (count >> 1) + 16L, Integer.MAX_VALUE - 8);
      weights = Arrays.copyOf(weights, length);
      written = Arrays.copyOf(written, length);
      changed = Arrays.copyOf(changed, Bits.words(length));
      if (tallies != null) {
        tallies.ensure(length);
      }
    }
  }

  int get(int row) {
    return weights[row];
  }

  void set(int row, int weight) {
    beforeChange(row);
    int old = weights[row];
    weights[row] = weight;
    if (isTakenBack(row)) {
      owed += (weight == 0 ? 1 : 0) - (old == 0 ? 1 : 0);
    }
  }

  /// Whether snapshots have a row and would have to be told of its end.
  private boolean isTakenBack(int row) {
    return !appendOnly && written[row] != 0;
  }

  long tally(int row) {
    return tallies().get(row);
  }

  void setTally(int row, long tally) {
    beforeChange(row);
    tallies().set(row, tally);
  }

  private RowTallies tallies() {
    return Objects.requireNonNull(tallies, "rows without tallies");
  }

  boolean isTallied() {
    return tallies != null;
  }

  private void beforeChange(int row) {
    if (unwritten.take(row)) {
      take(row, aside);
    }
    Bits.set(changed, row);
  }

  /// Adds what is to be written of a row, which is then written.
  private void take(int row, RowChanges to) {
    int weight = weights[row];
    int change = full ? weight : weight - written[row];
    // Rows that stay apart cannot be taken back by name: those that are over since come back by a
    // restore, and are over again at the next barrier.
    change = appendOnly ? Math.max(0, change) : change;
    long tally = tallies == null ? 0 : tallies.settle(row, weight, full);
    owed -= weight == 0 && isTakenBack(row) ? 1 : 0;
    written[row] = weight;
    if (change != 0 || tally != 0) {
      to.add(row, change, tally);
    }
  }

  /// A snapshot begins.
  ///
  /// @param all whether it is a full one
  /// @param count of the rows there are
  void begin(boolean all, int count) {
    unwritten.begin(all ? Bits.allSet(count) : changed, count);
    changed = new long[changed.length];
    full = all;
  }

  boolean isBeingWritten() {
    return unwritten.isRunning();
  }

  /// What is to be written next.
  ///
  /// @param rows about so many are looked at
  /// @return whether that was all
  boolean takeNext(int rows, RowChanges to) {
    if (piece.length != rows) {
      piece = new int[rows];
    }
    int size = unwritten.takeNext(piece);
    for (int i = 0; i < size; i++) {
      take(piece[i], to);
    }
    for (int i = 0; i < aside.size(); i++) {
      to.add(aside.rows()[i], aside.weights()[i], aside.tallies()[i]);
    }
    aside.clear();
    if (size == rows) {
      return false;
    }
    unwritten.end();
    return true;
  }

  /// Adds what a snapshot wrote of tallies.
  void restoreTallies(int[] rows, Column column) {
    tallies().add(rows, column);
  }

  /// What is there now is what snapshots have.
  void settle(int count) {
    System.arraycopy(weights, 0, written, 0, count);
    Arrays.fill(changed, 0);
    owed = 0;
    if (tallies != null) {
      for (int row = 0; row < count; row++) {
        tallies.settle(row, weights[row], false);
      }
    }
  }

  /// Rows of weight 0 that are still needed, for the next snapshot.
  int owed() {
    return owed;
  }

  boolean isNeeded(int row) {
    return weights[row] != 0 || isTakenBack(row);
  }

  /// Row `from` of `old` has number `to` here.
  void move(RowWeights old, int from, int to) {
    weights[to] = old.weights[from];
    written[to] = old.written[from];
    owed += weights[to] == 0 && isTakenBack(to) ? 1 : 0;
    if (Bits.get(old.changed, from)) {
      Bits.set(changed, to);
    }
    if (tallies != null) {
      tallies.move(old.tallies(), from, to);
    }
  }

  long sizeInBytes() {
    return 8L * weights.length
        + 8L * changed.length
        + unwritten.sizeInBytes()
        + aside.sizeInBytes()
        + (tallies == null ? 0 : tallies.sizeInBytes());
  }
}
