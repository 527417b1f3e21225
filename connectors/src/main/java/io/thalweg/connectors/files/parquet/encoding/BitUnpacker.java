package io.thalweg.connectors.files.parquet.encoding;

/// Unpacks integers of 0 to 32 bits, least significant bit first.
abstract sealed class BitUnpacker permits ScalarBitUnpacker, VectorBitUnpacker {
  /// Unpacks `count` values of `width` bits to `out[at..]`, beginning with value `first` of those
  /// packed from byte `from` on.
  ///
  /// @param page readable up to the last bit needed; more is used when it is there
  abstract void unpack(byte[] page, int from, int width, int first, int[] out, int at, int count);
}
