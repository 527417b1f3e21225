package io.thalweg.core.port;

/// Time, as a port; tests set it by hand.
public interface Clock {
  /// Wall-clock micros since 1970-01-01 UTC.
  long epochMicros();

  /// Monotonic nanos from an arbitrary origin.
  long nanoTime();

  /// The machine's clocks.
  Clock SYSTEM =
      new Clock() {
        @Override
        public long epochMicros() {
          java.time.Instant now = java.time.Instant.now();
          return now.getEpochSecond() * 1_000_000L + now.getNano() / 1000L;
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };
}
