package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusedCheckpointTest {
  private static final String LOOK = "SELECT state, last_error FROM system.main.jobs";

  @TempDir private Path data;

  @Test
  void aJobWhoseStoreRefusesGoesOnAndSaysSoUntilItIsOver() throws IOException {
    try (TestEngine engine = new TestEngine(Optional.of(data))) {
      engine.run(
          "CREATE TABLE n (n BIGINT) WITH (connector = 'datagen', rate = 1000)",
          "CREATE TABLE nowhere (n BIGINT) WITH (connector = 'blackhole')",
          "CREATE JOB j AS INSERT INTO nowhere SELECT STREAM n FROM n",
          "CHECKPOINT JOB j");
      Path segments = segments();
      Path aside = segments.resolveSibling("aside");
      Files.move(segments, aside);
      Files.createFile(segments);

      assertThatThrownBy(() -> engine.run("CHECKPOINT JOB j")).hasMessageContaining("segments");
      List<String> refused = engine.run(LOOK);
      assertThat(refused).singleElement().asString().startsWith("RUNNING|FILE_WRITE_FAILED: ");

      Files.delete(segments);
      Files.move(aside, segments);
      // A statement may be told once more of the refusal before it.
      while (!engine.run(LOOK).equals(List.of("RUNNING|null"))) {
        engine.engine().jobs().require("j").refresh(Duration.ofMillis(100));
        checkpoint(engine);
      }
    }
  }

  private static void checkpoint(TestEngine engine) {
    try {
      engine.run("CHECKPOINT JOB j");
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("segments");
    }
  }

  private Path segments() throws IOException {
    try (Stream<Path> jobs = Files.list(data.resolve("checkpoints"))) {
      return jobs.findFirst().orElseThrow().resolve("segments");
    }
  }
}
