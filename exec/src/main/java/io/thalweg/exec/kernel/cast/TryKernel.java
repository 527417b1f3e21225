package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.kernel.Kernel;
import java.util.List;

/// TRY_CAST: NULL where the conversion fails. A batch in which a value fails is cut in halves until
/// the value is alone.
public record TryKernel(Kernel kernel, DataType type) implements Kernel {

  @Override
  public FlatColumn apply(FlatColumn[] arguments, int rows) {
    try {
      return kernel.apply(arguments, rows);
    } catch (ThalwegException e) {
      if (e.code().band() != ErrorCode.Band.USER) {
        throw e;
      }
      if (rows == 1) {
        return ColumnBuilder.single(type, null);
      }
      int half = rows / 2;
      FlatColumn[] first = {arguments[0].slice(0, half)};
      FlatColumn[] second = {arguments[0].slice(half, rows - half)};
      return Columns.concat(List.of(apply(first, half), apply(second, rows - half))).flatten();
    }
  }
}
