package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.kernel.VnodeOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows of one part of a state, at least one, packed while they are still in the processor's
/// caches: state is full of counts and sums whose 8 or 16 bytes are mostly signs, and that several
/// functions keep alike. Immutable.
///
/// @param schema of the rows, by their layouts
/// @param vnodes the rows' vnodes, as runs
/// @param counts the rows of each run
/// @param weights null: all +1
public record PackedRows(
    int rows,
    Schema schema,
    int[] vnodes,
    int[] counts,
    List<PackedColumn> columns,
    @Nullable PackedColumn weights) {

  /// What rows cost beside their columns, about.
  private static final int OWN_BYTES = 64;

  /// Rows of one vnode.
  public static PackedRows of(int vnode, Batch batch) {
    Batch rows = batch.compact();
    int count = rows.length();
    return of(rows, new int[] {vnode}, new int[] {count}, inOrder(count), true);
  }

  /// @param vnodeOf by row
  /// @param rows without selection
  public static PackedRows of(int[] vnodeOf, Batch rows) {
    VnodeOrder order = new VnodeOrder(vnodeOf, rows.length());
    return of(rows, order.vnodes(), order.counts(), order.rows(), order.vnodes().length == 1);
  }

  /// @param isInOrder whether `order` leaves the rows as they are
  private static PackedRows of(
      Batch rows, int[] vnodes, int[] counts, int[] order, boolean isInOrder) {
    List<FlatColumn> columns = rows.columns().stream().map(Column::flatten).toList();
    List<PackedColumn> packed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      packed.add(pack(columns, i, order, isInOrder));
    }
    int[] weights = rows.weights();
    PackedColumn packedWeights =
        weights == null
            ? null
            : pack(List.of(new IntColumn(order.length, weights, null)), 0, order, isInOrder);
    Schema schema = PhysicalTypes.schema(rows);
    return new PackedRows(order.length, schema, vnodes, counts, packed, packedWeights);
  }

  private static PackedColumn pack(
      List<FlatColumn> columns, int ordinal, int[] order, boolean isInOrder) {
    FlatColumn column = columns.get(ordinal);
    for (int other = 0; other < ordinal; other++) {
      if (areSame(columns.get(other), column)) {
        return new PackedColumn.Same(other);
      }
    }
    return PackedIntegers.of(column, order)
        .<PackedColumn>map(integers -> integers)
        .orElseGet(
            () -> new PackedColumn.Plain(isInOrder ? column : column.gather(order, order.length)));
  }

  /// Whether two columns of integers are known to be equal.
  private static boolean areSame(FlatColumn some, FlatColumn other) {
    int rows = some.length();
    boolean same = false;
    if (some instanceof IntColumn ints && other instanceof IntColumn others) {
      same = Arrays.equals(ints.values(), 0, rows, others.values(), 0, rows);
    } else if (some instanceof LongColumn longs && other instanceof LongColumn others) {
      same = Arrays.equals(longs.values(), 0, rows, others.values(), 0, rows);
    }
    return same && areSame(some.validity(), other.validity(), rows);
  }

  private static boolean areSame(long @Nullable [] some, long @Nullable [] other, int rows) {
    if (some == null || other == null) {
      return some == other;
    }
    return Arrays.equals(some, 0, Bits.words(rows), other, 0, Bits.words(rows));
  }

  /// The numbers of rows as they come.
  static int[] inOrder(int rows) {
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    return order;
  }

  /// A column, which is not the same as another one; the one behind the last has the weights.
  PackedColumn stored(int ordinal) {
    if (ordinal == columns.size()) {
      return weights == null ? PackedIntegers.constant(1, rows) : weights;
    }
    int other = sameAs(ordinal);
    return columns.get(other < 0 ? ordinal : other);
  }

  /// The column in front of this one that it is equal to; -1 when there is none.
  int sameAs(int ordinal) {
    return ordinal < columns.size() && columns.get(ordinal) instanceof PackedColumn.Same(int other)
        ? other
        : -1;
  }

  /// Heap bytes held.
  public long sizeInBytes() {
    long bytes = OWN_BYTES + 8L * vnodes.length;
    for (PackedColumn column : columns) {
      bytes += column.sizeInBytes();
    }
    return bytes + (weights == null ? 0 : weights.sizeInBytes());
  }
}
