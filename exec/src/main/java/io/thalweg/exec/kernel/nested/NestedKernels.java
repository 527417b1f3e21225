package io.thalweg.exec.kernel.nested;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.MapType;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Making arrays and rows, and taking values out of them.
public final class NestedKernels {
  private NestedKernels() {}

  /// `ARRAY[a, b, …]` of a type.
  public static Kernel array(ArrayType type) {
    return (arguments, rows) -> {
      int size = arguments.length;
      int[] offsets = new int[rows + 1];
      int[] source = new int[Math.multiplyExact(rows, size)];
      int[] row = new int[source.length];
      for (int i = 0; i < rows; i++) {
        offsets[i + 1] = offsets[i] + size;
        for (int k = 0; k < size; k++) {
          source[offsets[i] + k] = k;
          row[offsets[i] + k] = i;
        }
      }
      Column elements =
          size == 0
              ? new ColumnBuilder(type.element()).build()
              : ColumnGather.gather(List.<Column>of(arguments), source, row, row.length);
      return new ArrayColumn(rows, offsets, elements, null);
    };
  }

  /// `ROW(a, b, …)`.
  public static FlatColumn row(FlatColumn[] arguments, int rows) {
    return new RowColumn(rows, Arrays.asList(arguments), null);
  }

  /// A field of rows.
  ///
  /// @param ordinal counts from 0
  public static Kernel field(int ordinal) {
    return (arguments, rows) -> {
      RowColumn row = (RowColumn) arguments[0];
      FlatColumn field = row.children().get(ordinal).flatten();
      return field.withValidity(Bits.and(field.validity(), row.validity(), rows));
    };
  }

  public static FlatColumn cardinality(FlatColumn[] arguments, int rows) {
    int[] offsets = ((ArrayColumn) arguments[0]).offsets();
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = offsets[i + 1] - offsets[i];
    }
    return new IntColumn(rows, result, arguments[0].validity());
  }

  /// `element_at(array, position)` and `element_at(map, key)`.
  public static Kernel elementAt(DataType type) {
    return type instanceof MapType ? NestedKernels::valueOf : NestedKernels::elementAt;
  }

  private static FlatColumn elementAt(FlatColumn[] arguments, int rows) {
    ArrayColumn array = (ArrayColumn) arguments[0];
    long[] positions = Storage.longs(arguments[1]);
    int[] chosen = new int[rows];
    long[] found = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      int from = array.offsets()[i];
      if (positions[i] >= 1 && positions[i] <= array.offsets()[i + 1] - from) {
        chosen[i] = from + (int) positions[i] - 1;
        Bits.set(found, i);
      }
    }
    return pick(array.elements(), chosen, found, arguments, rows);
  }

  private static FlatColumn valueOf(FlatColumn[] arguments, int rows) {
    ArrayColumn map = (ArrayColumn) arguments[0];
    RowColumn entries = (RowColumn) map.elements().flatten();
    FlatColumn keys = entries.children().get(0).flatten();
    int[] chosen = new int[rows];
    long[] found = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      for (int j = map.offsets()[i]; j < map.offsets()[i + 1] && !arguments[1].isNull(i); j++) {
        if (ValueOrder.compare(keys, j, arguments[1], i) == 0) {
          chosen[i] = j;
          Bits.set(found, i);
        }
      }
    }
    return pick(entries.children().get(1), chosen, found, arguments, rows);
  }

  /// The elements `chosen`, NULL where nothing is found or an argument is NULL.
  private static FlatColumn pick(
      Column elements, int[] chosen, long[] found, FlatColumn[] arguments, int rows) {
    FlatColumn picked =
        elements.length() == 0
            ? ConstantColumn.ofNull(elements, rows).flatten()
            : elements.gather(chosen, rows).flatten();
    long @Nullable [] validity = Bits.and(Nulls.strict(arguments, rows), found, rows);
    return picked.withValidity(Bits.and(validity, picked.validity(), rows));
  }
}
