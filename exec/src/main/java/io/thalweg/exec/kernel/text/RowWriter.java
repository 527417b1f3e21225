package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;

/// Computes the text of one row out of arguments that are not NULL there.
@FunctionalInterface
interface RowWriter {

  /// Appends to `out` without ending the row.
  void write(FlatColumn[] arguments, int row, BytesBuilder out);

  /// The kernel that calls `writer` for each row without NULL.
  static Kernel strict(RowWriter writer) {
    return (arguments, rows) -> {
      long[] validity = Nulls.strict(arguments, rows);
      BytesBuilder out = new BytesBuilder(rows, rows * 16);
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          writer.write(arguments, i, out);
        }
        out.endRow();
      }
      return out.build(validity);
    };
  }
}
