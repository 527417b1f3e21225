package io.thalweg.exec.kernel.time;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Functions whose first argument names a unit of time. The rows of one unit are computed together.
public final class UnitKernel {
  private UnitKernel() {}

  /// For a constant unit: a kernel of (unit, …) that looks only at the others.
  public static Kernel constant(Kernel ofUnit) {
    return (arguments, rows) -> ofUnit.apply(rest(arguments), rows);
  }

  /// @param ofUnit makes the kernel of the other arguments for one unit
  public static Kernel any(Function<TimeUnit, Kernel> ofUnit) {
    return (arguments, rows) -> {
      BytesColumn names = Storage.bytes(arguments[0]);
      long[] validity = Nulls.strict(arguments, rows);
      List<TimeUnit> units = new ArrayList<>();
      int[] source = new int[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          TimeUnit unit = TimeUnit.parse(names.string(i));
          source[i] = units.indexOf(unit);
          if (source[i] < 0) {
            source[i] = units.size();
            units.add(unit);
          }
        }
      }
      if (units.isEmpty()) {
        units.add(TimeUnit.DAY);
      }
      return perUnit(units, ofUnit, source, rest(arguments), rows).withValidity(validity);
    };
  }

  private static FlatColumn perUnit(
      List<TimeUnit> units,
      Function<TimeUnit, Kernel> ofUnit,
      int[] source,
      FlatColumn[] arguments,
      int rows) {
    List<Column> results = new ArrayList<>();
    int[] rowOf = new int[rows];
    for (int unit = 0; unit < units.size(); unit++) {
      int[] chosen = new int[rows];
      int count = 0;
      for (int i = 0; i < rows; i++) {
        if (source[i] == unit) {
          rowOf[i] = count;
          chosen[count++] = i;
        }
      }
      FlatColumn[] gathered = new FlatColumn[arguments.length];
      for (int k = 0; k < gathered.length; k++) {
        gathered[k] = arguments[k].gather(chosen, count);
      }
      results.add(ofUnit.apply(units.get(unit)).apply(gathered, count));
    }
    return ColumnGather.gather(results, source, rowOf, rows).flatten();
  }

  private static FlatColumn[] rest(FlatColumn[] arguments) {
    return Arrays.copyOfRange(arguments, 1, arguments.length);
  }
}
