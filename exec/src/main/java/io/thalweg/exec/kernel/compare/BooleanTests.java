package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;

/// `x IS [NOT] TRUE` and `x IS [NOT] FALSE`: never NULL.
public enum BooleanTests implements Kernel {
  IS_TRUE(true, false),
  IS_FALSE(false, false),
  IS_NOT_TRUE(true, true),
  IS_NOT_FALSE(false, true);

  private final boolean wanted;
  private final boolean negated;

  BooleanTests(boolean wanted, boolean negated) {
    this.wanted = wanted;
    this.negated = negated;
  }

  @Override
  public FlatColumn apply(FlatColumn[] arguments, int rows) {
    long[] values = Storage.bits(arguments[0]);
    long[] validity = arguments[0].validity();
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < bits.length; i++) {
      long match = wanted ? values[i] : ~values[i];
      long valid = validity == null ? match : match & validity[i];
      bits[i] = negated ? ~valid : valid;
    }
    return new BooleanColumn(rows, bits, null);
  }

  /// Three-valued NOT.
  public static FlatColumn not(FlatColumn[] arguments, int rows) {
    long[] values = Storage.bits(arguments[0]);
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = ~values[i];
    }
    return new BooleanColumn(rows, bits, arguments[0].validity());
  }
}
