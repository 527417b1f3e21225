package io.thalweg.exec.kernel.arithmetic;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Loops that gather a fact about all rows, which C2 does not vectorise, with the Vector API. Twins
/// of the loops of the same names in [Magnitudes], [LongArithmetic] and [IntArithmetic].
final class ArithmeticVectors {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  private ArithmeticVectors() {}

  static long spread(long[] values, int rows) {
    LongVector all = LongVector.zero(LONGS);
    int end = LONGS.loopBound(rows);
    for (int i = 0; i < end; i += LONGS.length()) {
      LongVector value = LongVector.fromArray(LONGS, values, i);
      all =
          all.lanewise(
              VectorOperators.OR,
              value.lanewise(
                  VectorOperators.XOR, value.lanewise(VectorOperators.ASHR, Long.SIZE - 1)));
    }
    return all.reduceLanes(VectorOperators.OR) | Magnitudes.spread(values, end, rows);
  }

  static long difference(long[] high, long[] low, int rows) {
    LongVector all = LongVector.zero(LONGS);
    int end = LONGS.loopBound(rows);
    for (int i = 0; i < end; i += LONGS.length()) {
      LongVector sign =
          LongVector.fromArray(LONGS, low, i).lanewise(VectorOperators.ASHR, Long.SIZE - 1);
      LongVector upper = LongVector.fromArray(LONGS, high, i);
      all = all.lanewise(VectorOperators.OR, upper.lanewise(VectorOperators.XOR, sign));
    }
    return all.reduceLanes(VectorOperators.OR) | Magnitudes.difference(high, low, end, rows);
  }

  /// Negative when a sum left the range.
  static long add(long[] a, long[] b, long[] sums, int rows) {
    LongVector overflow = LongVector.zero(LONGS);
    int end = LONGS.loopBound(rows);
    for (int i = 0; i < end; i += LONGS.length()) {
      LongVector left = LongVector.fromArray(LONGS, a, i);
      LongVector right = LongVector.fromArray(LONGS, b, i);
      LongVector sum = left.add(right);
      sum.intoArray(sums, i);
      LongVector wrong =
          left.lanewise(VectorOperators.XOR, sum)
              .lanewise(VectorOperators.AND, right.lanewise(VectorOperators.XOR, sum));
      overflow = overflow.lanewise(VectorOperators.OR, wrong);
    }
    return overflow.reduceLanes(VectorOperators.OR) | LongArithmetic.add(a, b, sums, end, rows);
  }

  /// Negative when a difference left the range.
  static long subtract(long[] a, long[] b, long[] differences, int rows) {
    LongVector overflow = LongVector.zero(LONGS);
    int end = LONGS.loopBound(rows);
    for (int i = 0; i < end; i += LONGS.length()) {
      LongVector left = LongVector.fromArray(LONGS, a, i);
      LongVector right = LongVector.fromArray(LONGS, b, i);
      LongVector difference = left.sub(right);
      difference.intoArray(differences, i);
      LongVector wrong =
          left.lanewise(VectorOperators.XOR, right)
              .lanewise(VectorOperators.AND, left.lanewise(VectorOperators.XOR, difference));
      overflow = overflow.lanewise(VectorOperators.OR, wrong);
    }
    return overflow.reduceLanes(VectorOperators.OR)
        | LongArithmetic.subtract(a, b, differences, end, rows);
  }

  /// Negative when a sum left the range.
  static int add(int[] a, int[] b, int[] sums, int rows) {
    IntVector overflow = IntVector.zero(INTS);
    int end = INTS.loopBound(rows);
    for (int i = 0; i < end; i += INTS.length()) {
      IntVector left = IntVector.fromArray(INTS, a, i);
      IntVector right = IntVector.fromArray(INTS, b, i);
      IntVector sum = left.add(right);
      sum.intoArray(sums, i);
      IntVector wrong =
          left.lanewise(VectorOperators.XOR, sum)
              .lanewise(VectorOperators.AND, right.lanewise(VectorOperators.XOR, sum));
      overflow = overflow.lanewise(VectorOperators.OR, wrong);
    }
    return overflow.reduceLanes(VectorOperators.OR) | IntArithmetic.add(a, b, sums, end, rows);
  }

  /// Negative when a difference left the range.
  static int subtract(int[] a, int[] b, int[] differences, int rows) {
    IntVector overflow = IntVector.zero(INTS);
    int end = INTS.loopBound(rows);
    for (int i = 0; i < end; i += INTS.length()) {
      IntVector left = IntVector.fromArray(INTS, a, i);
      IntVector right = IntVector.fromArray(INTS, b, i);
      IntVector difference = left.sub(right);
      difference.intoArray(differences, i);
      IntVector wrong =
          left.lanewise(VectorOperators.XOR, right)
              .lanewise(VectorOperators.AND, left.lanewise(VectorOperators.XOR, difference));
      overflow = overflow.lanewise(VectorOperators.OR, wrong);
    }
    return overflow.reduceLanes(VectorOperators.OR)
        | IntArithmetic.subtract(a, b, differences, end, rows);
  }
}
