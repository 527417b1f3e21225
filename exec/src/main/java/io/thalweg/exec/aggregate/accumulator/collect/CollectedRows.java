package io.thalweg.exec.aggregate.accumulator.collect;

import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All rows of some columns with their groups, for aggregates that need every value of a group at
/// once. Grouped by a counting sort when the first result is asked for. Used by one task at a time.
public final class CollectedRows {
  private final int[] ordinals;
  private final List<List<FlatColumn>> parts = new ArrayList<>();
  private final List<int[]> groupParts = new ArrayList<>();
  private int count;
  private long bytes;

  private boolean grouped;
  private List<FlatColumn> columns = List.of();

  /// The rows of group `g` are `rows[starts[g]..starts[g + 1])`, in order of arrival.
  private int[] starts = {};

  private int[] rows = {};

  CollectedRows(int... ordinals) {
    this.ordinals = ordinals;
    for (int i = 0; i < ordinals.length; i++) {
      parts.add(new ArrayList<>());
    }
  }

  void add(GroupedRows added) {
    if (added.count() == 0) {
      return;
    }
    for (int i = 0; i < ordinals.length; i++) {
      // Flat, because a gathered dictionary would hold on to all of its entries.
      FlatColumn column = added.flat(ordinals[i]);
      parts.get(i).add(column);
      bytes += column.sizeInBytes();
    }
    groupParts.add(Arrays.copyOf(added.groups(), added.count()));
    count = Math.addExact(count, added.count());
    bytes += 4L * added.count();
    grouped = false;
  }

  /// Puts the rows of each group together.
  void group(int groupCount) {
    if (grouped) {
      return;
    }
    grouped = true;
    columns =
        count == 0 ? List.of() : parts.stream().map(p -> Columns.concat(p).flatten()).toList();
    starts = new int[groupCount + 1];
    for (int[] groups : groupParts) {
      for (int group : groups) {
        starts[group + 1]++;
      }
    }
    for (int group = 0; group < groupCount; group++) {
      starts[group + 1] += starts[group];
    }
    int[] next = Arrays.copyOf(starts, groupCount);
    rows = new int[count];
    int row = 0;
    for (int[] groups : groupParts) {
      for (int group : groups) {
        rows[next[group]++] = row++;
      }
    }
  }

  /// The ordinals of the columns.
  public int[] ordinals() {
    return ordinals.clone();
  }

  /// The parts in which the rows came.
  public int partCount() {
    return groupParts.size();
  }

  /// The columns of a part.
  public List<FlatColumn> part(int number) {
    return parts.stream().map(column -> column.get(number)).toList();
  }

  /// The group of each row of a part.
  public Groups partGroups(int number) {
    int[] groups = groupParts.get(number);
    return Groups.of(groups, groups.length);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Column `i` of all rows. Only when not empty.
  FlatColumn column(int i) {
    return columns.get(i);
  }

  List<FlatColumn> columns(int from, int to) {
    return columns.subList(from, to);
  }

  /// Row numbers by group; a group's range may be reordered in place.
  int[] rows() {
    return rows;
  }

  int start(int group) {
    return starts[group];
  }

  int end(int group) {
    return starts[group + 1];
  }

  void clear() {
    parts.forEach(List::clear);
    groupParts.clear();
    columns = List.of();
    rows = new int[0];
    starts = new int[0];
    count = 0;
    bytes = 0;
    grouped = false;
  }

  /// Twice the input's: the columns are put together at the end.
  long sizeInBytes() {
    return 2 * bytes;
  }
}
