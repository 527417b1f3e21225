package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The values that some columns have in the rows of each group, with how often: what DISTINCT and
/// the functions that need all values of a group keep. Used by one task.
///
/// Groups are known by number; in snapshots the columns of their keys stand instead.
final class GroupValues implements AutoCloseable {
  private final List<Integer> columns;
  private final KeyedRows rows;
  private int[] pending = {};

  /// @param columns of the input
  /// @param appendOnly nothing is taken back, and equal values need not be told apart from others
  /// @param memory what this may hold; closed with it
  GroupValues(List<Integer> columns, Schema input, boolean appendOnly, MemoryReservation memory) {
    this.columns = List.copyOf(columns);
    List<DataType> types = new ArrayList<>();
    types.add(SimpleType.INTEGER);
    columns.forEach(column -> types.add(input.type(column)));
    this.rows = new KeyedRows(new KeyedRowsConfig(types, List.of(0), appendOnly), memory);
  }

  void add(GroupedRows added) {
    if (added.count() > 0) {
      rows.add(batch(added).withWeights(added.weights()));
    }
  }

  private Batch batch(GroupedRows added) {
    List<Column> all = new ArrayList<>();
    all.add(new IntColumn(added.count(), added.groups(), null));
    columns.forEach(column -> all.add(added.column(column)));
    return Batch.of(added.count(), all);
  }

  /// Adds the rows and returns, as rows of weight +1 and -1, the values that a group has now and
  /// had not before, or the other way round.
  GroupedRows addDistinct(GroupedRows added) {
    add(added);
    int count = added.count();
    int[] numbers = rows.added();
    if (pending.length < rows.numberCount()) {
      pending = new int[Math.max(rows.numberCount(), 2 * pending.length)];
    }
    int[] weights = added.weights();
    for (int i = 0; i < count; i++) {
      pending[numbers[i]] += weights == null ? 1 : weights[i];
    }
    int[] changed = new int[count];
    int[] signs = new int[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int row = numbers[i];
      int now = rows.weight(row);
      boolean had = now - pending[row] > 0;
      pending[row] = 0;
      changed[size] = i;
      signs[size] = had ? -1 : 1;
      size += had == now > 0 ? 0 : 1;
    }
    return added.select(changed, size, Arrays.copyOf(signs, size));
  }

  /// All values of these groups, the `i`-th of them being group `i`; column `c` is the `c`-th of
  /// this. The order is any.
  ///
  /// @param once whether each different value comes once, else as often as it is there
  GroupedRows collect(Groups groups, boolean once) {
    int[] wanted = IntStream.range(0, groups.count()).map(groups::at).toArray();
    int[] first = new int[wanted.length];
    rows.find(new Column[] {new IntColumn(wanted.length, wanted, null)}, wanted.length, first);
    int[] entries = new int[64];
    int[] entryGroups = new int[64];
    int[] times = new int[64];
    int size = 0;
    long total = 0;
    for (int i = 0; i < first.length; i++) {
      for (int row = first[i]; row >= 0; row = rows.next(row)) {
        if (rows.weight(row) > 0) {
          if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
            entryGroups = Arrays.copyOf(entryGroups, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
          }
          entries[size] = row;
          entryGroups[size] = i;
          times[size] = once ? 1 : rows.weight(row);
          total += times[size++];
        }
      }
    }
    List<Column> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(rows.column(i + 1, entries, size));
    }
    return repeated(values, entryGroups, times, Math.toIntExact(total), groups.count());
  }

  private static GroupedRows repeated(
      List<Column> values, int[] entryGroups, int[] times, int total, int groupCount) {
    int[] picked = new int[total];
    int[] pickedGroups = new int[total];
    int at = 0;
    for (int entry = 0; at < total; entry++) {
      Arrays.fill(picked, at, at + times[entry], entry);
      Arrays.fill(pickedGroups, at, at + times[entry], entryGroups[entry]);
      at += times[entry];
    }
    return GroupedRows.picked(values, picked, pickedGroups, total, groupCount);
  }

  /// The groups lose all their values.
  void forget(Groups groups) {
    int[] wanted = IntStream.range(0, groups.count()).map(groups::at).toArray();
    int[] first = new int[wanted.length];
    rows.find(new Column[] {new IntColumn(wanted.length, wanted, null)}, wanted.length, first);
    for (int start : first) {
      for (int row = start; row >= 0; ) {
        int next = rows.next(row);
        rows.remove(row);
        row = next;
      }
    }
  }

  /// Gives room back when that pays.
  void trim() {
    rows.trim();
  }

  /// Begins to write the values behind the key columns of their groups, which keep their numbers
  /// until that is done.
  ///
  /// @param keys the key columns of groups
  /// @param vnodes of groups
  Snapshot beginSnapshot(
      StateWriter state,
      String part,
      Function<Groups, List<Column>> keys,
      Function<Groups, int[]> vnodes) {
    return rows.beginSnapshot(
        new Translating(state, keys),
        part,
        (picked, size) -> vnodes.apply(Groups.of(groupsOf(rows.column(0, picked, size)), size)));
  }

  private static int[] groupsOf(Column numbers) {
    return ((IntColumn) numbers.flatten()).values();
  }

  /// Writes the key columns of groups where their numbers stand.
  private record Translating(StateWriter state, Function<Groups, List<Column>> keys)
      implements StateWriter {

    @Override
    public boolean full() {
      return state.full();
    }

    @Override
    public int pieceRows() {
      return state.pieceRows();
    }

    @Override
    public void write(String part, int vnode, Batch rows) {
      state.write(part, vnode, translated(rows));
    }

    @Override
    public void write(String part, int[] vnodes, Batch rows) {
      state.write(part, vnodes, translated(rows));
    }

    private Batch translated(Batch rows) {
      Groups groups = Groups.of(groupsOf(rows.column(0)), rows.length());
      List<Column> all = new ArrayList<>(keys.apply(groups));
      all.addAll(rows.columns().subList(1, rows.columns().size()));
      return Batch.of(rows.length(), all).withWeights(rows.weights());
    }
  }

  /// @param keyCount the number of key columns of a group
  /// @param assign the numbers of the groups with these keys
  void restore(StateReader state, String part, int keyCount, Function<Column[], int[]> assign) {
    rows.restore(
        name -> {
          Iterator<Batch> batches = state.read(name);
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return batches.hasNext();
            }

            @Override
            public Batch next() {
              Batch batch = batches.next().compact();
              Column[] keys = batch.columns().subList(0, keyCount).toArray(Column[]::new);
              List<Column> all = new ArrayList<>();
              int[] groups = keyCount == 0 ? new int[batch.length()] : assign.apply(keys);
              all.add(new IntColumn(batch.length(), groups, null));
              all.addAll(batch.columns().subList(keyCount, batch.columns().size()));
              return Batch.of(batch.length(), all).withWeights(batch.weights());
            }
          };
        },
        part);
  }

  /// Gives the groups new numbers. Not while a snapshot is being written.
  ///
  /// @param numbers the new number by old one; groups without values may have -1
  void renumber(int[] numbers) {
    rows.rewrite(batch -> renumbered(batch, numbers));
  }

  private static Batch renumbered(Batch batch, int[] numbers) {
    int[] groups = groupsOf(batch.column(0)).clone();
    for (int i = 0; i < batch.length(); i++) {
      groups[i] = numbers[groups[i]];
    }
    List<Column> all = new ArrayList<>(batch.columns());
    all.set(0, new IntColumn(batch.length(), groups, null));
    return batch.withColumns(all);
  }

  @Override
  public void close() {
    rows.close();
  }
}
