package io.thalweg.exec.state;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Expiry;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows with weights (a Z-set), found by key: the state of joins, windows and top-n in continuous
/// queries. Used by one task.
///
/// A row has a number, from 0, and belongs to a key, which has a number of its own; both stay the
/// same until [#trim]. Rows that are equal in all columns are one row whose weights are added up;
/// at weight 0 a row is not found any more. Weights may be negative for a while. NULLs in keys
/// equal each other: a join that wants them to match nothing leaves such rows out.
///
/// ```
/// rows.add(batch);                            // weights of the batch, +1 when it has none
/// rows.find(keyColumns, count, first);        // per probe row: first match or -1
/// for (int row = first[i]; row >= 0; row = rows.next(row)) { … rows.weight(row) … }
/// rows.gather(numbers, n)                     // their columns, with weights
/// ```
///
/// At a barrier: emit, then [#expire] and [#trim]; [#beginSnapshot] when asked. What a snapshot
/// says of a row that has changed since the last one is its weight less the one written then.
public final class KeyedRows implements AutoCloseable {
  /// Below so many numbers, rooms of removed rows are left alone.
  private static final int MIN_TRIM = 1 << 11;

  /// Rows looked at in search of expired ones per row added.
  private static final int SCAN_CREDIT = 4;

  private static final int MOVED_AT_ONCE = 1 << 12;

  /// Behind the name of a part whose rows end with the time at which their key was last touched.
  private static final String TIMED = " timed";

  private final KeyedRowsConfig config;
  private final int[] keyColumns;
  private final MemoryReservation memory;

  private KeyStore[] stores = {};
  private @Nullable RowGroupKeys equalRows;
  private GroupKeys keys;
  private GroupLookup lookup;
  private RowChains chains = new RowChains();
  private KeyVnodes vnodes;
  private int count;

  private RowWeights weights;
  private int live;

  private int[] numbers = {};
  private long scanCredit;
  private final Touches touches = new Touches();

  /// @param memory closed with the rows
  public KeyedRows(KeyedRowsConfig config, MemoryReservation memory) {
    this.config = config;
    this.memory = memory;
    this.keyColumns = config.key().stream().mapToInt(column -> column).toArray();
    this.keys = noKeys(config);
    this.lookup = keys.lookup();
    this.weights = new RowWeights(config);
    this.vnodes = new KeyVnodes(keyColumns.length, keys.count());
    reset(keys);
  }

  private static GroupKeys noKeys(KeyedRowsConfig config) {
    return GroupKeys.of(config.key().stream().map(config.types()::get).toList());
  }

  private void reset(GroupKeys newKeys) {
    keys = newKeys;
    lookup = keys.lookup();
    if (config.appendOnly()) {
      stores = config.types().stream().map(KeyStore::of).toArray(KeyStore[]::new);
    } else {
      RowGroupKeys table = new RowGroupKeys(config.types());
      equalRows = table;
      stores = table.stores();
    }
    chains = new RowChains();
    chains.ensure(keys.count(), 0);
    vnodes = new KeyVnodes(keyColumns.length, keys.count());
    weights = new RowWeights(config);
    count = 0;
    live = 0;
  }

  /// Adds the rows that count, with their weights. Afterwards [#added] tells their numbers.
  public void add(Batch batch) {
    if (!batch.isEmpty()) {
      Batch rows = batch.compact();
      place(rows);
      count(rows);
      account();
    }
  }

  /// The number of each row of the last [#add] that counted, in order; longer than needed.
  public int[] added() {
    return numbers;
  }

  /// Numbers the rows; brings new ones to their keys.
  private void place(Batch rows) {
    int size = rows.rowCount();
    if (numbers.length < size) {
      numbers = new int[size];
    }
    Column[] columns = rows.columns().toArray(Column[]::new);
    int before = count;
    RowGroupKeys table = equalRows;
    if (table != null) {
      table.assign(columns, size, numbers);
      count = table.count();
      enter(columns, table.newRows(), table.newCount(), before);
      return;
    }
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
      numbers[i] = before + i;
    }
    for (int i = 0; i < columns.length; i++) {
      stores[i].append(columns[i], all, size);
    }
    count += size;
    enter(columns, all, size, before);
  }

  private void enter(Column[] columns, int[] newRows, int newCount, int before) {
    weights.ensure(count);
    Column[] key = new Column[keyColumns.length];
    for (int i = 0; i < key.length; i++) {
      Column column = columns[keyColumns[i]];
      key[i] = newCount == column.length() ? column : column.gather(newRows, newCount);
    }
    int[] keyOf = new int[newCount];
    keys.assign(key, newCount, keyOf);
    chains.ensure(keys.count(), count);
    if (keys.newCount() > 0) {
      vnodes.enter(keys, key, newCount, keyOf);
    }
    for (int i = 0; i < newCount; i++) {
      chains.setKey(before + i, keyOf[i]);
    }
  }

  private void count(Batch rows) {
    int @Nullable [] added = rows.weights();
    for (int i = 0; i < rows.rowCount(); i++) {
      int row = numbers[i];
      long sum = (long) weights.get(row) + (added == null ? 1 : added[i]);
      if (sum != (int) sum) {
        throw new ThalwegException(
            ErrorCode.NUMERIC_OUT_OF_RANGE, "more than 2,147,483,647 equal rows in one state");
      }
      setWeight(row, (int) sum);
    }
    touches.touch(chains, numbers, rows.rowCount(), keys.count());
    scanCredit += (long) SCAN_CREDIT * rows.rowCount();
  }

  private void setWeight(int row, int weight) {
    int old = weights.get(row);
    weights.set(row, weight);
    if (old == 0 && weight != 0) {
      chains.link(row);
      live++;
    } else if (old != 0 && weight == 0) {
      chains.unlink(row);
      live--;
    }
  }

  /// Writes the first row of each key to `first[0..size)`, -1 where there is none; go on with
  /// [#next].
  ///
  /// @param probe one column per key column, in their order, each of `size` rows
  public void find(Column[] probe, int size, int[] first) {
    lookup.find(probe, size, first);
    for (int i = 0; i < size; i++) {
      first[i] = first[i] < 0 ? -1 : chains.first(first[i]);
    }
  }

  /// As [#find], but writes the numbers of the keys, -1 where there is none.
  public void findKeys(Column[] probe, int size, int[] found) {
    lookup.find(probe, size, found);
  }

  /// The first row of the key with this number, -1 for none.
  public int first(int key) {
    return chains.first(key);
  }

  /// The next row of the same key, -1 behind the last.
  public int next(int row) {
    return chains.next(row);
  }

  /// The number of a row's key.
  public int key(int row) {
    return chains.key(row);
  }

  /// Not 0 for rows that are found.
  public int weight(int row) {
    return weights.get(row);
  }

  /// The user's number of a row that is there: 0 at first, kept with the row and in snapshots.
  public long tally(int row) {
    return weights.tally(row);
  }

  public void setTally(int row, long value) {
    weights.setTally(row, value);
  }

  /// Keys have numbers below this one; some may have no rows.
  public int keyCount() {
    return keys.count();
  }

  /// Rows have numbers below this one; some may be gone (weight 0).
  public int numberCount() {
    return count;
  }

  /// The different rows there are.
  public int size() {
    return live;
  }

  /// One column of the rows `rows[0..size)`.
  public Column column(int ordinal, int[] rows, int size) {
    return stores[ordinal].gather(rows, size);
  }

  /// The rows `rows[0..size)` with their weights.
  public Batch gather(int[] rows, int size) {
    int[] picked = new int[size];
    for (int i = 0; i < size; i++) {
      picked[i] = weights.get(rows[i]);
    }
    return columns(rows, size).withWeights(picked);
  }

  private Batch columns(int[] rows, int size) {
    List<Column> columns = new ArrayList<>(stores.length);
    for (KeyStore store : stores) {
      columns.add(store.gather(rows, size));
    }
    return Batch.of(size, columns);
  }

  /// Removes a row, whatever its weight.
  public void remove(int row) {
    setWeight(row, 0);
  }

  /// The rows that are over at a watermark.
  public int[] due(Expiry expiry, long watermarkMicros) {
    KeyStore store = stores[expiry.column()];
    if (!(store instanceof LongKeyStore longs)) {
      throw new IllegalStateException("column " + expiry.column() + " is no TIMESTAMP");
    }
    long bound = expiry.over(watermarkMicros);
    long[] values = longs.keys();
    int[] due = new int[16];
    int size = 0;
    for (int row = 0; row < count; row++) {
      if (weights.get(row) != 0 && values[row] <= bound && store.isValid(row)) {
        due = size == due.length ? Arrays.copyOf(due, 2 * size) : due;
        due[size++] = row;
      }
    }
    return Arrays.copyOf(due, size);
  }

  /// Drops rows that are over, once enough rows have come that looking for them pays. A row whose
  /// time is NULL never is.
  public void expire(Expiry expiry, long watermarkMicros) {
    expire(
        expiry,
        watermarkMicros,
        due -> {
          for (int row : due) {
            remove(row);
          }
        });
  }

  /// As [#expire(Expiry, long)], but leaves it to `remover` which rows of those that are over go.
  public void expire(Expiry expiry, long watermarkMicros, Consumer<int[]> remover) {
    if (count <= MIN_TRIM || scanCredit >= count) {
      scanCredit = 0;
      remover.accept(due(expiry, watermarkMicros));
    }
  }

  /// Drops the rows of keys that no row was added to for `ttlMicros`. To be called at each barrier.
  ///
  /// @param nowMicros the barrier's time
  public void expireUntouched(long nowMicros, long ttlMicros) {
    for (int key : touches.untouched(nowMicros, ttlMicros, keys.count())) {
      for (int row = chains.first(key); row >= 0; row = chains.first(key)) {
        remove(row);
      }
    }
  }

  /// Forgets everything, also what was written. For rows that never are.
  public void clear() {
    reset(noKeys(config));
    account();
  }

  /// Gives the room of removed rows back when that pays. Rows and keys get new numbers then.
  ///
  /// @return whether they did
  public boolean trim() {
    int kept = live + weights.owed();
    if (count < MIN_TRIM || 2 * (long) kept > count || weights.isBeingWritten()) {
      return false;
    }
    rewrite(rows -> rows);
    return true;
  }

  /// Gives all rows new numbers, and other columns; rows that are equal stay equal, rows that
  /// differ go on to differ. Not while a snapshot is being written.
  public void rewrite(UnaryOperator<Batch> columns) {
    int[] rows = new int[live + weights.owed()];
    int kept = 0;
    for (int row = 0; row < count; row++) {
      if (weights.isNeeded(row)) {
        rows[kept++] = row;
      }
    }
    KeyedRows old = new KeyedRows(this);
    reset(noKeys(config));
    for (int from = 0; from < kept; from += MOVED_AT_ONCE) {
      int[] some = Arrays.copyOfRange(rows, from, Math.min(kept, from + MOVED_AT_ONCE));
      move(old, some, columns.apply(old.columns(some, some.length)));
    }
    touches.move(old.chains, rows, chains, keys.count());
    account();
  }

  /// The storage of `other`, which then starts anew.
  private KeyedRows(KeyedRows other) {
    config = other.config;
    keyColumns = other.keyColumns;
    memory = other.memory;
    stores = other.stores;
    keys = other.keys;
    lookup = other.lookup;
    chains = other.chains;
    weights = other.weights;
    vnodes = other.vnodes;
  }

  private void move(KeyedRows old, int[] rows, Batch columns) {
    int before = count;
    place(columns);
    for (int i = 0; i < rows.length; i++) {
      weights.move(old.weights, rows[i], before + i);
      if (weights.get(before + i) != 0) {
        chains.link(before + i);
        live++;
      }
    }
  }

  /// Writes all rows, or what has changed since the last snapshot as rows with weights, by vnode.
  /// Tallies are a further column, of which the same holds.
  public void snapshot(StateWriter state, String part) {
    beginSnapshot(state, part).finish();
  }

  /// As [#snapshot], in pieces: the rows as they are now, whatever becomes of them meanwhile.
  public Snapshot beginSnapshot(StateWriter state, String part) {
    return beginSnapshot(state, part, this::vnodes);
  }

  /// By vnode of rows.
  @FunctionalInterface
  public interface RowVnodes {
    /// @param rows the first `size` count
    int[] of(int[] rows, int size);
  }

  /// As [#beginSnapshot(StateWriter, String)], for keys that stand for others.
  public Snapshot beginSnapshot(StateWriter state, String part, RowVnodes vnodes) {
    weights.begin(state.full(), count);
    RowChanges changes = new RowChanges();
    return () -> {
      boolean over = weights.takeNext(state.pieceRows(), changes);
      write(changes, state, part, vnodes);
      changes.clear();
      return over;
    };
  }

  private void write(RowChanges changes, StateWriter state, String part, RowVnodes vnodes) {
    int size = changes.size();
    if (size == 0) {
      return;
    }
    int[] rows = changes.rows();
    Batch written = columns(rows, size);
    List<Column> columns = new ArrayList<>(written.columns());
    if (config.tallied()) {
      columns.add(new LongColumn(size, Arrays.copyOf(changes.tallies(), size), null));
    }
    if (config.timed()) {
      columns.add(new LongColumn(size, touches.times(chains, rows, size), null));
    }
    state.write(
        config.timed() ? part + TIMED : part,
        vnodes.of(rows, size),
        Batch.of(size, columns).withWeights(Arrays.copyOf(changes.weights(), size)));
  }

  private int[] vnodes(int[] rows, int size) {
    int[] found = new int[size];
    if (keyColumns.length > 0) {
      for (int i = 0; i < size; i++) {
        found[i] = vnodes.of(chains.key(rows[i]));
      }
    }
    return found;
  }

  /// Adds up what snapshots wrote, timed or not.
  public void restore(StateReader state, String part) {
    restore(state.read(part), false);
    restore(state.read(part + TIMED), true);
    weights.settle(count);
    trim();
  }

  private void restore(Iterator<Batch> batches, boolean timed) {
    int width = config.types().size();
    int[] own = IntStream.range(0, width).toArray();
    while (batches.hasNext()) {
      Batch rows = batches.next().compact();
      add(rows.select(own));
      if (config.tallied()) {
        weights.restoreTallies(numbers, rows.column(width));
      }
      if (timed) {
        touches.restore(chains, numbers, rows.columns().getLast(), keys.count());
      }
    }
  }

  private void account() {
    memory.setTo(sizeInBytes());
  }

  private long sizeInBytes() {
    long bytes = keys.sizeInBytes() + chains.sizeInBytes() + touches.sizeInBytes();
    bytes += weights.sizeInBytes() + vnodes.sizeInBytes();
    if (equalRows != null) {
      return bytes + equalRows.sizeInBytes();
    }
    for (KeyStore store : stores) {
      bytes += store.sizeInBytes();
    }
    return bytes;
  }

  @Override
  public void close() {
    memory.close();
  }
}
