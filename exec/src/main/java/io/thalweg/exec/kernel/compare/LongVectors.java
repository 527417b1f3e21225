package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LongCompare] with the Vector API: whole words of the bitmap by vectors, the rest by the twin.
final class LongVectors {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private LongVectors() {}

  static long[] equal(long[] a, long[] b, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        LongVector left = LongVector.fromArray(SPECIES, a, (word << 6) + i);
        LongVector right = LongVector.fromArray(SPECIES, b, (word << 6) + i);
        result |= left.compare(VectorOperators.EQ, right).toLong() << i;
      }
      bits[word] = result;
    }
    LongCompare.equal(a, b, full << 6, rows, bits);
    return bits;
  }

  static long[] less(long[] a, long[] b, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        LongVector left = LongVector.fromArray(SPECIES, a, (word << 6) + i);
        LongVector right = LongVector.fromArray(SPECIES, b, (word << 6) + i);
        result |= left.compare(VectorOperators.LT, right).toLong() << i;
      }
      bits[word] = result;
    }
    LongCompare.less(a, b, full << 6, rows, bits);
    return bits;
  }

  static long[] equal(long[] a, long constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        LongVector left = LongVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.EQ, constant).toLong() << i;
      }
      bits[word] = result;
    }
    LongCompare.equal(a, constant, full << 6, rows, bits);
    return bits;
  }

  static long[] less(long[] a, long constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        LongVector left = LongVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.LT, constant).toLong() << i;
      }
      bits[word] = result;
    }
    LongCompare.less(a, constant, full << 6, rows, bits);
    return bits;
  }

  static long[] lessOrEqual(long[] a, long constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        LongVector left = LongVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.LE, constant).toLong() << i;
      }
      bits[word] = result;
    }
    LongCompare.lessOrEqual(a, constant, full << 6, rows, bits);
    return bits;
  }
}
