package io.thalweg.exec.aggregate.input;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.arithmetic.GroupTotals;
import io.thalweg.exec.state.KeyVector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of one batch with the number of the group of each: what accumulators read.
///
/// Filters and NULL arguments are taken out by making smaller rows ([#where], [#nonNull]), so that
/// accumulators have one dense loop each; calls with the same filter or argument share them.
///
/// Rows that do not count may be among them as *strays* ([#withStrays]): their group is the one
/// behind the last.
///
/// Used by one task. Arrays that it hands out are its own: to be read, not changed.
public final class GroupedRows {
  private final InputColumns columns;
  private final int[] groups;
  private final int count;
  private final int groupCount;
  private final boolean complete;
  private final int @Nullable [] weights;
  private boolean strays;
  private final List<Subset> subsets = new ArrayList<>();
  private int @Nullable [] histogram;

  private record Subset(boolean filter, int ordinal, GroupedRows rows) {}

  /// @param groups a group number per row; may be longer
  /// @param groupCount the number of groups there are
  /// @param complete whether every group has at least one of its rows in a batch so far
  private GroupedRows(
      InputColumns columns,
      int[] groups,
      int groupCount,
      boolean complete,
      int @Nullable [] weights) {
    this.columns = columns;
    this.groups = groups;
    this.count = columns.count();
    this.groupCount = groupCount;
    this.complete = complete;
    this.weights = weights;
  }

  /// All rows of a batch.
  ///
  /// @param weights one per row; null: all +1
  public static GroupedRows of(
      InputColumns columns, int[] groups, int groupCount, int @Nullable [] weights) {
    return new GroupedRows(columns, groups, groupCount, true, weights);
  }

  /// All physical rows of a batch of which most count, for accumulators that take strays
  /// ([io.thalweg.exec.aggregate.accumulator.Accumulator#takesStrays]): a sum over rows that lie
  /// side by side is sooner done than the picking of those that count.
  ///
  /// @param groups per row of `columns`; `groupCount` for a stray
  public static GroupedRows withStrays(InputColumns columns, int[] groups, int groupCount) {
    GroupedRows rows = new GroupedRows(columns, groups, groupCount, true, null);
    rows.strays = true;
    return rows;
  }

  /// Some rows of columns, of groups of which some may have no row at all.
  ///
  /// @param rows row numbers of the columns, in any order and any number of times
  /// @param groups one group per entry of `rows`
  public static GroupedRows picked(
      List<? extends Column> columns, int[] rows, int[] groups, int count, int groupCount) {
    InputColumns input = InputColumns.picked(columns, rows, count);
    return new GroupedRows(input, groups, groupCount, false, null);
  }

  /// The number of rows, strays among them.
  public int count() {
    return count;
  }

  /// The group of each row, in the first [#count] entries.
  public int[] groups() {
    return groups;
  }

  /// The number of groups there are, also those without a row here.
  public int groupCount() {
    return groupCount;
  }

  /// Whether these are all rows of the batch, so that each group has met at least one row.
  public boolean isComplete() {
    return complete;
  }

  /// Whether some rows do not count.
  public boolean hasStrays() {
    return strays;
  }

  /// One per row; null: all +1.
  public int @Nullable [] weights() {
    return weights;
  }

  /// A column of these rows, as it came: gathered once, when first asked for.
  public Column column(int ordinal) {
    return columns.column(ordinal);
  }

  /// As [#column], but flat.
  public FlatColumn flat(int ordinal) {
    return columns.flat(ordinal);
  }

  /// How many rows each group has here, in the first [#groupCount] entries.
  public int[] histogram() {
    int[] counts = histogram;
    if (counts == null) {
      counts =
          groupCount == 1 && !strays
              ? new int[] {count}
              : new GroupTotals().counts(groups, count, groupCount);
      histogram = counts;
    }
    return counts;
  }

  /// The rows where the boolean column is true.
  public GroupedRows where(int ordinal) {
    return subset(true, ordinal, () -> isTrue((BooleanColumn) flat(ordinal)));
  }

  /// The rows where the column is not NULL.
  public GroupedRows nonNull(int ordinal) {
    if (!column(ordinal).mayHaveNulls()) {
      return this;
    }
    return subset(false, ordinal, () -> KeyVector.validity(column(ordinal)));
  }

  private GroupedRows subset(boolean filter, int ordinal, Supplier<long @Nullable []> condition) {
    for (Subset known : subsets) {
      if (known.filter() == filter && known.ordinal() == ordinal) {
        return known.rows();
      }
    }
    long[] bits = condition.get();
    GroupedRows rows = bits == null ? this : select(bits);
    subsets.add(new Subset(filter, ordinal, rows));
    return rows;
  }

  private long[] isTrue(BooleanColumn column) {
    long[] valid = column.validity();
    if (valid == null) {
      return column.values();
    }
    long[] both = new long[Bits.words(count)];
    for (int i = 0; i < both.length; i++) {
      both[i] = valid[i] & column.values()[i];
    }
    return both;
  }

  private GroupedRows select(long[] bits) {
    int[] rows = new int[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      rows[size] = i;
      size += (int) (bits[i >> 6] >>> i & 1);
    }
    return size == count ? this : select(rows, size);
  }

  /// Some of these rows, ascending, with weights of their own.
  public GroupedRows select(int[] rows, int size, int[] newWeights) {
    int[] subset = new int[size];
    for (int i = 0; i < size; i++) {
      subset[i] = groups[rows[i]];
    }
    return new GroupedRows(columns.gather(rows, size), subset, groupCount, false, newWeights);
  }

  /// Some of these rows, ascending.
  public GroupedRows select(int[] rows, int size) {
    int[] subset = new int[size];
    int[] subsetWeights = weights == null ? null : new int[size];
    for (int i = 0; i < size; i++) {
      subset[i] = groups[rows[i]];
      if (weights != null && subsetWeights != null) {
        subsetWeights[i] = weights[rows[i]];
      }
    }
    return new GroupedRows(columns.gather(rows, size), subset, groupCount, false, subsetWeights);
  }
}
