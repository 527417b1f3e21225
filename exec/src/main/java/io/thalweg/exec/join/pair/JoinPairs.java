package io.thalweg.exec.join.pair;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.state.KeyVector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pairs of a left and a right row, as row numbers: tested by a condition, then made into a batch
/// of both sides' columns. Arrays are filled in by whoever finds the pairs. Reused; used by one
/// task.
public final class JoinPairs {
  private static final int NONE = -1;

  private final Schema left;
  private final Schema right;
  private final @Nullable Predicate condition;
  private final BitSet conditionColumns;
  private final int[] leftRows;
  private final int[] rightRows;
  private final int[] kept;
  private int count;
  private boolean someUnmatched;

  /// @param condition over the columns of both sides; null: every pair counts
  /// @param conditionColumns the columns it reads
  /// @param capacity the most pairs at once
  private JoinPairs(
      Schema left,
      Schema right,
      @Nullable Predicate condition,
      BitSet conditionColumns,
      int capacity) {
    this.left = left;
    this.right = right;
    this.condition = condition;
    this.conditionColumns = conditionColumns;
    this.leftRows = new int[capacity];
    this.rightRows = new int[capacity];
    this.kept = new int[capacity];
  }

  /// @param condition over the columns of both sides, to be compiled by `context`; empty: every
  ///   pair counts
  /// @param capacity the most pairs at once
  public static JoinPairs of(
      Schema left,
      Schema right,
      Optional<Expression> condition,
      FactoryContext context,
      int capacity) {
    return new JoinPairs(
        left,
        right,
        condition.map(context::predicate).orElse(null),
        condition.map(Expressions::columns).orElseGet(BitSet::new),
        capacity);
  }

  /// The most pairs at once.
  public int capacity() {
    return leftRows.length;
  }

  /// The pairs there are now.
  public int count() {
    return count;
  }

  /// Physical rows of the left batch, to be filled in and then counted by [#setCount].
  public int[] leftRows() {
    return leftRows;
  }

  /// Rows of the right side, -1 for none; to be filled in.
  public int[] rightRows() {
    return rightRows;
  }

  /// The first so many entries of both arrays are pairs.
  ///
  /// @param unmatched whether some right row is none
  public void setCount(int pairs, boolean unmatched) {
    count = pairs;
    someUnmatched = unmatched;
  }

  /// Drops the pairs for which the condition is not true.
  public void test(Batch leftBatch, Batch rightBatch) {
    test(PairRows.of(leftBatch), PairRows.of(rightBatch));
  }

  /// Drops the pairs for which the condition is not true.
  public void test(PairRows leftSide, PairRows rightSide) {
    if (condition == null || count == 0) {
      return;
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < left.size() + right.size(); i++) {
      columns.add(conditionColumns.get(i) ? pick(i, leftSide, rightSide) : unread(i));
    }
    int passed = condition.select(Batch.of(count, columns), kept);
    for (int i = 0; i < passed; i++) {
      leftRows[i] = leftRows[kept[i]];
      rightRows[i] = rightRows[kept[i]];
    }
    count = passed;
  }

  private Column pick(int column, PairRows leftSide, PairRows rightSide) {
    return column < left.size()
        ? leftSide.pick(column, leftRows, count)
        : rightSide.pick(column - left.size(), rightRows, count);
  }

  private Column unread(int column) {
    return ColumnBuilder.constant(
        column < left.size() ? left.type(column) : right.type(column - left.size()), null, count);
  }

  /// Marks the left rows of the pairs.
  ///
  /// @param bits a bit per physical row
  public void markLeft(long[] bits) {
    for (int i = 0; i < count; i++) {
      Bits.set(bits, leftRows[i]);
    }
  }

  /// The columns of both sides, one row per pair, some of which have a right row.
  public Batch batch(PairRows leftSide, PairRows rightSide) {
    List<Column> columns = new ArrayList<>(left.size() + right.size());
    long[] found = someUnmatched ? found() : null;
    for (int i = 0; i < left.size() + right.size(); i++) {
      Column picked = pick(i, leftSide, rightSide);
      columns.add(found == null || i < left.size() ? picked : withNulls(picked, found));
    }
    return Batch.of(count, columns);
  }

  /// The columns of both sides, one row per pair.
  public Batch batch(Batch leftBatch, Batch rightBatch) {
    List<Column> columns = new ArrayList<>(left.size() + right.size());
    boolean everyRow = PairRows.isEveryRow(leftRows, count, leftBatch.length());
    for (Column column : leftBatch.columns()) {
      columns.add(everyRow ? column : column.gather(leftRows, count));
    }
    long[] found = someUnmatched ? found() : null;
    for (int i = 0; i < right.size(); i++) {
      columns.add(pickRight(i, rightBatch, found));
    }
    return Batch.of(count, columns);
  }

  /// A bit per pair with a right row; the others get row 0 to be safe to gather.
  private long[] found() {
    long[] bits = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      if (rightRows[i] == NONE) {
        rightRows[i] = 0;
      } else {
        Bits.set(bits, i);
      }
    }
    return bits;
  }

  private Column pickRight(int column, Batch rightBatch, long @Nullable [] found) {
    if (rightBatch.length() == 0) {
      return ColumnBuilder.constant(right.type(column), null, count);
    }
    Column gathered = rightBatch.column(column).gather(rightRows, count);
    return found == null ? gathered : withNulls(gathered, found);
  }

  private static Column withNulls(Column column, long[] found) {
    long[] valid = Bits.and(found, KeyVector.validity(column), column.length());
    return switch (column) {
      case FlatColumn flat -> flat.withValidity(valid);
      case DictionaryColumn dictionary ->
          new DictionaryColumn(dictionary.length(), dictionary.ids(), dictionary.values(), valid);
      case ConstantColumn constant -> constant.flatten().withValidity(valid);
    };
  }

  /// All left rows beside the only right one.
  public Batch withRightRow(Batch leftBatch, Batch rightBatch) {
    List<Column> columns = new ArrayList<>(leftBatch.columns());
    for (Column column : rightBatch.columns()) {
      columns.add(new ConstantColumn(column.flatten(), leftBatch.length()));
    }
    return leftBatch.withColumns(columns);
  }

  /// Rows of the left side alone: those selected of `batch`, and NULL for the right side.
  public Batch leftAlone(Batch batch) {
    List<Column> columns = new ArrayList<>(batch.columns());
    for (int i = 0; i < right.size(); i++) {
      columns.add(ColumnBuilder.constant(right.type(i), null, batch.length()));
    }
    return batch.withColumns(columns);
  }

  /// Rows of the right side alone, and NULL for the left side.
  public Batch rightAlone(Batch batch) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      columns.add(ColumnBuilder.constant(left.type(i), null, batch.length()));
    }
    columns.addAll(batch.columns());
    return batch.withColumns(columns);
  }

  /// The first `count` weights; null, which means the same, when all are 1.
  public static int @Nullable [] unlessOnes(int[] weights, int count) {
    int different = 0;
    for (int i = 0; i < count; i++) {
      different |= weights[i] ^ 1;
    }
    return different == 0 ? null : weights;
  }
}
