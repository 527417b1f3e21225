package io.thalweg.exec.kernel.select;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Row numbers out of bitmaps with the Vector API; the twin of [Selections#rowsOf].
final class SelectionVectors {
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final long ALL_LANES = -1L >>> Long.SIZE - LANES;
  private static final IntVector IOTA = IntVector.zero(SPECIES).addIndex(1);

  private SelectionVectors() {}

  /// Writes the numbers of the set bits among the first `length`. Writes whole vectors, but never
  /// behind `length` entries.
  static int rowsOf(long[] bits, int length, int[] rows) {
    int count = 0;
    int full = length >> 6;
    for (int word = 0; word < full; word++) {
      long set = bits[word];
      if (set == 0) {
        continue;
      }
      int from = word << 6;
      for (int i = 0; i < 64; i += LANES) {
        long part = set >>> i & ALL_LANES;
        VectorMask<Integer> mask = VectorMask.fromLong(SPECIES, part);
        IOTA.add(from + i).compress(mask).intoArray(rows, count);
        count += Long.bitCount(part);
      }
    }
    return Selections.rowsOf(bits, full << 6, length, rows, count);
  }

  /// The twin of [Selections#lookUp] for a table of at most 32 bits.
  static void lookUp(int table, int[] ids, int length, long[] bits) {
    IntVector tables = IntVector.broadcast(SPECIES, table);
    int full = length >> 6;
    for (int word = 0; word < full; word++) {
      long result = 0;
      for (int i = 0; i < 64; i += LANES) {
        IntVector id = IntVector.fromArray(SPECIES, ids, (word << 6) + i);
        IntVector bit = tables.lanewise(VectorOperators.LSHR, id).and(1);
        result |= bit.compare(VectorOperators.NE, 0).toLong() << i;
      }
      bits[word] = result;
    }
    Selections.lookUp(new long[] {table}, ids, full << 6, length, bits);
  }
}
