package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts, binaries and arrays put behind each other.
public final class Concatenation {
  private Concatenation() {}

  /// `a || b …`: NULL when an argument is.
  public static FlatColumn strict(FlatColumn[] arguments, int rows) {
    long[] validity = Nulls.strict(arguments, rows);
    BytesBuilder result = new BytesBuilder(rows, bytes(arguments));
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        for (FlatColumn argument : arguments) {
          result.append((BytesColumn) argument, i);
        }
      }
      result.endRow();
    }
    return result.build(validity);
  }

  /// `concat(a, …)`: NULL is left out.
  public static FlatColumn present(FlatColumn[] arguments, int rows) {
    BytesBuilder result = new BytesBuilder(rows, bytes(arguments));
    for (int i = 0; i < rows; i++) {
      for (FlatColumn argument : arguments) {
        if (!argument.isNull(i)) {
          result.append((BytesColumn) argument, i);
        }
      }
      result.endRow();
    }
    return result.build(null);
  }

  /// `concat_ws(separator, a, …)`: NULL is left out with its separator; a NULL separator gives
  /// NULL.
  public static FlatColumn separated(FlatColumn[] arguments, int rows) {
    BytesColumn separator = Storage.bytes(arguments[0]);
    BytesBuilder result = new BytesBuilder(rows, bytes(arguments));
    for (int i = 0; i < rows; i++) {
      boolean first = true;
      for (int k = 1; k < arguments.length; k++) {
        if (!separator.isNull(i) && !arguments[k].isNull(i)) {
          if (!first) {
            result.append(separator, i);
          }
          result.append((BytesColumn) arguments[k], i);
          first = false;
        }
      }
      result.endRow();
    }
    return result.build(separator.validity());
  }

  private static int bytes(FlatColumn[] arguments) {
    long total = 0;
    for (FlatColumn argument : arguments) {
      BytesColumn column = (BytesColumn) argument;
      total += column.offsets()[column.length()] - column.offsets()[0];
    }
    return (int) Math.min(total, 1 << 28);
  }

  /// `a || b` of arrays.
  public static FlatColumn arrays(FlatColumn[] arguments, int rows) {
    ArrayColumn[] parts = {(ArrayColumn) arguments[0], (ArrayColumn) arguments[1]};
    long @Nullable [] validity = Nulls.strict(arguments, rows);
    int[] offsets = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      int size = Bits.isValid(validity, i) ? size(parts[0], i) + size(parts[1], i) : 0;
      offsets[i + 1] = Math.addExact(offsets[i], size);
    }
    int[] source = new int[offsets[rows]];
    int[] row = new int[offsets[rows]];
    for (int i = 0; i < rows; i++) {
      int at = offsets[i];
      for (int p = 0; p < parts.length && offsets[i + 1] > offsets[i]; p++) {
        int from = parts[p].offsets()[i];
        for (int j = from; j < from + size(parts[p], i); j++) {
          source[at] = p;
          row[at++] = j;
        }
      }
    }
    List<Column> elements = List.of(parts[0].elements(), parts[1].elements());
    return new ArrayColumn(
        rows, offsets, ColumnGather.gather(elements, source, row, row.length), validity);
  }

  private static int size(ArrayColumn column, int row) {
    return column.offsets()[row + 1] - column.offsets()[row];
  }
}
