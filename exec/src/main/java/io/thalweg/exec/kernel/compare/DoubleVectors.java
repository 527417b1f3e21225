package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [DoubleCompare] with the Vector API: whole words of the bitmap by vectors, the rest by the twin.
final class DoubleVectors {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private DoubleVectors() {}

  static long[] equal(double[] a, double[] b, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        DoubleVector left = DoubleVector.fromArray(SPECIES, a, (word << 6) + i);
        DoubleVector right = DoubleVector.fromArray(SPECIES, b, (word << 6) + i);
        VectorMask<Double> nan =
            left.test(VectorOperators.IS_NAN).and(right.test(VectorOperators.IS_NAN));
        result |= left.compare(VectorOperators.EQ, right).or(nan).toLong() << i;
      }
      bits[word] = result;
    }
    DoubleCompare.equal(a, b, full << 6, rows, bits);
    return bits;
  }

  static long[] less(double[] a, double[] b, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        DoubleVector left = DoubleVector.fromArray(SPECIES, a, (word << 6) + i);
        DoubleVector right = DoubleVector.fromArray(SPECIES, b, (word << 6) + i);
        VectorMask<Double> nan =
            right.test(VectorOperators.IS_NAN).andNot(left.test(VectorOperators.IS_NAN));
        result |= left.compare(VectorOperators.LT, right).or(nan).toLong() << i;
      }
      bits[word] = result;
    }
    DoubleCompare.less(a, b, full << 6, rows, bits);
    return bits;
  }

  static long[] equal(double[] a, double constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        DoubleVector left = DoubleVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.EQ, constant).toLong() << i;
      }
      bits[word] = result;
    }
    DoubleCompare.equal(a, constant, full << 6, rows, bits);
    return bits;
  }

  static long[] less(double[] a, double constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        DoubleVector left = DoubleVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.LT, constant).toLong() << i;
      }
      bits[word] = result;
    }
    DoubleCompare.less(a, constant, full << 6, rows, bits);
    return bits;
  }

  static long[] lessOrEqual(double[] a, double constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        DoubleVector left = DoubleVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.LE, constant).toLong() << i;
      }
      bits[word] = result;
    }
    DoubleCompare.lessOrEqual(a, constant, full << 6, rows, bits);
    return bits;
  }
}
