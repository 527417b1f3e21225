package io.thalweg.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Several threads may be the first ones in a process that plan.
class FirstUseTest {
  private static final int ROUNDS = 40;
  private static final long PATIENCE_MILLIS = 30_000;

  // Each is initialised by the other, so that two threads can wait for each other.
  private static final List<String> ENTANGLED =
      List.of(
          "org.apache.calcite.rel.type.RelDataTypeSystem",
          "org.apache.calcite.rel.type.RelDataTypeSystemImpl");

  @Test
  void threadsThatPlanFirstDoNotWaitForEachOtherForEver() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (URLClassLoader fresh = classPath()) {
        Class.forName(Planner.class.getName(), true, fresh);
        CyclicBarrier together = new CyclicBarrier(ENTANGLED.size());
        List<Thread> threads = new ArrayList<>();
        for (String name : ENTANGLED) {
          threads.add(
              Thread.ofPlatform().daemon().name(name).start(() -> use(name, fresh, together)));
        }
        for (Thread thread : threads) {
          thread.join(PATIENCE_MILLIS);
          assertThat(thread.isAlive()).as(thread.getName() + " is not initialised").isFalse();
        }
      }
    }
  }

  private static void use(String name, ClassLoader loader, CyclicBarrier together) {
    try {
      Class.forName(name, false, loader);
      together.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      Class.forName(name, true, loader);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// The classes of this process, none of them initialised.
  private static URLClassLoader classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(part).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
