package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.state.Consolidation;
import io.thalweg.exec.state.KeyedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Partitions of which only the first rows are kept and shown, while rows only come: those kept and
/// the new ones are put in order together, and only rows whose position changes touch the state and
/// the output. Most new rows are behind the first ones and cost nothing more. Used by one task.
///
/// Rows are numbered by a column behind their own, the kept ones first.
final class FirstRows {
  private final PartitionResults results;
  private final long last;
  private final int width;
  private final KeyedRows state;
  private final Consolidation changes;

  /// @param last the largest position that is wanted
  /// @param width columns of the rows
  /// @param changes takes what the output gains and loses
  FirstRows(
      PartitionResults results, long last, int width, KeyedRows state, Consolidation changes) {
    this.results = results;
    this.last = last;
    this.width = width;
    this.state = state;
    this.changes = changes;
  }

  /// @param kept all rows that the state has of some partitions
  /// @param added new rows of these partitions, not yet in the state
  void update(Batch kept, Batch added) {
    Batch before = numbered(PartitionResults.expanded(kept), 0);
    long[] positions = new long[before.length()];
    results.compute(before, ranked -> note(ranked, positions));
    Batch fresh = numbered(PartitionResults.expanded(added), before.length());
    results.compute(
        Columns.concatBatches(List.of(before, fresh)), ranked -> apply(ranked, positions));
  }

  private static Batch numbered(Batch rows, int first) {
    long[] numbers = new long[rows.length()];
    Arrays.setAll(numbers, row -> first + row);
    List<Column> columns = new ArrayList<>(rows.columns());
    columns.add(new LongColumn(numbers.length, numbers, null));
    return Batch.of(numbers.length, columns);
  }

  private long[] numbers(Batch ranked) {
    return ((LongColumn) ranked.column(width)).values();
  }

  private static long[] positions(Batch ranked) {
    return ((LongColumn) ranked.columns().getLast()).values();
  }

  private void note(Batch ranked, long[] positions) {
    long[] numbers = numbers(ranked);
    long[] found = positions(ranked);
    for (int row = 0; row < ranked.length(); row++) {
      positions[(int) numbers[row]] = found[row] <= last ? found[row] : 0;
    }
  }

  /// @param before by number, the kept rows' positions so far; 0: not shown
  private void apply(Batch ranked, long[] before) {
    long[] numbers = numbers(ranked);
    long[] positions = positions(ranked);
    Picked gone = new Picked(ranked.length());
    Picked come = new Picked(ranked.length());
    Picked leaving = new Picked(ranked.length());
    Picked entering = new Picked(ranked.length());
    for (int row = 0; row < ranked.length(); row++) {
      int number = (int) numbers[row];
      boolean kept = number < before.length;
      long then = kept ? before[number] : 0;
      long now = positions[row] <= last ? positions[row] : 0;
      gone.add(row, then, then != now && then > 0);
      come.add(row, now, then != now && now > 0);
      leaving.add(row, then, kept && now == 0);
      entering.add(row, now, !kept && now > 0);
    }
    changes.add(gone.shown(ranked), -1);
    changes.add(come.shown(ranked));
    state.add(leaving.rows(ranked, -1));
    state.add(entering.rows(ranked, 1));
  }

  /// Some rows, with a position each.
  private final class Picked {
    private final int[] rows;
    private final long[] positions;
    private int count;

    private Picked(int most) {
      rows = new int[most];
      positions = new long[most];
    }

    private void add(int row, long position, boolean wanted) {
      rows[count] = row;
      positions[count] = position;
      count += wanted ? 1 : 0;
    }

    /// As they are shown: with their positions.
    private Batch shown(Batch ranked) {
      List<Column> columns = columns(ranked);
      columns.add(new LongColumn(count, positions, null));
      return Batch.of(count, columns);
    }

    /// As they are kept, with one weight for all.
    private Batch rows(Batch ranked, int weight) {
      int[] weights = new int[count];
      Arrays.fill(weights, weight);
      return Batch.of(count, columns(ranked)).withWeights(weights);
    }

    private List<Column> columns(Batch ranked) {
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        columns.add(ranked.column(i).gather(rows, count));
      }
      return columns;
    }
  }
}
