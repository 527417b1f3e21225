package io.thalweg.connectors.files.parquet.encoding;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// A vector of values at a time: each lane gets the four bytes in which its value lies, then shifts
/// and masks them. The twin of [ScalarBitUnpacker], to which it leaves what does not fill a vector.
final class VectorBitUnpacker extends BitUnpacker {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();

  /// A value of more bits may lie in five bytes.
  private static final int MAX_WIDTH = 25;

  /// Groups of so many values begin at a byte.
  private static final int GROUP = 8;

  /// Whether a vector holds whole groups.
  static final boolean WORTHWHILE = LANES % GROUP == 0;

  /// By width: for each byte of the lanes the byte of the input that goes there.
  private static final byte[][] SOURCES = new byte[MAX_WIDTH + 1][];

  /// By width: how far each lane is shifted.
  private static final int[][] SHIFTS = new int[MAX_WIDTH + 1][];

  static {
    for (int width = 1; width <= MAX_WIDTH; width++) {
      SOURCES[width] = new byte[BYTES.length()];
      SHIFTS[width] = new int[LANES];
      for (int lane = 0; lane < LANES; lane++) {
        int bit = lane * width;
        SHIFTS[width][lane] = bit & 7;
        for (int i = 0; i < Integer.BYTES; i++) {
          int source = (bit >>> 3) + i;
          // Behind the last byte there are no bits of the value.
          SOURCES[width][lane * Integer.BYTES + i] = (byte) Math.min(source, BYTES.length() - 1);
        }
      }
    }
  }

  private final ScalarBitUnpacker rest = new ScalarBitUnpacker();

  @Override
  void unpack(byte[] page, int from, int width, int first, int[] out, int at, int count) {
    int head = Math.min(count, -first & GROUP - 1);
    int vectors = width == 0 || width > MAX_WIDTH ? 0 : (count - head) / LANES;
    long start = from + ((long) (first + head) * width >>> 3);
    int step = LANES * width >>> 3;
    long room = page.length - BYTES.length() - start;
    vectors = room < 0 ? 0 : (int) Math.min(vectors, room / Math.max(1, step) + 1);
    if (vectors == 0) {
      rest.unpack(page, from, width, first, out, at, count);
      return;
    }
    if (head > 0) {
      rest.unpack(page, from, width, first, out, at, head);
    }
    unpackVectors(page, (int) start, width, out, at + head, vectors);
    int done = head + vectors * LANES;
    if (done < count) {
      rest.unpack(page, from, width, first + done, out, at + done, count - done);
    }
  }

  private static void unpackVectors(
      byte[] page, int from, int width, int[] out, int at, int vectors) {
    ByteVector sources = ByteVector.fromArray(BYTES, SOURCES[width], 0);
    IntVector shifts = IntVector.fromArray(INTS, SHIFTS[width], 0);
    int mask = (1 << width) - 1;
    int step = LANES * width >>> 3;
    for (int i = 0; i < vectors; i++) {
      sources
          .selectFrom(ByteVector.fromArray(BYTES, page, from + i * step))
          .reinterpretAsInts()
          .lanewise(VectorOperators.LSHR, shifts)
          .and(mask)
          .intoArray(out, at + i * LANES);
    }
  }
}
