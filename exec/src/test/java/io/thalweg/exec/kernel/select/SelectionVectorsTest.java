package io.thalweg.exec.kernel.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Bits;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionVectorsTest {
  private static final int[] SIZES = {0, 1, 63, 64, 65, 127, 2047, 2048, 2049};

  @Test
  void rowNumbersAreThoseOfTheSetBits() {
    Random random = new Random(1);
    for (int length : SIZES) {
      for (int density = 0; density < 5; density++) {
        long[] bits = new long[Bits.words(length)];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = density == 4 ? -1L : random.nextLong();
          for (int k = density; k < 3; k++) {
            bits[i] &= random.nextLong();
          }
        }
        int[] actual = new int[length];
        int[] expected = new int[length];
        int count = SelectionVectors.rowsOf(bits, length, actual);
        assertThat(count).isEqualTo(Selections.rowsOf(bits, 0, length, expected, 0));
        assertThat(Arrays.copyOf(actual, count)).isEqualTo(Arrays.copyOf(expected, count));
      }
    }
  }

  @Test
  void bitsAreLookedUpByIdAsTheScalarTwinDoes() {
    Random random = new Random(2);
    for (int length : SIZES) {
      int table = random.nextInt();
      int[] ids = random.ints(length, 0, 32).toArray();
      long[] actual = new long[Bits.words(length)];
      long[] expected = new long[Bits.words(length)];
      SelectionVectors.lookUp(table, ids, length, actual);
      Selections.lookUp(new long[] {table}, ids, 0, length, expected);
      assertThat(actual).isEqualTo(expected);
    }
  }
}
