package io.thalweg.connectors.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.connectors.objectstore.CrashingDisk.PowerLoss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The power goes at every step of the disk: what a put has returned for is there, and nothing is
/// half there.
class PowerLossTest {
  private static final Path ROOT = Path.of("store").toAbsolutePath();
  private static final int PUTS = 6;

  @Test
  void whatWasPutIsThereAndWholeAfterACrashAtEveryStep() {
    CrashingDisk whole = new CrashingDisk();
    run(whole);
    Random random = new Random(4);
    for (int step = 0; step < whole.steps(); step++) {
      for (int outcome = 0; outcome < 20; outcome++) {
        CrashingDisk disk = new CrashingDisk().crashingAt(step);
        List<Integer> done = run(disk);
        CrashingDisk after = disk.afterwards(random);
        check(done, after, "crash at step " + step);
      }
    }
  }

  /// Objects `n/I`, put once each; object `last` is replaced by every put.
  private static List<Integer> run(CrashingDisk disk) {
    FileStore store = new FileStore(ROOT, disk);
    List<Integer> done = new ArrayList<>();
    try {
      for (int i = 0; i < PUTS; i++) {
        store.put("last", content(i));
        assertThat(store.putIfAbsent("n/" + i, content(i))).isTrue();
        done.add(i);
      }
    } catch (PowerLoss _) {
      // The process is dead.
    }
    return done;
  }

  private static byte[] content(int i) {
    return ("content " + i).repeat(1 + i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void check(List<Integer> done, CrashingDisk after, String when) {
    for (int i = 0; i < PUTS; i++) {
      byte[] found = after.content(ROOT.resolve("n/" + i));
      if (done.contains(i)) {
        assertThat(found).as(when).isEqualTo(content(i));
      } else if (found != null) {
        assertThat(found).as(when).isEqualTo(content(i));
      }
    }
    byte[] last = after.content(ROOT.resolve("last"));
    if (!done.isEmpty()) {
      byte[] acknowledged = content(done.getLast());
      byte[] next = content(done.getLast() + 1);
      assertThat(last).as(when).isIn(acknowledged, next);
    }
  }
}
