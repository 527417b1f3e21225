package io.thalweg.server.engine.job;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// How long a job waits after a failure, and when it gives up. Used by the job's thread.
///
/// A server that is away or a disk that is full is waited for without end: nobody has to tell the
/// job when it is back. What else the outside did wrong may pass, so that is tried longer than what
/// a row did: that comes again. Whoever has got further than before begins to count anew.
final class Backoff {
  private static final Set<ErrorCode> WAITED_FOR =
      EnumSet.of(ErrorCode.CONNECTION_FAILED, ErrorCode.PEER_UNAVAILABLE, ErrorCode.DISK_FULL);

  private static final int MOST_EXTERNAL = 12;
  private static final int MOST_OTHER = 4;
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  /// The doubling that passes the longest wait.
  private static final int MOST_DOUBLINGS = 10;

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
    if (failures > most(failure.code())) {
      return Duration.ofMillis(-1);
    }
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    return Duration.ofMillis(Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings));
  }

  private static int most(ErrorCode code) {
    if (WAITED_FOR.contains(code)) {
      return Integer.MAX_VALUE;
    }
    return switch (code.band()) {
      case EXTERNAL, RESOURCES -> MOST_EXTERNAL;
      case USER, INTERNAL -> MOST_OTHER;
    };
  }

  void reset() {
    failures = 0;
    furthestEpoch = 0;
  }
}
