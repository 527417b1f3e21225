package io.thalweg.exec.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.error.ThalwegException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The store stops answering at every write in turn, for good, as when the process dies there. What
/// the next process finds is the last complete checkpoint, whole.
class CrashTest {
  private static final int EPOCHS = 12;

  /// What was complete, and what each checkpoint held.
  private record History(Map<Long, Map<Long, Long>> byId, long acknowledged) {}

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void theLastCompleteCheckpointSurvivesACrashAtEveryWrite(FaultyStore.Fault fault) {
    FaultyStore whole = new FaultyStore();
    run(whole);
    for (int crash = 0; crash < whole.writes(); crash++) {
      FaultyStore store = new FaultyStore().failing(crash, Integer.MAX_VALUE, fault);
      History history = run(store);
      goesOn(store.reopened(), history, "crash at write " + crash);
    }
  }

  private static History run(FaultyStore store) {
    Map<Long, Map<Long, Long>> byId = new HashMap<>();
    long acknowledged = 0;
    Job job = new Job(2);
    Random random = new Random(1);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        for (int i = 0; i < 50; i++) {
          job.put(random.nextInt(200), random.nextLong());
        }
        byId.put(acknowledged + 1, new HashMap<>(job.values()));
        acknowledged = job.checkpoint(checkpoints, epoch).join().id();
      }
    } catch (ThalwegException | CompletionException _) {
      // The process is dead.
    }
    return new History(byId, acknowledged);
  }

  private static void goesOn(FaultyStore store, History history, String when) {
    Job job = new Job(3);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      long last = 0;
      if (checkpoints.latest().isPresent()) {
        try (Restored restored = checkpoints.latest().orElseThrow()) {
          last = restored.info().id();
          job = Job.restored(restored, 3);
          assertThat(job.values()).as(when).isEqualTo(history.byId().get(last));
        }
      }
      assertThat(last).as(when).isBetween(history.acknowledged(), history.acknowledged() + 1);
      for (int more = 1; more <= 3; more++) {
        job.put(more, more);
        assertThat(job.checkpoint(checkpoints, EPOCHS + more).join().id())
            .as(when)
            .isEqualTo(last + more);
      }
      try (Restored restored = checkpoints.latest().orElseThrow()) {
        assertThat(Job.restored(restored, 1).values()).as(when).isEqualTo(job.values());
      }
    }
    long named = store.list(Job.PREFIX + "/segments/").size();
    assertThat(named).as(when + ": segments left").isLessThanOrEqualTo(3);
  }
}
