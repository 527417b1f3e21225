package io.thalweg.connectors.memory;

/// Estimates how many distinct hashes it saw, within about 7 %: a HyperLogLog of 256 registers.
///
/// Not thread-safe while it is filled.
final class DistinctSketch {
  private static final int INDEX_BITS = 8;
  private static final int REGISTERS = 1 << INDEX_BITS;

  /// The bias constant of HyperLogLog for 256 registers.
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final byte[] registers = new byte[REGISTERS];

  /// @param value any 64 bits; mixed here
  void add(long value) {
    long hash = mix(value);
    int index = (int) (hash >>> (64 - INDEX_BITS));
    int rank = Long.numberOfLeadingZeros(hash << INDEX_BITS | 1L << (INDEX_BITS - 1)) + 1;
    if (rank > registers[index]) {
      registers[index] = (byte) rank;
    }
  }

  void add(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 0x100000001B3L ^ bytes[i];
    }
    add(hash);
  }

  void merge(DistinctSketch other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  double estimate() {
    double sum = 0;
    int zeros = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      zeros += register == 0 ? 1 : 0;
    }
    double raw = ALPHA * REGISTERS * REGISTERS / sum;
    return raw <= 2.5 * REGISTERS && zeros > 0
        ? REGISTERS * Math.log((double) REGISTERS / zeros)
        : raw;
  }

  /// The finaliser of MurmurHash3: every input bit changes every output bit.
  private static long mix(long value) {
    long hash = value ^ 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
    return hash ^ hash >>> 33;
  }
}
