package io.thalweg.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.jdbc.spi.QueryProgress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void whatIsKnownIsShown() {
    assertThat(
            ProgressLine.format(
                new QueryProgress(6_001_215, 250_000_000, 42), Duration.ofMillis(1500)))
        .isEqualTo("━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  42 %  6,001,215 rows  250 MB  1.5 s");
  }

  @Test
  void whatIsUnknownIsLeftOut() {
    assertThat(ProgressLine.format(QueryProgress.UNKNOWN, Duration.ofSeconds(75)))
        .isEqualTo("1 min 15 s");
  }
}
