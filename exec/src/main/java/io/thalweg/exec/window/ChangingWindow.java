package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Window;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Consolidation;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Window functions over a changelog. Keeps the rows of all partitions; at the barrier, computes
/// those that were touched as they were and as they are, and emits the difference. A few partitions
/// per call.
///
/// Of a position that only the first rows of a partition are wanted for, the others are left out;
/// when nothing is ever retracted they can only fall further behind, and are not kept either.
final class ChangingWindow implements Operator {
  private static final String PART = "rows";

  /// Rows worked on in one call, unless a single partition has more.
  private static final int CHUNK_ROWS = 1 << 13;

  private static final int CHUNK_KEYS = 1 << 9;

  private final List<Integer> key;
  private final NodeStream stream;
  private final int batchRows;
  private final KeyedRows state;

  /// The epoch's changes, by partition.
  private final KeyedRows epoch;

  private final PartitionResults results;

  /// Present when rows go with their sessions.
  private final Optional<ClosedSessions> sessions;

  /// Rows above it are not wanted.
  private final long lastPosition;

  private final boolean keepsFirstOnly;
  private final @Nullable FirstRows firstRows;
  private final MemoryReservation memory;
  private final MemoryReservation scratch;
  private final Consolidation changes;
  private boolean flushing;
  private boolean emitting;

  /// The next of the epoch's keys.
  private int nextKey;

  private long watermark = Long.MIN_VALUE;
  private long time;

  ChangingWindow(Window node, NodeStream stream, TaskContext context) {
    String name = node.name() + " #" + node.id();
    List<DataType> types = node.input().schema().types();
    this.key = node.partitionBy();
    this.stream = stream;
    this.batchRows = context.batchRows();
    boolean appendOnly = stream.inputs().getFirst().appendOnly();
    this.lastPosition = stream.firstRows().orElse(Long.MAX_VALUE);
    this.keepsFirstOnly = appendOnly && stream.firstRows().isPresent();
    this.state =
        new KeyedRows(
            new KeyedRowsConfig(types, key, appendOnly && !keepsFirstOnly)
                .timed(stream.ttlMicros().isPresent()),
            context.reserve(name));
    this.epoch = new KeyedRows(new KeyedRowsConfig(types, key, appendOnly), context.reserve(name));
    this.memory = context.reserve(name);
    this.scratch = context.reserve(name);
    this.sessions = ClosedSessions.of(node, stream.inputs().getFirst().expiry());
    this.results = new PartitionResults(node, memory, scratch);
    this.changes = new Consolidation(node.schema().types(), context.reserve(name));
    // What may be forgotten for not being touched has to be touched by every row.
    this.firstRows =
        keepsFirstOnly && stream.ttlMicros().isEmpty()
            ? new FirstRows(results, lastPosition, types.size(), state, changes)
            : null;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    epoch.add(batch);
  }

  @Override
  public void watermark(long micros) {
    watermark = micros;
  }

  @Override
  public void barrier(Barrier barrier) {
    flushing = true;
    time = barrier.timeMicros();
  }

  @Override
  public void end(int input, Output out) {
    flushing = true;
  }

  @Override
  public boolean drain(Output out) {
    if (!flushing) {
      return true;
    }
    if (emitting) {
      if (!out.isFull()) {
        Batch next = changes.take(batchRows);
        emitting = next != null;
        if (next != null) {
          out.emit(next);
        }
      }
      return false;
    }
    Chunk chunk = next();
    if (chunk.keys > 0) {
      update(chunk);
      emitting = true;
      return false;
    }
    finish();
    return true;
  }

  /// Some of the epoch's keys with their changes, one key behind the other.
  private static final class Chunk {
    private int[] rows = new int[64];
    private int size;
    private int keys;

    /// By key, where its rows start.
    private final int[] starts = new int[CHUNK_KEYS + 1];

    private void add(int row) {
      rows = size == rows.length ? Arrays.copyOf(rows, 2 * size) : rows;
      rows[size++] = row;
    }
  }

  private Chunk next() {
    Chunk chunk = new Chunk();
    while (nextKey < epoch.keyCount() && chunk.keys < CHUNK_KEYS && chunk.size < CHUNK_ROWS) {
      int before = chunk.size;
      for (int row = epoch.first(nextKey); row >= 0; row = epoch.next(row)) {
        chunk.add(row);
      }
      nextKey++;
      if (chunk.size > before) {
        chunk.starts[++chunk.keys] = chunk.size;
      }
    }
    return chunk;
  }

  /// Applies the chunk's changes, group after group of keys whose partitions are not too large.
  private void update(Chunk chunk) {
    Batch rows = epoch.gather(chunk.rows, chunk.size);
    Column[] keys = keys(rows, chunk);
    int[] found = new int[chunk.keys];
    state.findKeys(keys, chunk.keys, found);
    int from = 0;
    while (from < chunk.keys) {
      RowList old = new RowList();
      int to = from;
      while (to < chunk.keys && old.size < CHUNK_ROWS) {
        old.addAll(state, found[to++]);
      }
      Batch kept = state.gather(old.rows, old.size);
      int first = chunk.starts[from];
      Batch added = rows.slice(first, chunk.starts[to] - first);
      if (firstRows != null) {
        firstRows.update(kept, added);
      } else {
        results.compute(kept, batch -> changes.add(first(batch), -1));
        state.add(added);
        compute(keys, from, to);
      }
      from = to;
    }
  }

  private Column[] keys(Batch rows, Chunk chunk) {
    Column[] keys = new Column[key.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = rows.column(key.get(i)).gather(chunk.starts, chunk.keys);
    }
    return keys;
  }

  /// The partitions `from..to)` as they are now.
  private void compute(Column[] keys, int from, int to) {
    Column[] own = new Column[keys.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = keys[i].slice(from, to - from);
    }
    int[] found = new int[to - from];
    state.findKeys(own, found.length, found);
    RowList rows = new RowList();
    for (int number : found) {
      rows.addAll(state, number);
    }
    results.compute(state.gather(rows.rows, rows.size), this::show);
  }

  private void show(Batch batch) {
    Batch shown = first(batch);
    changes.add(shown);
    if (keepsFirstOnly && shown.rowCount() < batch.length()) {
      drop(batch);
    }
  }

  /// The rows that are wanted, of those of a computation.
  private Batch first(Batch batch) {
    return lastPosition == Long.MAX_VALUE ? batch : select(batch, true);
  }

  private Batch select(Batch batch, boolean wanted) {
    long[] positions = ((LongColumn) batch.columns().getLast()).values();
    int[] selection = new int[batch.length()];
    int count = 0;
    for (int row = 0; row < batch.length(); row++) {
      selection[count] = row;
      count += positions[row] <= lastPosition == wanted ? 1 : 0;
    }
    return batch.withSelection(selection, count);
  }

  private void drop(Batch batch) {
    int[] inputColumns = IntStream.range(0, batch.columns().size() - 1).toArray();
    int[] weights = new int[batch.length()];
    Arrays.fill(weights, -1);
    state.add(select(batch, false).select(inputColumns).withWeights(weights));
  }

  /// Row numbers.
  private static final class RowList {
    private int[] rows = new int[64];
    private int size;

    private void addAll(KeyedRows state, int key) {
      for (int row = key < 0 ? -1 : state.first(key); row >= 0; row = state.next(row)) {
        rows = size == rows.length ? Arrays.copyOf(rows, 2 * size) : rows;
        rows[size++] = row;
      }
    }
  }

  /// The epoch has been emitted: drops what is over.
  private void finish() {
    flushing = false;
    nextKey = 0;
    epoch.clear();
    stream
        .inputs()
        .getFirst()
        .expiry()
        .filter(_ -> watermark != Long.MIN_VALUE)
        .ifPresent(this::expire);
    stream.ttlMicros().ifPresent(ttl -> state.expireUntouched(time, ttl));
    state.trim();
  }

  private void expire(Expiry expiry) {
    if (sessions.isEmpty()) {
      state.expire(expiry, watermark);
    } else {
      long bound = expiry.over(watermark);
      state.expire(expiry, watermark, due -> sessions.get().remove(state, due, bound));
    }
  }

  @Override
  public void snapshot(StateWriter writer) {
    beginSnapshot(writer).finish();
  }

  @Override
  public Snapshot beginSnapshot(StateWriter writer) {
    return state.beginSnapshot(writer, PART);
  }

  @Override
  public void restore(StateReader reader) {
    state.restore(reader, PART);
  }

  @Override
  public void close() {
    state.close();
    epoch.close();
    changes.close();
    memory.close();
    scratch.close();
  }
}
