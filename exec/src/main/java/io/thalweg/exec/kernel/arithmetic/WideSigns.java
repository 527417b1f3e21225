package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.exec.kernel.Storage;

/// Signs of 128-bit decimals; 38 digits leave room, so nothing overflows.
final class WideSigns {
  private WideSigns() {}

  static FlatColumn negate(FlatColumn[] arguments, int rows) {
    return flip(arguments[0], rows, true);
  }

  static FlatColumn abs(FlatColumn[] arguments, int rows) {
    return flip(arguments[0], rows, false);
  }

  private static FlatColumn flip(FlatColumn argument, int rows, boolean always) {
    Int128Column wide = Storage.wide(argument);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      long sign = always ? -1 : wide.high()[i] >> 63;
      low[i] = (wide.low()[i] ^ sign) - sign;
      high[i] = (wide.high()[i] ^ sign) + (sign != 0 && low[i] == 0 ? 1 : 0);
    }
    return new Int128Column(rows, high, low, argument.validity());
  }
}
