package io.thalweg.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelWarmupTest {

  @AfterEach
  void vectorsOff() {
    VectorModule.use(false);
  }

  @Test
  void vectorsAreUsedOnlyAfterTheWarmUp() {
    VectorModule.use(false);
    new KernelWarmup().run();
    assertThat(VectorModule.isUsed()).isEqualTo(VectorModule.PRESENT);
  }
}
