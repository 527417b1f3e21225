package io.thalweg.exec.kernel.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArithmeticVectorsTest {
  private static final int[] SIZES = {0, 1, 7, 8, 9, 63, 64, 65, 2047, 2048, 2049};

  @Test
  void longsAddAndNoticeOverflowAsTheirScalarTwinsDo() {
    Random random = new Random(1);
    for (int rows : SIZES) {
      for (int spare = 0; spare < 4; spare++) {
        long[] a = new long[rows];
        long[] b = new long[rows];
        for (int i = 0; i < rows; i++) {
          a[i] = random.nextLong() >> spare;
          b[i] = random.nextLong() >> spare;
        }
        long[] actual = new long[rows];
        long[] expected = new long[rows];
        boolean overflow = ArithmeticVectors.add(a, b, actual, rows) < 0;
        assertThat(overflow).isEqualTo(LongArithmetic.add(a, b, expected, 0, rows) < 0);
        assertThat(actual).isEqualTo(expected);
      }
    }
  }

  @Test
  void longsSubtractAndNoticeOverflowAsTheirScalarTwinsDo() {
    Random random = new Random(1);
    for (int rows : SIZES) {
      for (int spare = 0; spare < 4; spare++) {
        long[] a = new long[rows];
        long[] b = new long[rows];
        for (int i = 0; i < rows; i++) {
          a[i] = random.nextLong() >> spare;
          b[i] = random.nextLong() >> spare;
        }
        long[] actual = new long[rows];
        long[] expected = new long[rows];
        boolean overflow = ArithmeticVectors.subtract(a, b, actual, rows) < 0;
        assertThat(overflow).isEqualTo(LongArithmetic.subtract(a, b, expected, 0, rows) < 0);
        assertThat(actual).isEqualTo(expected);
      }
    }
  }

  @Test
  void intsAddAndNoticeOverflowAsTheirScalarTwinsDo() {
    Random random = new Random(1);
    for (int rows : SIZES) {
      for (int spare = 0; spare < 4; spare++) {
        int[] a = new int[rows];
        int[] b = new int[rows];
        for (int i = 0; i < rows; i++) {
          a[i] = random.nextInt() >> spare;
          b[i] = random.nextInt() >> spare;
        }
        int[] actual = new int[rows];
        int[] expected = new int[rows];
        boolean overflow = ArithmeticVectors.add(a, b, actual, rows) < 0;
        assertThat(overflow).isEqualTo(IntArithmetic.add(a, b, expected, 0, rows) < 0);
        assertThat(actual).isEqualTo(expected);
      }
    }
  }

  @Test
  void intsSubtractAndNoticeOverflowAsTheirScalarTwinsDo() {
    Random random = new Random(1);
    for (int rows : SIZES) {
      for (int spare = 0; spare < 4; spare++) {
        int[] a = new int[rows];
        int[] b = new int[rows];
        for (int i = 0; i < rows; i++) {
          a[i] = random.nextInt() >> spare;
          b[i] = random.nextInt() >> spare;
        }
        int[] actual = new int[rows];
        int[] expected = new int[rows];
        boolean overflow = ArithmeticVectors.subtract(a, b, actual, rows) < 0;
        assertThat(overflow).isEqualTo(IntArithmetic.subtract(a, b, expected, 0, rows) < 0);
        assertThat(actual).isEqualTo(expected);
      }
    }
  }

  @Test
  void magnitudesAreThoseOfTheScalarTwins() {
    Random random = new Random(2);
    for (int rows : SIZES) {
      long[] high = new long[rows];
      long[] low = random.longs(rows).map(v -> v >> random.nextInt(64)).toArray();
      for (int i = 0; i < rows; i++) {
        high[i] = low[i] >> 63;
      }
      assertThat(ArithmeticVectors.spread(low, rows)).isEqualTo(Magnitudes.spread(low, 0, rows));
      assertThat(ArithmeticVectors.difference(high, low, rows)).isZero();
      if (rows > 0) {
        high[random.nextInt(rows)] ^= 4;
        assertThat(ArithmeticVectors.difference(high, low, rows))
            .isEqualTo(Magnitudes.difference(high, low, 0, rows))
            .isEqualTo(4);
      }
    }
  }

  @Test
  void bitsAreThoseWithoutTheSign() {
    assertThat(Magnitudes.bits(new long[] {0, -1}, 2)).isZero();
    assertThat(Magnitudes.bits(new long[] {1}, 1)).isEqualTo(1);
    assertThat(Magnitudes.bits(new long[] {Long.MIN_VALUE}, 1)).isEqualTo(63);
    assertThat(Magnitudes.bits(new long[] {255, -256}, 2)).isEqualTo(8);
  }
}
