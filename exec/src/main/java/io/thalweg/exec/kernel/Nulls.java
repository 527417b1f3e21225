package io.thalweg.exec.kernel;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// Validity of results.
public final class Nulls {
  private Nulls() {}

  /// Valid where all arguments are; null when none has NULLs.
  public static long @Nullable [] strict(FlatColumn[] arguments, int rows) {
    long[] validity = null;
    for (FlatColumn argument : arguments) {
      validity = Bits.and(validity, argument.validity(), rows);
    }
    return validity;
  }

  /// Valid where both are.
  public static long @Nullable [] strict(FlatColumn left, FlatColumn right, int rows) {
    return Bits.and(left.validity(), right.validity(), rows);
  }
}
