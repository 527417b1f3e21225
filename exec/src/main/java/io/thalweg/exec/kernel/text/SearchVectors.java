package io.thalweg.exec.kernel.text;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Finds a byte string with the Vector API: positions where its first and its last byte stand are
/// looked at closely. The twin of [BytesSearch#findScalar].
final class SearchVectors {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SearchVectors() {}

  /// @param part at least one byte
  static int find(byte[] bytes, int from, int to, byte[] part, int partFrom, int partTo) {
    int length = partTo - partFrom;
    byte first = part[partFrom];
    byte last = part[partTo - 1];
    int end = to - length;
    // Vectors may read behind `to`, but not behind the array.
    int readable = bytes.length - LANES - length + 1;
    int at = from;
    for (; at <= end && at <= readable; at += LANES) {
      long candidates =
          ByteVector.fromArray(SPECIES, bytes, at)
              .compare(VectorOperators.EQ, first)
              .and(
                  ByteVector.fromArray(SPECIES, bytes, at + length - 1)
                      .compare(VectorOperators.EQ, last))
              .toLong();
      if (end - at + 1 < LANES) {
        candidates &= (1L << end - at + 1) - 1;
      }
      while (candidates != 0) {
        int found = at + Long.numberOfTrailingZeros(candidates);
        if (BytesSearch.isAt(bytes, found, part, partFrom, partTo)) {
          return found;
        }
        candidates &= candidates - 1;
      }
    }
    return BytesSearch.findScalar(bytes, at, to, part, partFrom, partTo);
  }
}
