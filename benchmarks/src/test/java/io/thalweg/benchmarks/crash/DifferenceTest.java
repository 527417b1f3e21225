package io.thalweg.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void rowsThatAreMissingTooOftenThereOrStrangeAreToldApart() {
    Difference difference =
        Difference.of(List.of("a", "a", "b", "c"), List.of("a", "b", "b", "b", "d"));
    assertThat(difference.rows()).isEqualTo(4);
    assertThat(difference.lost()).isEqualTo(2);
    assertThat(difference.doubled()).isEqualTo(2);
    assertThat(difference.wrong()).isEqualTo(1);
    assertThat(difference.isNone()).isFalse();
    assertThat(difference.examples()).contains("doubled [b]", "wrong [d]");
  }

  @Test
  void theOrderDoesNotMatter() {
    assertThat(Difference.of(List.of("a", "b", "a"), List.of("b", "a", "a")).isNone()).isTrue();
  }
}
