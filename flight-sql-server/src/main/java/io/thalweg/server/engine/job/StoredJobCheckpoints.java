package io.thalweg.server.engine.job;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.checkpoint.CheckpointConfig;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.StoredCheckpoints;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Checkpoints of jobs below one prefix of a store. Thread-safe.
public final class StoredJobCheckpoints implements JobCheckpoints {
  private final Supplier<CheckpointStore> store;
  private final MemoryPool memory;
  private final Clock clock;

  /// @param store opened when the first job needs it
  public StoredJobCheckpoints(Supplier<CheckpointStore> store, MemoryPool memory, Clock clock) {
    this.store = store;
    this.memory = memory;
    this.clock = clock;
  }

  private static String prefix(String id) {
    return "checkpoints/" + id;
  }

  @Override
  public Checkpoints begin(JobDefinition definition) {
    return StoredCheckpoints.open(
        new CheckpointConfig(
            store.get(),
            prefix(definition.id()),
            definition.version(),
            StoredJobCheckpoints::start,
            memory,
            clock,
            CheckpointConfig.Policy.DEFAULT));
  }

  private static <T> CompletableFuture<T> start(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("checkpoint")
        .start(
            () -> {
              try {
                result.complete(call.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  @Override
  public List<CheckpointInfo> list(String id) {
    return StoredCheckpoints.list(store.get(), prefix(id));
  }

  @Override
  public void removeAll(String id) {
    StoredCheckpoints.removeAll(store.get(), prefix(id));
  }
}
