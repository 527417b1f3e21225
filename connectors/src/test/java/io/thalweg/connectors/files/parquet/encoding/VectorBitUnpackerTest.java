package io.thalweg.connectors.files.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorBitUnpackerTest {
  private static final int MAX_VALUES = 300;
  private static final int MAX_WIDTH = 32;

  private final Random random = new Random(11);
  private final BitUnpacker scalar = new ScalarBitUnpacker();
  private final BitUnpacker vectors = new VectorBitUnpacker();

  @Test
  void every_width_gives_what_the_scalar_twin_gives() {
    for (int width = 0; width <= MAX_WIDTH; width++) {
      for (int trial = 0; trial < 200; trial++) {
        check(width, random.nextInt(MAX_VALUES), random.nextInt(MAX_VALUES), random.nextInt(100));
      }
    }
  }

  @Test
  void nothing_is_read_behind_the_array() {
    for (int width = 1; width <= MAX_WIDTH; width++) {
      for (int count = 0; count < MAX_VALUES; count++) {
        check(width, random.nextInt(20), count, 0);
      }
    }
  }

  /// @param spare bytes of the array behind the last bit that is needed
  private void check(int width, int first, int count, int spare) {
    int from = random.nextInt(5);
    byte[] page = new byte[from + (width * (first + count) + 7 >>> 3) + spare];
    random.nextBytes(page);
    int at = random.nextInt(7);
    int[] expected = new int[at + count + random.nextInt(3)];
    Arrays.fill(expected, -1);
    int[] actual = expected.clone();
    scalar.unpack(page, from, width, first, expected, at, count);
    vectors.unpack(page, from, width, first, actual, at, count);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void decoders_give_the_same_once_vectors_are_on() {
    byte[] page = new byte[2_000];
    random.nextBytes(page);
    // One packed run of 100 groups of eight values.
    page[0] = (byte) (100 << 1 | 1 | 0x80);
    page[1] = 100 >> 6;
    int[] before = new int[800];
    new HybridDecoder(page, 0, page.length, 11).read(before, 0, before.length);
    try {
      new UnpackingWarmup().run();
      int[] after = new int[800];
      new HybridDecoder(page, 0, page.length, 11).read(after, 0, after.length);
      assertThat(after).isEqualTo(before);
    } finally {
      HybridDecoder.use(scalar);
    }
  }
}
