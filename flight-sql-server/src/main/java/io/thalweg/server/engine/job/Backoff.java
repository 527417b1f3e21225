package io.thalweg.server.engine.job;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;

/// How long a job waits after a failure, and when it gives up. Used by the job's thread.
///
/// What the outside did wrong may pass, so that is tried longer than what a row did: that comes
/// again. Whoever has got further than before begins to count anew.
final class Backoff {
  private static final int MOST_EXTERNAL = 12;
  private static final int MOST_OTHER = 4;
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  private int failures;
  private long furthestEpoch;

  /// @param epoch that the run came to
  /// @return how long to wait; negative: no more
  Duration after(ThalwegException failure, long epoch) {
    if (epoch > furthestEpoch) {
      furthestEpoch = epoch;
      failures = 0;
    }
    failures++;
    boolean external =
        failure.code().band() == ErrorCode.Band.EXTERNAL
            || failure.code().band() == ErrorCode.Band.RESOURCES;
    if (failures > (external ? MOST_EXTERNAL : MOST_OTHER)) {
      return Duration.ofMillis(-1);
    }
    return Duration.ofMillis(Math.min(LONGEST_MILLIS, FIRST_MILLIS << (failures - 1)));
  }

  void reset() {
    failures = 0;
    furthestEpoch = 0;
  }
}
