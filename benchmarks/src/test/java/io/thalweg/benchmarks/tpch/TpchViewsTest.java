package io.thalweg.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `./thalweg bench tpch --views --sf 0.01` is the same with a seed of one's choice.
class TpchViewsTest {
  private static final double SCALE = 0.01;
  private static final int EPOCHS = 20;

  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void allQueriesAsViewsAreTheirQueriesAtEveryEpochWhileAllTablesChange(@TempDir Path files)
      throws Exception {
    List<String> differences = new ArrayList<>();
    int full = 0;
    try (TpchViews views =
        new TpchViews(TpchQuery.all(SCALE), "sf" + SCALE, EPOCHS, 1, differences::add)) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        full = Math.max(full, views.epoch(epoch));
      }
      views.compareWithDuckDb(files);
    }
    assertThat(differences).isEmpty();
    assertThat(full).isGreaterThan(18);
  }
}
