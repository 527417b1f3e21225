package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.exec.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/// Conversions of the values inside arrays, maps and rows.
final class NestedCasts {
  private NestedCasts() {}

  static Kernel array(ArrayType from, ArrayType to) {
    return elements(CastKernels.of(from.element(), to.element()));
  }

  static Kernel map(MapType from, MapType to) {
    return elements(row(from.entryType(), to.entryType()));
  }

  private static Kernel elements(Kernel element) {
    return (arguments, rows) -> {
      ArrayColumn array = (ArrayColumn) arguments[0];
      int first = array.offsets()[0];
      int count = array.offsets()[rows] - first;
      FlatColumn used = array.elements().slice(first, count).flatten();
      int[] offsets = new int[rows + 1];
      for (int i = 0; i <= rows; i++) {
        offsets[i] = array.offsets()[i] - first;
      }
      FlatColumn converted = element.apply(new FlatColumn[] {used}, count);
      return new ArrayColumn(rows, offsets, converted, array.validity());
    };
  }

  static Kernel row(RowType from, RowType to) {
    List<Kernel> fields = new ArrayList<>();
    for (int i = 0; i < from.fields().size(); i++) {
      DataType target = to.fields().get(i).type();
      fields.add(CastKernels.of(from.fields().get(i).type(), target));
    }
    return (arguments, rows) -> {
      RowColumn row = (RowColumn) arguments[0];
      List<Column> children = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        FlatColumn[] child = {row.children().get(i).flatten()};
        children.add(fields.get(i).apply(child, rows));
      }
      return new RowColumn(rows, children, row.validity());
    };
  }
}
