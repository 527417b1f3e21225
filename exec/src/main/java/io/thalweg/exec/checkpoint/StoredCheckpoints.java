package io.thalweg.exec.checkpoint;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.exec.checkpoint.Manifest.Link;
import io.thalweg.exec.checkpoint.Manifest.Segment;
import io.thalweg.exec.kernel.RowHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Checkpoints in a [CheckpointStore]; see the package's page for what lies where.
public final class StoredCheckpoints implements Checkpoints {
  private final CheckpointConfig config;
  private final ManifestLog log;
  private final Retention retention;
  private final long run;
  private @Nullable StoredCheckpoint open;
  private @Nullable ThalwegException cleanupFailure;
  private List<Link> chain = List.of();
  private long lastId;
  private long lastEpoch;
  private long attempts;
  private boolean closed;
  private final ReentrantLock collection = new ReentrantLock();

  private StoredCheckpoints(CheckpointConfig config, ManifestLog log, long run, long lastId) {
    this.config = config;
    this.log = log;
    this.retention = new Retention(log, config.policy().keep());
    this.run = run;
    this.lastId = lastId;
  }

  /// Begins a run of the job; older runs are fenced from now on. Blocks.
  public static StoredCheckpoints open(CheckpointConfig config) {
    ManifestLog log = log(config.store(), config.prefix());
    long run = log.claimRun();
    List<Long> ids = log.ids();
    return new StoredCheckpoints(config, log, run, ids.isEmpty() ? 0 : ids.getLast());
  }

  /// The complete checkpoints of a job that need not run, oldest first. Blocks.
  public static List<CheckpointInfo> list(CheckpointStore store, String prefix) {
    return list(log(store, prefix));
  }

  /// Removes all checkpoints of a job that does not run. Blocks.
  public static void removeAll(CheckpointStore store, String prefix) {
    log(store, prefix).removeAll();
  }

  private static ManifestLog log(CheckpointStore store, String prefix) {
    return new ManifestLog(store, new Keys(prefix));
  }

  /// Leaves out those that retention removes meanwhile.
  private static List<CheckpointInfo> list(ManifestLog log) {
    return log.ids().stream().flatMap(id -> log.find(id).stream()).map(Manifest::info).toList();
  }

  @Override
  public long run() {
    return run;
  }

  @Override
  public synchronized boolean isIdle() {
    return open == null && !closed;
  }

  /// Why garbage could not be removed lately; the next complete checkpoint tries again.
  public synchronized Optional<ThalwegException> cleanupFailure() {
    return Optional.ofNullable(cleanupFailure);
  }

  @Override
  public synchronized OpenCheckpoint begin(long epoch, boolean full) {
    if (!isIdle()) {
      throw new IllegalStateException("a checkpoint of '" + config.prefix() + "' is being written");
    }
    if (epoch <= lastEpoch) {
      throw new IllegalArgumentException("epoch " + epoch + " is not behind " + lastEpoch);
    }
    lastEpoch = epoch;
    long attempt = ++attempts;
    StoredCheckpoint.Start start =
        new StoredCheckpoint.Start(
            lastId + 1, epoch, attempt, full || isFullDue(), config.clock().epochMicros());
    SegmentWrites writes =
        new SegmentWrites(
            config.store(), number -> log.keys().segment(run, attempt, number), config.blocking());
    open = new StoredCheckpoint(this, start, config, writes);
    return open;
  }

  /// Whether the chain is missing, long enough, or more changes than state.
  private boolean isFullDue() {
    if (chain.isEmpty() || chain.size() >= config.policy().fullEvery()) {
      return true;
    }
    long changes = chain.stream().skip(1).mapToLong(Link::bytes).sum();
    return changes > chain.getFirst().bytes();
  }

  /// Puts the manifest. Called where it may block, by one checkpoint at a time.
  CheckpointInfo add(StoredCheckpoint checkpoint, List<Segment> segments, CheckpointNotes notes) {
    while (true) {
      Manifest manifest = manifest(checkpoint.start(), segments, notes);
      if (log.add(manifest) == ManifestLog.Outcome.ADDED) {
        synchronized (this) {
          lastId = manifest.info().id();
          chain = manifest.chain();
          open = null;
        }
        return manifest.info();
      }
      synchronized (this) {
        lastId = manifest.info().id();
      }
    }
  }

  private synchronized Manifest manifest(
      StoredCheckpoint.Start start, List<Segment> segments, CheckpointNotes notes) {
    long id = lastId + 1;
    Link link = new Link(id, start.full(), segments);
    List<Link> links = new ArrayList<>(start.full() ? List.of() : chain);
    links.add(link);
    CheckpointInfo info =
        new CheckpointInfo(
            id,
            start.epoch(),
            run,
            config.jobVersion(),
            start.full(),
            link.bytes(),
            links.stream().mapToLong(Link::bytes).sum(),
            start.timeMicros(),
            config.clock().epochMicros() - start.timeMicros());
    return new Manifest(info, RowHash.VNODES, links, notes);
  }

  /// The checkpoint will not be complete: the operators' next changes do not follow the chain.
  synchronized void failed(StoredCheckpoint checkpoint) {
    if (open == checkpoint) {
      open = null;
      chain = List.of();
    }
  }

  /// Removes garbage, until it is closed. Called where it may block.
  void collect(long attempt) {
    if (!collection.tryLock()) {
      return;
    }
    ThalwegException failure = null;
    try {
      if (!isClosed()) {
        retention.collect(run, attempt, this::isClosed);
      }
    } catch (ThalwegException e) {
      failure = e;
    } finally {
      collection.unlock();
    }
    synchronized (this) {
      cleanupFailure = failure;
    }
  }

  @Override
  public List<CheckpointInfo> list() {
    return list(log);
  }

  @Override
  public Optional<Restored> latest() {
    List<Long> ids = log.ids();
    return ids.isEmpty() ? Optional.empty() : Optional.of(open(ids.getLast()));
  }

  @Override
  public Restored open(long id) {
    return new StoredState(log, log.read(id), config.memory());
  }

  @Override
  public void close() {
    StoredCheckpoint abandoned;
    synchronized (this) {
      closed = true;
      abandoned = open;
    }
    // Nothing disappears any more once it is closed: whoever looks at the files then, or removes
    // them, is alone.
    collection.lock();
    try {
      if (abandoned != null) {
        abandoned.abandon();
      }
    } finally {
      collection.unlock();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
