package io.thalweg.core.port;

/// Random numbers, as a port; tests give a seed.
public interface Randomness {
  long nextLong();

  /// Uniform in `[0, 1)`.
  double nextDouble();

  /// Seeded by the machine.
  static Randomness system() {
    return of(new java.util.SplittableRandom());
  }

  /// The sequence of one seed.
  static Randomness seeded(long seed) {
    return of(new java.util.SplittableRandom(seed));
  }

  private static Randomness of(java.util.SplittableRandom random) {
    return new Randomness() {
      @Override
      public synchronized long nextLong() {
        return random.nextLong();
      }

      @Override
      public synchronized double nextDouble() {
        return random.nextDouble();
      }
    };
  }
}
