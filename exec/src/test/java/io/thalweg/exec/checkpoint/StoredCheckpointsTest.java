package io.thalweg.exec.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.checkpoint.CheckpointConfig.Policy;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoredCheckpointsTest {
  private final FaultyStore store = new FaultyStore();

  @Test
  void aFreshJobHasNothingToRestore() {
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      assertThat(checkpoints.latest()).isEmpty();
      assertThat(checkpoints.run()).isEqualTo(1);
      assertThat(checkpoints.isIdle()).isTrue();
    }
  }

  @Test
  void aChainIsRestoredAtAnyParallelism() {
    Job job = new Job(2);
    Random random = new Random(7);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      for (int epoch = 1; epoch <= 11; epoch++) {
        for (int i = 0; i < 300; i++) {
          job.put(random.nextInt(3000), random.nextLong());
        }
        CheckpointInfo info = job.checkpoint(checkpoints, epoch).join();
        assertThat(info.id()).isEqualTo(epoch);
        for (int tasks : new int[] {1, 2, 3, 5}) {
          try (Restored restored = checkpoints.latest().orElseThrow()) {
            assertThat(restored.info()).isEqualTo(info);
            assertThat(Job.restored(restored, tasks).values()).isEqualTo(job.values());
          }
        }
      }
    }
  }

  @Test
  void everythingIsWrittenFirstAndEveryNthTime() {
    Job job = new Job(1);
    for (long key = 0; key < 1000; key++) {
      job.put(key, key);
    }
    List<Boolean> full = new ArrayList<>();
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      for (int epoch = 1; epoch <= 9; epoch++) {
        job.put(epoch, 0);
        full.add(job.checkpoint(checkpoints, epoch).join().full());
      }
    }
    assertThat(full).containsExactly(true, false, false, false, true, false, false, false, true);
    try (StoredCheckpoints next = Job.open(store)) {
      assertThat(next.begin(10, false).full()).isTrue();
    }
  }

  @Test
  void everythingIsWrittenWhenChangesOutgrowIt() {
    Job job = new Job(1);
    job.put(1, 1);
    List<Boolean> full = new ArrayList<>();
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        full.add(job.checkpoint(checkpoints, epoch).join().full());
        for (long key = 0; key < 1000; key++) {
          job.put(key, epoch);
        }
      }
    }
    assertThat(full).containsExactly(true, false, true);
  }

  @Test
  void oldCheckpointsAndTheirSegmentsGo() {
    Job job = new Job(2);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      for (int epoch = 1; epoch <= 20; epoch++) {
        job.put(epoch, epoch);
        job.checkpoint(checkpoints, epoch).join();
      }
      assertThat(checkpoints.list()).extracting(CheckpointInfo::id).containsExactly(19L, 20L);
      assertThat(checkpoints.cleanupFailure()).isEmpty();
      try (Restored older = checkpoints.open(19)) {
        assertThat(Job.restored(older, 1).values()).hasSize(19);
      }
      assertThatThrownBy(() -> checkpoints.open(18))
          .isInstanceOf(ThalwegException.class)
          .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_NOT_FOUND)
          .hasMessageContaining("18");
    }
    assertThat(store.list(Job.PREFIX + "/segments/")).hasSizeLessThanOrEqualTo(5);
    StoredCheckpoints.removeAll(store, Job.PREFIX);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void nothingIsRemovedAnyMoreOnceItIsClosed() throws InterruptedException {
    CountDownLatch removing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger removed = new AtomicInteger();
    store.beforeDelete(
        () -> {
          removing.countDown();
          awaitUninterruptibly(goOn);
          removed.incrementAndGet();
        });
    StoredCheckpoints checkpoints = Job.open(store);
    Job job = new Job(2);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int epoch = 1; epoch <= 3; epoch++) {
                    job.put(epoch, epoch);
                    job.checkpoint(checkpoints, epoch).join();
                  }
                });
    removing.await();
    Thread closing = Thread.ofPlatform().start(checkpoints::close);
    while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(closing.isAlive()).as("waits for the removal").isTrue();
    goOn.countDown();
    closing.join();
    assertThat(removed).hasValue(1);
    writer.join();
    assertThat(removed).hasValue(1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCheckpointThatWasNeverCompletedIsGarbageForTheNextRun() {
    Job job = new Job(1);
    job.put(1, 1);
    StoredCheckpoints first = Job.open(store);
    job.checkpoint(first, 1).join();
    OpenCheckpoint open = first.begin(2, true);
    long[] many = new Random(1).longs(1 << 20).toArray();
    open.writer(Job.IDENTITY, 0)
        .write("values", 0, Batch.of(many.length, new LongColumn(many.length, many, null)));
    assertThat(store.list(Job.PREFIX + "/segments/")).hasSize(2);
    try (StoredCheckpoints second = Job.open(store)) {
      job.checkpoint(second, 2).join();
      job.checkpoint(second, 3).join();
    }
    assertThat(store.list(Job.PREFIX + "/segments/")).hasSize(1);
    assertThat(store.list(""))
        .noneMatch(entry -> entry.key().contains("/segments/0000000000000000001-"));
  }

  @Test
  void anAbandonedCheckpointLeavesTheNextOneFull() {
    Job job = new Job(1);
    job.put(1, 1);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      job.checkpoint(checkpoints, 1).join();
      OpenCheckpoint open = checkpoints.begin(2, false);
      assertThat(open.full()).isFalse();
      assertThat(checkpoints.isIdle()).isFalse();
      job.put(2, 2);
      job.snapshot(open);
      open.abandon();
      open.abandon();
      assertThat(checkpoints.isIdle()).isTrue();
      assertThat(job.checkpoint(checkpoints, 3).join().full()).isTrue();
      try (Restored restored = checkpoints.latest().orElseThrow()) {
        assertThat(restored.info().id()).isEqualTo(2);
        assertThat(restored.info().epoch()).isEqualTo(3);
        assertThat(Job.restored(restored, 1).values()).isEqualTo(job.values());
      }
    }
  }

  @Test
  void aRefusingStoreFailsTheCheckpointAndNotTheTasks() {
    Job job = new Job(2);
    job.put(1, 1);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      job.checkpoint(checkpoints, 1).join();
      store.failing(store.writes(), Integer.MAX_VALUE, FaultyStore.Fault.REFUSED);
      job.put(2, 2);
      assertCode(job.checkpoint(checkpoints, 2), ErrorCode.DISK_FULL);
      store.failing(Integer.MAX_VALUE, Integer.MAX_VALUE, FaultyStore.Fault.REFUSED);
      CheckpointInfo info = job.checkpoint(checkpoints, 3).join();
      assertThat(info.id()).isEqualTo(2);
      assertThat(info.full()).isTrue();
    }
  }

  @Test
  void aPutWhoseAnswerIsLostIsFoundToStand() {
    Job job = new Job(1);
    job.put(1, 1);
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      int manifest = store.writes() + 1;
      store.failing(manifest, manifest + 1, FaultyStore.Fault.ANSWER_LOST);
      assertThat(job.checkpoint(checkpoints, 1).join().id()).isEqualTo(1);
      assertThat(checkpoints.list()).hasSize(1);
    }
  }

  @Test
  void anOlderRunIsFenced() {
    Job job = new Job(1);
    job.put(1, 1);
    try (StoredCheckpoints stale = Job.open(store);
        StoredCheckpoints current = Job.open(store)) {
      assertThat(current.run()).isGreaterThan(stale.run());
      assertCode(job.checkpoint(stale, 1), ErrorCode.CHECKPOINT_FENCED);
      assertThat(job.checkpoint(current, 1).join().run()).isEqualTo(current.run());
    }
  }

  @Test
  void ofTwoRunsThatPutTheSameCheckpointOneWins() {
    ManifestLog log = new ManifestLog(store, new Keys(Job.PREFIX));
    assertThat(log.add(manifest(1, 1))).isEqualTo(ManifestLog.Outcome.ADDED);
    assertThat(log.add(manifest(1, 1))).isEqualTo(ManifestLog.Outcome.TAKEN_BY_SAME_RUN);
    assertThatThrownBy(() -> log.add(manifest(1, 2)))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_FENCED);
  }

  @Test
  void anIdThatRetentionHasFreedCannotBeTakenAgain() {
    ManifestLog log = new ManifestLog(store, new Keys(Job.PREFIX));
    log.add(manifest(5, 2));
    assertThatThrownBy(() -> log.add(manifest(3, 1)))
        .hasFieldOrPropertyWithValue("code", ErrorCode.CHECKPOINT_FENCED);
    assertThat(log.ids()).last().isEqualTo(5L);
  }

  private static Manifest manifest(long id, long run) {
    CheckpointInfo info = new CheckpointInfo(id, id, run, 1, true, 0, 0, 0, 0);
    return new Manifest(
        info, 256, List.of(new Manifest.Link(id, true, List.of())), CheckpointNotes.NONE);
  }

  @Test
  void rowsThatMemoryHasNoRoomForAreWrittenByTheTask() {
    MemoryPool memory = MemoryPool.root("test", 100_000);
    CheckpointConfig config =
        new CheckpointConfig(
            store, Job.PREFIX, 1, Job.AT_ONCE, memory, Clock.SYSTEM, Policy.DEFAULT);
    Job job = new Job(2);
    for (long key = 0; key < 50_000; key++) {
      job.put(key, -key);
    }
    try (StoredCheckpoints checkpoints = StoredCheckpoints.open(config)) {
      job.checkpoint(checkpoints, 1).join();
      assertThat(memory.peakBytes()).isPositive();
      assertThat(memory.usedBytes()).isZero();
      assertThat(store.list(Job.PREFIX + "/segments/")).hasSizeGreaterThan(2);
      try (Restored restored = checkpoints.latest().orElseThrow()) {
        assertThat(Job.restored(restored, 3).values()).isEqualTo(job.values());
      }
      assertThat(memory.usedBytes()).isZero();
    }
  }

  @Test
  void nothingStaysReservedHoweverACheckpointEnds() {
    MemoryPool memory = MemoryPool.root("test", 1 << 30);
    CheckpointConfig config =
        new CheckpointConfig(
            store, Job.PREFIX, 1, Job.AT_ONCE, memory, Clock.SYSTEM, Policy.DEFAULT);
    Job job = new Job(2);
    job.put(1, 1);
    try (StoredCheckpoints checkpoints = StoredCheckpoints.open(config)) {
      job.checkpoint(checkpoints, 1).join();
      OpenCheckpoint abandoned = checkpoints.begin(2, true);
      job.snapshot(abandoned);
      assertThat(memory.usedBytes()).isPositive();
      abandoned.abandon();
      assertThat(memory.usedBytes()).isZero();
      store.failing(0, Integer.MAX_VALUE, FaultyStore.Fault.REFUSED);
      assertCode(job.checkpoint(checkpoints, 3), ErrorCode.DISK_FULL);
      job.snapshot(checkpoints.begin(4, true));
    }
    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void notesComeBack() {
    CheckpointNotes notes =
        new CheckpointNotes(
            Map.of("sink", List.of("a", "b")),
            Map.of("source", List.of("p0: 17")),
            Map.of("watermark", "12"));
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      OpenCheckpoint open = checkpoints.begin(1, false);
      StateWriter writer = open.writer("n", 0);
      assertThat(writer.full()).isTrue();
      open.complete(notes).join();
      try (Restored restored = checkpoints.latest().orElseThrow()) {
        assertThat(restored.notes()).isEqualTo(notes);
        assertThat(restored.identities()).isEmpty();
        assertThat(restored.reader("n", _ -> true).read("values")).isExhausted();
      }
    }
  }

  @Test
  void aWriterIsHandedOutOnceAndNotAfterTheEnd() {
    try (StoredCheckpoints checkpoints = Job.open(store)) {
      OpenCheckpoint open = checkpoints.begin(1, false);
      open.writer("n", 0);
      assertThatThrownBy(() -> open.writer("n", 0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> checkpoints.begin(2, false))
          .isInstanceOf(IllegalStateException.class);
      open.complete(CheckpointNotes.NONE).join();
      assertThatThrownBy(() -> open.writer("n", 1)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> open.complete(CheckpointNotes.NONE))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> checkpoints.begin(1, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertCode(CompletableFuture<?> outcome, ErrorCode code) {
    assertThatThrownBy(outcome::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .hasFieldOrPropertyWithValue("code", code);
  }
}
