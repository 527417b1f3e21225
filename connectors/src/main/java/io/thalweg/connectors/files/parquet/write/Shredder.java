package io.thalweg.connectors.files.parquet.write;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;

/// Takes columns apart into leaves with definition and repetition levels.
final class Shredder {
  private final List<LeafData> out;

  /// Entries on their way down: a row of the current column, or -1 when an ancestor is NULL or
  /// empty, and the levels so far.
  // Never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Entries(int count, int[] rows, int[] definitions, int[] repetitions) {}

  /// @param out takes one element per leaf, in schema order
  Shredder(List<LeafData> out) {
    this.out = out;
  }

  void shred(Target target, Column column) {
    int rows = column.length();
    int[] all = new int[rows];
    for (int i = 0; i < rows; i++) {
      all[i] = i;
    }
    shred(target, column.flatten(), new Entries(rows, all, new int[rows], new int[rows]));
  }

  private void shred(Target target, FlatColumn column, Entries parent) {
    Entries entries = target.nullable() ? definePresent(column, parent) : required(column, parent);
    switch (target) {
      case Target.Leaf leaf -> addLeaf(leaf, column, entries);
      case Target.Group group -> {
        RowColumn row = (RowColumn) column;
        for (int i = 0; i < group.fields().size(); i++) {
          shred(group.fields().get(i), row.children().get(i).flatten(), entries);
        }
      }
      case Target.Repeated list -> {
        ArrayColumn array = (ArrayColumn) column;
        shred(list.element(), array.elements().flatten(), elements(array, entries, list));
      }
    }
  }

  /// One level more for the entries that are not NULL.
  private static Entries definePresent(FlatColumn column, Entries parent) {
    int[] rows = parent.rows.clone();
    int[] definitions = parent.definitions.clone();
    for (int i = 0; i < parent.count; i++) {
      if (rows[i] >= 0) {
        if (column.isNull(rows[i])) {
          rows[i] = -1;
        } else {
          definitions[i]++;
        }
      }
    }
    return new Entries(parent.count, rows, definitions, parent.repetitions);
  }

  private static Entries required(FlatColumn column, Entries parent) {
    if (column.mayHaveNulls()) {
      for (int i = 0; i < parent.count; i++) {
        if (parent.rows[i] >= 0 && column.isNull(parent.rows[i])) {
          throw new ThalwegException(
              ErrorCode.NOT_NULL_VIOLATION,
              "a NULL where the file's schema says NOT NULL; declare the column nullable");
        }
      }
    }
    return parent;
  }

  private static Entries elements(ArrayColumn array, Entries parent, Target.Repeated list) {
    int[] offsets = array.offsets();
    int count = 0;
    for (int i = 0; i < parent.count; i++) {
      int row = parent.rows[i];
      count = Math.addExact(count, row < 0 ? 1 : Math.max(1, offsets[row + 1] - offsets[row]));
    }
    int[] rows = new int[count];
    int[] definitions = new int[count];
    int[] repetitions = new int[count];
    int at = 0;
    for (int i = 0; i < parent.count; i++) {
      int row = parent.rows[i];
      int from = row < 0 ? 0 : offsets[row];
      int to = row < 0 ? 0 : offsets[row + 1];
      if (from == to) {
        rows[at] = -1;
        definitions[at] = parent.definitions[i];
        repetitions[at++] = parent.repetitions[i];
      }
      for (int element = from; element < to; element++) {
        rows[at] = element;
        definitions[at] = parent.definitions[i] + 1;
        repetitions[at++] = element == from ? parent.repetitions[i] : list.repetition();
      }
    }
    return new Entries(count, rows, definitions, repetitions);
  }

  private void addLeaf(Target.Leaf leaf, FlatColumn column, Entries entries) {
    int[] present = new int[entries.count];
    int count = 0;
    for (int i = 0; i < entries.count; i++) {
      if (entries.rows[i] >= 0) {
        present[count++] = entries.rows[i];
      }
    }
    boolean all = count == column.length() && count == entries.count;
    FlatColumn values = all ? column : column.gather(present, count);
    out.add(new LeafData(leaf, entries.count, entries.definitions, entries.repetitions, values));
  }
}
