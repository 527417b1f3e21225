package io.thalweg.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench crash`.
class CrashTest {
  private static final int KILLS = 5;
  private static final long SEED = 7;

  @TempDir private Path root;

  @Test
  void everythingComesOutExactlyOnceWheneverTheServerIsKilled() throws Exception {
    StringWriter said = new StringWriter();
    Kills kills = new Kills(new PrintWriter(said));
    Verdict verdict = kills.run(root, SEED, KILLS);
    assertThat(verdict.isRight()).as("%s%n%s", said, verdict.table()).isTrue();
    assertThat(kills.hits()).isNotEmpty();
  }
}
