package io.thalweg.server.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Backoff backoff = new Backoff();

  private Duration after(ErrorCode code, long epoch) {
    return backoff.after(new ThalwegException(code, "it failed"), epoch);
  }

  private int tries(ErrorCode code) {
    int tries = 0;
    while (!after(code, 0).isNegative()) {
      tries++;
    }
    return tries;
  }

  @ParameterizedTest
  @CsvSource({"INVALID_CAST,4", "INTERNAL_ERROR,4", "FILE_CORRUPT,12", "MEMORY_LIMIT_EXCEEDED,12"})
  void whatComesAgainIsTriedAFewTimes(ErrorCode code, int tries) {
    assertThat(tries(code)).isEqualTo(tries);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_FAILED", "PEER_UNAVAILABLE", "DISK_FULL"})
  void whatIsAwayIsWaitedForWithoutEnd(ErrorCode code) {
    assertThat(after(code, 0)).isEqualTo(Duration.ofMillis(100));
    assertThat(after(code, 0)).isEqualTo(Duration.ofMillis(200));
    for (int i = 0; i < 1000; i++) {
      assertThat(after(code, 0)).isPositive().isLessThanOrEqualTo(LONGEST);
    }
    assertThat(after(code, 0)).isEqualTo(LONGEST);
  }

  @Test
  void whoHasGotFurtherBeginsToCountAnew() {
    assertThat(tries(ErrorCode.INVALID_CAST)).isEqualTo(4);
    assertThat(after(ErrorCode.INVALID_CAST, 1)).isEqualTo(Duration.ofMillis(100));
  }
}
