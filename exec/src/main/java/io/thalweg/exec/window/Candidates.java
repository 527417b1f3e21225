package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import java.util.Arrays;

/// The rows a value function may pick: all of them, or those whose value is not NULL. Numbers them
/// in order.
final class Candidates {
  /// Empty when every row is one.
  private final int[] rows;

  /// How many of them are before each row.
  private final int[] before;

  private Candidates(int[] rows, int[] before) {
    this.rows = rows;
    this.before = before;
  }

  static Candidates of(Column values, boolean ignoreNulls) {
    if (!ignoreNulls || !values.mayHaveNulls()) {
      return new Candidates(new int[0], new int[0]);
    }
    int[] rows = new int[values.length()];
    int[] before = new int[values.length() + 1];
    int count = 0;
    for (int row = 0; row < values.length(); row++) {
      before[row] = count;
      if (!values.isNull(row)) {
        rows[count++] = row;
      }
    }
    before[values.length()] = count;
    return new Candidates(Arrays.copyOf(rows, count), before);
  }

  /// How many candidates are before `row`, which may be the row behind the last.
  int before(int row) {
    return before.length == 0 ? row : before[row];
  }

  /// The row of the candidate with this number.
  int row(int candidate) {
    return before.length == 0 ? candidate : rows[candidate];
  }
}
