package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.exec.kernel.Storage;

/// Lengths in characters, bytes and bits.
public final class Lengths {
  private Lengths() {}

  public static FlatColumn characters(FlatColumn[] arguments, int rows) {
    BytesColumn text = Storage.bytes(arguments[0]);
    int[] offsets = text.offsets();
    byte[] bytes = text.bytes();
    if (Utf8.isAscii(bytes, offsets[0], offsets[rows])) {
      return octets(arguments, rows);
    }
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = Utf8.count(bytes, offsets[i], offsets[i + 1]);
    }
    return new IntColumn(rows, result, text.validity());
  }

  public static FlatColumn octets(FlatColumn[] arguments, int rows) {
    return scaled(arguments[0], rows, 1);
  }

  public static FlatColumn bits(FlatColumn[] arguments, int rows) {
    return scaled(arguments[0], rows, Byte.SIZE);
  }

  private static FlatColumn scaled(FlatColumn column, int rows, int unit) {
    int[] offsets = Storage.bytes(column).offsets();
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = (offsets[i + 1] - offsets[i]) * unit;
    }
    return new IntColumn(rows, result, column.validity());
  }
}
