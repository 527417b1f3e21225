package io.thalweg.exec.kernel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Bits;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CompareVectorsTest {
  private static final int[] SIZES = {0, 1, 63, 64, 65, 127, 2047, 2048, 2049};

  private static void same(long[] actual, int rows, Consumer<long[]> twin) {
    long[] expected = new long[Bits.words(rows)];
    twin.accept(expected);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void intsCompareAsTheirScalarTwinsDo() {
    int[] edges = {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, -1};
    Random random = new Random(1);
    for (int rows : SIZES) {
      int[] a = new int[rows];
      int[] b = new int[rows];
      for (int i = 0; i < rows; i++) {
        a[i] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(5);
        b[i] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(5);
      }
      same(IntVectors.equal(a, b, rows), rows, bits -> IntCompare.equal(a, b, 0, rows, bits));
      same(IntVectors.less(a, b, rows), rows, bits -> IntCompare.less(a, b, 0, rows, bits));
      for (int edge : edges) {
        if (Double.isNaN(edge)) {
          continue;
        }
        same(
            IntVectors.equal(a, edge, rows),
            rows,
            bits -> IntCompare.equal(a, edge, 0, rows, bits));
        same(IntVectors.less(a, edge, rows), rows, bits -> IntCompare.less(a, edge, 0, rows, bits));
        same(
            IntVectors.lessOrEqual(a, edge, rows),
            rows,
            bits -> IntCompare.lessOrEqual(a, edge, 0, rows, bits));
      }
    }
  }

  @Test
  void longsCompareAsTheirScalarTwinsDo() {
    long[] edges = {Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, -1};
    Random random = new Random(1);
    for (int rows : SIZES) {
      long[] a = new long[rows];
      long[] b = new long[rows];
      for (int i = 0; i < rows; i++) {
        a[i] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(5);
        b[i] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(5);
      }
      same(LongVectors.equal(a, b, rows), rows, bits -> LongCompare.equal(a, b, 0, rows, bits));
      same(LongVectors.less(a, b, rows), rows, bits -> LongCompare.less(a, b, 0, rows, bits));
      for (long edge : edges) {
        if (Double.isNaN(edge)) {
          continue;
        }
        same(
            LongVectors.equal(a, edge, rows),
            rows,
            bits -> LongCompare.equal(a, edge, 0, rows, bits));
        same(
            LongVectors.less(a, edge, rows),
            rows,
            bits -> LongCompare.less(a, edge, 0, rows, bits));
        same(
            LongVectors.lessOrEqual(a, edge, rows),
            rows,
            bits -> LongCompare.lessOrEqual(a, edge, 0, rows, bits));
      }
    }
  }

  @Test
  void doublesCompareAsTheirScalarTwinsDo() {
    double[] edges = {
      Double.NaN,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      0.0,
      -0.0,
      1.5,
      Double.MIN_VALUE
    };
    Random random = new Random(1);
    for (int rows : SIZES) {
      double[] a = new double[rows];
      double[] b = new double[rows];
      for (int i = 0; i < rows; i++) {
        a[i] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(5);
        b[i] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(5);
      }
      same(DoubleVectors.equal(a, b, rows), rows, bits -> DoubleCompare.equal(a, b, 0, rows, bits));
      same(DoubleVectors.less(a, b, rows), rows, bits -> DoubleCompare.less(a, b, 0, rows, bits));
      for (double edge : edges) {
        if (Double.isNaN(edge)) {
          continue;
        }
        same(
            DoubleVectors.equal(a, edge, rows),
            rows,
            bits -> DoubleCompare.equal(a, edge, 0, rows, bits));
        same(
            DoubleVectors.less(a, edge, rows),
            rows,
            bits -> DoubleCompare.less(a, edge, 0, rows, bits));
        same(
            DoubleVectors.lessOrEqual(a, edge, rows),
            rows,
            bits -> DoubleCompare.lessOrEqual(a, edge, 0, rows, bits));
      }
    }
  }
}
