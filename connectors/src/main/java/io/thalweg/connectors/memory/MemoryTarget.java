package io.thalweg.connectors.memory;

import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where one job writes to one table: rows of positive weight are inserted, rows equal to those of
/// negative weight deleted. All that a checkpoint prepared becomes one version. Thread-safe.
///
/// What is prepared lives as long as the process, as the table does, and has a name that is never
/// used again, so that a second commit of it changes nothing.
final class MemoryTarget implements StreamTarget {
  /// How many commits are remembered, to know them when they come again.
  private static final int REMEMBERED = 10_000;

  private record Prepared(long checkpoint, List<Batch> batches) {}

  private final TableStore store;
  private final WeightedCommit commit;
  private final Map<String, Prepared> prepared = new HashMap<>();
  private final Set<String> committed = new LinkedHashSet<>();
  private long names;

  MemoryTarget(TableStore store) {
    this.store = store;
    this.commit = new WeightedCommit(store);
  }

  @Override
  public boolean acceptsRetractions() {
    return true;
  }

  @Override
  public StreamWriter writer(int task) {
    return new Writer(task);
  }

  @Override
  public synchronized void commit(List<String> texts) {
    List<Batch> batches = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    for (String text : texts) {
      if (!committed.contains(text)) {
        Prepared one = prepared(text);
        batches.addAll(one.batches());
        newest = Math.max(newest, one.checkpoint());
      }
    }
    if (!batches.isEmpty()) {
      commit.apply(batches);
    }
    committed.addAll(texts);
    forget(newest);
  }

  /// Drops what no checkpoint can name any more.
  private void forget(long newest) {
    prepared.values().removeIf(one -> one.checkpoint() <= newest);
    Iterator<String> oldest = committed.iterator();
    while (committed.size() > REMEMBERED) {
      oldest.next();
      oldest.remove();
    }
  }

  private Prepared prepared(String text) {
    Prepared found = prepared.get(text);
    if (found == null) {
      throw new ThalwegException(
          ErrorCode.WRITE_CONFLICT,
          "table '"
              + store.name()
              + "' no longer has the rows that a checkpoint prepared as '"
              + text
              + "': they were in the memory of a process that has ended; start the job anew");
    }
    return found;
  }

  private synchronized String keep(int task, Prepared one) {
    String name = task + ":" + one.checkpoint() + ":" + names++;
    prepared.put(name, one);
    return name;
  }

  private final class Writer implements StreamWriter {
    private final int task;
    private final List<Batch> written = new ArrayList<>();

    Writer(int task) {
      this.task = task;
    }

    @Override
    public void write(Batch batch) {
      if (!batch.isEmpty()) {
        written.add(batch.compact());
      }
    }

    @Override
    public String prepare(long checkpoint) {
      if (written.isEmpty()) {
        return "";
      }
      String name = keep(task, new Prepared(checkpoint, List.copyOf(written)));
      written.clear();
      return name;
    }

    @Override
    public void close() {
      written.clear();
    }
  }
}
