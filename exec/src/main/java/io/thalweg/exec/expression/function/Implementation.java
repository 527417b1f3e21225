package io.thalweg.exec.expression.function;

import io.thalweg.exec.kernel.Kernel;

/// A kernel and what the compiler has to know of it.
///
/// @param strict a NULL argument gives NULL; only then may it run per dictionary entry
/// @param canFail whether a value can raise an error
/// @param arguments how many leading arguments the kernel gets; the others are constants that it
///   was made for
/// @param cheap whether a row costs about as little as a comparison of numbers
public record Implementation(
    Kernel kernel, boolean strict, boolean canFail, int arguments, boolean cheap) {
  private static final int ALL = Integer.MAX_VALUE;

  /// Strict, never fails.
  public static Implementation total(Kernel kernel) {
    return new Implementation(kernel, true, false, ALL, false);
  }

  /// Strict, may fail.
  public static Implementation partial(Kernel kernel) {
    return new Implementation(kernel, true, true, ALL, false);
  }

  /// Sees NULLs itself, never fails.
  public static Implementation nullAware(Kernel kernel) {
    return new Implementation(kernel, false, false, ALL, false);
  }

  /// The same for a kernel that takes only the first `count` arguments.
  public Implementation ofFirst(int count) {
    return new Implementation(kernel, strict, canFail, count, cheap);
  }

  /// The same, as cheap as a comparison of numbers.
  public Implementation cheapPerRow() {
    return new Implementation(kernel, strict, canFail, arguments, true);
  }
}
