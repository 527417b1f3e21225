package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCacheTest {
  private final TestEngine engine = new TestEngine(Optional.empty());

  @AfterEach
  void close() {
    engine.close();
  }

  private long hits() {
    return Long.parseLong(
        engine
            .run("SELECT hits FROM system.main.caches WHERE cache_name = 'column chunks'")
            .getFirst());
  }

  @Test
  void theThirdQueryFindsItsColumnsUnlessTheSettingIsOff(@TempDir Path directory) {
    String file = "'" + directory.resolve("t.parquet") + "'";
    String sum = "SELECT sum(a) FROM " + file;
    engine.run("COPY (SELECT * FROM (VALUES (1), (2), (4)) AS t (a)) TO " + file);
    assertThat(engine.run(sum)).containsExactly("7");
    assertThat(engine.run(sum)).containsExactly("7");
    long before = hits();
    assertThat(engine.run(sum)).containsExactly("7");
    assertThat(hits()).isEqualTo(before + 1);
    assertThat(engine.run("SET column_cache = off", sum)).containsExactly("7");
    assertThat(hits()).isEqualTo(before + 1);
    engine.run("COPY (SELECT * FROM (VALUES (1), (2), (5)) AS t (a)) TO " + file);
    assertThat(engine.run("SET column_cache = on", sum)).containsExactly("8");
  }
}
