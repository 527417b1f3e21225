package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.port.Clock;
import io.thalweg.server.Engines;
import io.thalweg.server.engine.stored.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointLocationTest {
  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private EngineConfig config(String location, Map<String, String> options) {
    return new EngineConfig(1L << 30, 2, Clock.SYSTEM)
        .withData(data)
        .withCheckpoints(new StoreLocation(location, options));
  }

  @Test
  void checkpointsGoWhereTheConfigurationSaysAndDefinitionsStay() {
    try (Engine engine = Engines.create(config(elsewhere.toUri().toString(), Map.of()));
        Session session = engine.openSession("test")) {
      session.execute("CREATE TABLE n (n BIGINT) WITH (connector = 'datagen', rate = 1000)");
      session.execute("CREATE TABLE nowhere (n BIGINT) WITH (connector = 'blackhole')");
      session.execute("CREATE JOB j AS INSERT INTO nowhere SELECT STREAM n FROM n");
      session.execute("CHECKPOINT JOB j");
    }
    assertThat(Files.exists(elsewhere.resolve("checkpoints"))).isTrue();
    assertThat(Files.exists(data.resolve("checkpoints"))).isFalse();
    assertThat(Files.exists(data.resolve("definitions"))).isTrue();
  }

  @Test
  void aPlaceThatIsNoneLeavesTheDirectoryFree() {
    assertThatThrownBy(() -> Engines.create(config("s3://bucket/x", Map.of("secret", "x"))))
        .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_CONFIGURATION)
        .hasMessageContaining("'secret'");
    Engines.create(new EngineConfig(1L << 30, 2, Clock.SYSTEM).withData(data)).close();
  }
}
