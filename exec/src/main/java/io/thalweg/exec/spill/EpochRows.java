package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.kernel.BatchConcat;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.SpillSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of one epoch until its barrier, by partition and input; in a file when they are many.
/// Within an input and partition they keep their order. Used by one thread at a time.
final class EpochRows {
  private static final String PART = "rows";

  private final Partitions partitions;
  private final List<RowHash> hashes;
  private final SpillSpace space;
  private final SpillBudget budget;
  private final MemoryReservation memory;
  private final int batchRows;

  /// By input: what came and is not sorted yet.
  private final List<List<Batch>> buffered = new ArrayList<>();

  private long bytes;
  private boolean crowded;

  /// By partition and input.
  private final List<List<Deque<Run>>> runs = new ArrayList<>();

  private final List<SpillStorage.File> files = new ArrayList<>();

  /// Some rows of one input and partition.
  private sealed interface Run {
    record Held(Batch rows) implements Run {}

    record Written(SpillStorage.File file, long offset, int length) implements Run {}
  }

  /// @param keys by input, the columns that decide the vnode
  /// @param memory for rows that are held; closed with this
  EpochRows(
      Partitions partitions,
      List<List<Integer>> keys,
      SpillSpace space,
      SpillBudget budget,
      MemoryReservation memory,
      int batchRows) {
    this.partitions = partitions;
    this.hashes =
        keys.stream().map(key -> new RowHash(key.stream().mapToInt(k -> k).toArray())).toList();
    this.space = space;
    this.budget = budget;
    this.memory = memory;
    this.batchRows = batchRows;
    keys.forEach(_ -> buffered.add(new ArrayList<>()));
    for (int partition = 0; partition < partitions.count(); partition++) {
      runs.add(keys.stream().<Deque<Run>>map(_ -> new ArrayDeque<>()).toList());
    }
  }

  /// Takes rows, at least one.
  void add(int input, Batch batch) {
    Batch rows = batch.compact();
    buffered.get(input).add(rows);
    // Sorting copies them.
    long held = 2 * LocalSegment.sizeOf(rows);
    bytes += held;
    crowded |= !memory.tryAdd(held);
  }

  /// Whether [#write] should be called.
  boolean isFull() {
    return crowded || bytes >= 2 * budget.rowBytes();
  }

  boolean isEmpty() {
    return bytes == 0 && files.isEmpty();
  }

  /// Writes the rows that are held to a file. Blocks.
  void write() {
    SpillStorage.File file = space.create();
    files.add(file);
    for (int input = 0; input < buffered.size(); input++) {
      sort(input, (partition, own, rows) -> write(file, runs.get(partition).get(own), rows));
    }
    file.finish();
    bytes = 0;
    crowded = false;
    memory.setTo(0);
  }

  private void write(SpillStorage.File file, Deque<Run> target, Batch rows) {
    LocalSegment segment = new LocalSegment();
    segment.add(PART, 0, rows);
    byte[] encoded = segment.encode();
    target.add(new Run.Written(file, file.append(encoded), encoded.length));
    space.written(encoded.length);
  }

  /// The epoch is over: sorts what is held.
  void seal() {
    for (int input = 0; input < buffered.size(); input++) {
      sort(input, (partition, own, rows) -> hold(runs.get(partition).get(own), rows));
    }
  }

  private void hold(Deque<Run> target, Batch rows) {
    for (int from = 0; from < rows.length(); from += batchRows) {
      target.addLast(new Run.Held(rows.slice(from, Math.min(batchRows, rows.length() - from))));
    }
  }

  /// Takes the rows of one partition.
  private interface Target {
    void put(int partition, int input, Batch rows);
  }

  private void sort(int input, Target target) {
    List<Batch> batches = buffered.get(input);
    if (batches.isEmpty()) {
      return;
    }
    Batch all = BatchConcat.concat(batches);
    batches.clear();
    long[] hash = hashes.get(input).hash(all);
    int[] starts = new int[partitions.count() + 1];
    for (int i = 0; i < all.length(); i++) {
      starts[partitions.of(RowHash.vnode(hash[i])) + 1]++;
    }
    for (int i = 0; i < partitions.count(); i++) {
      starts[i + 1] += starts[i];
    }
    int[] order = new int[all.length()];
    int[] at = starts.clone();
    for (int i = 0; i < all.length(); i++) {
      order[at[partitions.of(RowHash.vnode(hash[i]))]++] = i;
    }
    Batch sorted = ordered(all, order);
    for (int partition = 0; partition < partitions.count(); partition++) {
      int size = starts[partition + 1] - starts[partition];
      if (size > 0) {
        target.put(partition, input, sorted.slice(starts[partition], size));
      }
    }
  }

  private static Batch ordered(Batch rows, int[] order) {
    List<Column> columns =
        rows.columns().stream().<Column>map(column -> column.gather(order, order.length)).toList();
    int @Nullable [] weights = rows.weights();
    int[] own = weights == null ? null : IntStream.of(order).map(row -> weights[row]).toArray();
    return Batch.of(order.length, columns).withWeights(own);
  }

  /// Whether a partition has rows, once they are sorted.
  boolean has(int partition) {
    return runs.get(partition).stream().anyMatch(own -> !own.isEmpty());
  }

  boolean has(int partition, int input) {
    return !runs.get(partition).get(input).isEmpty();
  }

  /// Whether the next rows have to be loaded first.
  boolean isWritten(int partition, int input) {
    return runs.get(partition).get(input).peekFirst() instanceof Run.Written;
  }

  /// Reads the next rows. Blocks.
  void load(int partition, int input) {
    Deque<Run> own = runs.get(partition).get(input);
    if (own.peekFirst() instanceof Run.Written(SpillStorage.File file, long offset, int length)) {
      own.removeFirst();
      Deque<Run> loaded = new ArrayDeque<>();
      byte[] segment = file.read(offset, length);
      LocalSegment.read("a spill file", segment, PART).forEach(rows -> hold(loaded, rows));
      loaded.descendingIterator().forEachRemaining(own::addFirst);
    }
  }

  /// The next rows, which are held; at most as many as a batch should have.
  Batch take(int partition, int input) {
    if (runs.get(partition).get(input).removeFirst() instanceof Run.Held(Batch rows)) {
      return rows;
    }
    throw new IllegalStateException("rows that were not loaded");
  }

  /// The epoch's rows have been worked on.
  void clear() {
    buffered.forEach(List::clear);
    runs.forEach(own -> own.forEach(Deque::clear));
    files.forEach(SpillStorage.File::close);
    files.clear();
    bytes = 0;
    crowded = false;
    memory.setTo(0);
  }

  void close() {
    clear();
    memory.close();
  }
}
