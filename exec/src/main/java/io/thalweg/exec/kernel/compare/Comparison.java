package io.thalweg.exec.kernel.compare;

/// The six comparisons as one of three tests with swapped operands or an inverted result: every
/// layout is totally ordered.
enum Comparison {
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE;

  static Comparison of(String function) {
    return switch (function) {
      case "eq" -> EQ;
      case "ne" -> NE;
      case "lt" -> LT;
      case "le" -> LE;
      case "gt" -> GT;
      case "ge" -> GE;
      default -> throw new IllegalArgumentException(function);
    };
  }

  /// Of columns: whether `=` is tested, and not `<`.
  boolean isEquality() {
    return this == EQ || this == NE;
  }

  /// Of columns: a > b is b < a, and a <= b is not b < a.
  boolean isSwapped() {
    return this == GT || this == LE;
  }

  /// Of columns: whether the test is inverted.
  boolean isInverted() {
    return this == NE || this == LE || this == GE;
  }
}
