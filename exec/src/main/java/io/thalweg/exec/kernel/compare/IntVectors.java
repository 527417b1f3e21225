package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [IntCompare] with the Vector API: whole words of the bitmap by vectors, the rest by the twin.
final class IntVectors {
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private IntVectors() {}

  static long[] equal(int[] a, int[] b, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        IntVector left = IntVector.fromArray(SPECIES, a, (word << 6) + i);
        IntVector right = IntVector.fromArray(SPECIES, b, (word << 6) + i);
        result |= left.compare(VectorOperators.EQ, right).toLong() << i;
      }
      bits[word] = result;
    }
    IntCompare.equal(a, b, full << 6, rows, bits);
    return bits;
  }

  static long[] less(int[] a, int[] b, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        IntVector left = IntVector.fromArray(SPECIES, a, (word << 6) + i);
        IntVector right = IntVector.fromArray(SPECIES, b, (word << 6) + i);
        result |= left.compare(VectorOperators.LT, right).toLong() << i;
      }
      bits[word] = result;
    }
    IntCompare.less(a, b, full << 6, rows, bits);
    return bits;
  }

  static long[] equal(int[] a, int constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        IntVector left = IntVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.EQ, constant).toLong() << i;
      }
      bits[word] = result;
    }
    IntCompare.equal(a, constant, full << 6, rows, bits);
    return bits;
  }

  static long[] less(int[] a, int constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        IntVector left = IntVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.LT, constant).toLong() << i;
      }
      bits[word] = result;
    }
    IntCompare.less(a, constant, full << 6, rows, bits);
    return bits;
  }

  static long[] lessOrEqual(int[] a, int constant, int rows) {
    long[] bits = new long[Bits.words(rows)];
    int full = rows >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        IntVector left = IntVector.fromArray(SPECIES, a, (word << 6) + i);
        result |= left.compare(VectorOperators.LE, constant).toLong() << i;
      }
      bits[word] = result;
    }
    IntCompare.lessOrEqual(a, constant, full << 6, rows, bits);
    return bits;
  }
}
