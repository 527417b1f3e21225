package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.aggregate.accumulator.CountAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.aggregate.input.InputColumns;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.Unwritten;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The groups of one grouping set of a continuous aggregate: keys, number of rows, state of the
/// calls. Used by one task.
///
/// A group without rows is dead: its state is forgotten at once, its number when [#trim] gives all
/// groups new ones. Snapshots hold a row per group: its keys, its number of rows (0 for a group
/// that is gone), the time it was last touched (where no time is kept, that of the last touch of
/// any) and the states of the calls; kept values are parts of their own.
final class LiveGroups implements AutoCloseable {
  private static final int MOVED_AT_ONCE = 1 << 12;

  /// Fewer dead groups are left alone.
  private static final int MIN_DEAD = 1 << 10;

  private final Aggregate node;
  private final int set;

  /// The input's columns of this set's keys.
  private final List<Integer> columns;

  /// By output key: its position in this set, or -1 where it is left out.
  private final int[] positions;

  private final List<DataType> keyTypes;
  private final KeptCalls calls;
  private final RowHash vnodeHash;
  private GroupKeys keys;
  private CountAccumulator counts = newCounts();
  private final TouchTimes touches;
  private GroupMarks marks = new GroupMarks();

  /// The groups that the running snapshot has not written, unchanged since it began.
  private final Unwritten unwritten = new Unwritten();

  private @Nullable StateWriter writer;

  /// Whether a snapshot may hold groups of this set.
  private boolean written;

  private int[] numbers = {};

  /// @param changes whether rows may be taken back
  /// @param timed whether [#untouchedSince] is asked
  LiveGroups(
      Aggregate node, int set, boolean changes, boolean timed, Supplier<MemoryReservation> memory) {
    this.node = node;
    this.set = set;
    this.touches = new TouchTimes(timed);
    List<Integer> members = node.groupingSets().get(set);
    this.columns = members.stream().map(node.keys()::get).toList();
    this.positions = IntStream.range(0, node.keys().size()).map(members::indexOf).toArray();
    this.keyTypes = node.keys().stream().map(node.input().schema()::type).toList();
    this.calls = new KeptCalls(node, changes, memory);
    this.vnodeHash = new RowHash(IntStream.range(0, node.keys().size()).toArray());
    this.keys = newKeys();
    ensure(keys.count());
  }

  private GroupKeys newKeys() {
    return GroupKeys.of(columns.stream().map(node.input().schema()::type).toList());
  }

  private static CountAccumulator newCounts() {
    return new CountAccumulator(new int[0], false);
  }

  int set() {
    return set;
  }

  boolean isKeyed() {
    return !columns.isEmpty();
  }

  /// Groups have numbers below this one.
  int count() {
    return keys.count();
  }

  int liveCount() {
    return keys.count() - marks.deadCount();
  }

  long rowsOf(int group) {
    return counts.count(group);
  }

  KeptCalls calls() {
    return calls;
  }

  /// Whether anything of this set was restored.
  boolean isRestored() {
    return written;
  }

  /// The group of each row, valid until the next call; new keys become groups.
  int[] assign(InputColumns rows) {
    Column[] keyColumns = columns.stream().map(rows::column).toArray(Column[]::new);
    return assign(keyColumns, rows.count());
  }

  private int[] assign(Column[] keyColumns, int count) {
    if (numbers.length < count) {
      numbers = new int[count];
    }
    keys.assign(keyColumns, count, numbers);
    ensure(keys.count());
    return numbers;
  }

  private void ensure(int count) {
    counts.ensure(count);
    calls.ensure(count);
    marks.ensure(count);
    touches.ensure(count);
  }

  /// @param groups of the rows, as [#assign] told
  /// @param weights one per row; null: all +1
  void add(InputColumns rows, int[] groups, int @Nullable [] weights) {
    writeBeforeChange(Groups.of(groups, rows.count()));
    GroupedRows all = GroupedRows.of(rows, groups, keys.count(), weights);
    counts.add(all);
    // States have their signs in themselves.
    boolean states = node.phase() == Phase.FINAL && weights != null;
    calls.add(states ? GroupedRows.of(rows, groups, keys.count(), null) : all);
  }

  /// The group columns of the output for these groups.
  List<Column> keyColumns(Groups groups) {
    List<Column> output = new ArrayList<>();
    for (int key = 0; key < positions.length; key++) {
      output.add(
          positions[key] < 0
              ? ColumnBuilder.constant(keyTypes.get(key), null, groups.count())
              : keys.column(positions[key], groups));
    }
    return output;
  }

  /// To be called at the barrier for each group that rows came for, behind the emission.
  void settle(Groups groups, long timeMicros) {
    writeBeforeChange(groups);
    int[] empty = new int[groups.count()];
    int size = 0;
    for (int i = 0; i < groups.count(); i++) {
      int group = groups.at(i);
      marks.change(group);
      touches.touch(group, timeMicros);
      if (counts.count(group) == 0 && isKeyed()) {
        empty[size++] = group;
      } else {
        marks.revive(group);
      }
    }
    drop(Groups.of(empty, size));
  }

  /// Frees groups.
  void drop(Groups groups) {
    if (groups.count() == 0) {
      return;
    }
    writeBeforeChange(groups);
    calls.forget(groups);
    counts.forget(groups);
    for (int i = 0; i < groups.count(); i++) {
      int group = groups.at(i);
      marks.change(group);
      marks.bury(group);
    }
  }

  /// The groups that are over: whose value of an output key is at most `bound`.
  Groups due(int key, long bound) {
    int[] due = new int[16];
    int size = 0;
    int count = positions[key] < 0 ? 0 : keys.count();
    for (int from = 0; from < count; from += MOVED_AT_ONCE) {
      Groups some = Groups.range(from, Math.min(MOVED_AT_ONCE, count - from));
      LongColumn times = (LongColumn) keys.column(positions[key], some);
      for (int i = 0; i < some.count(); i++) {
        if (times.values()[i] <= bound && !marks.isDead(from + i) && !times.isNull(i)) {
          due = size == due.length ? Arrays.copyOf(due, 2 * size) : due;
          due[size++] = from + i;
        }
      }
    }
    return Groups.of(due, size);
  }

  /// The watermark at which the first group is over.
  long dueMicros(Expiry over) {
    long least = Long.MAX_VALUE;
    int count = positions[over.column()] < 0 ? 0 : keys.count();
    for (int from = 0; from < count; from += MOVED_AT_ONCE) {
      Groups some = Groups.range(from, Math.min(MOVED_AT_ONCE, count - from));
      LongColumn times = (LongColumn) keys.column(positions[over.column()], some);
      for (int i = 0; i < some.count(); i++) {
        if (!marks.isDead(from + i) && !times.isNull(i)) {
          least = Math.min(least, times.values()[i]);
        }
      }
    }
    return over.reachedAt(least);
  }

  /// The groups last touched at `bound` or before.
  Groups untouchedSince(long bound) {
    return touches.untouched(keys.count(), bound, marks.dead());
  }

  /// Gives the room of dead groups back when that pays, except of those that a snapshot has to be
  /// told of. At the end of an epoch: groups get new numbers.
  void trim() {
    calls.all().forEach(GroupValues::trim);
    int dead = marks.deadCount();
    if (dead >= MIN_DEAD && dead >= keys.count() / 2 && writer == null) {
      int[] kept = IntStream.range(0, keys.count()).filter(marks::isNeeded).toArray();
      if (kept.length <= keys.count() / 2) {
        renumber(kept);
      }
    }
  }

  private void renumber(int[] kept) {
    int[] renumbered = new int[keys.count()];
    Arrays.fill(renumbered, -1);
    GroupMarks keptMarks = marks.pick(kept);
    List<List<Column>> parts = new ArrayList<>();
    for (int from = 0; from < kept.length; from += MOVED_AT_ONCE) {
      parts.add(save(Groups.of(kept, kept.length).slice(from, least(kept.length - from))));
    }
    reset();
    int at = 0;
    for (List<Column> part : parts) {
      Groups groups = load(part);
      for (int i = 0; i < groups.count(); i++) {
        renumbered[kept[at++]] = groups.at(i);
      }
    }
    // Keys are numbered in the order in which they come.
    marks = keptMarks;
    marks.ensure(keys.count());
    calls.all().forEach(values -> values.renumber(renumbered));
  }

  private static int least(int rest) {
    return Math.min(MOVED_AT_ONCE, rest);
  }

  private void reset() {
    keys = newKeys();
    counts = newCounts();
    calls.renew();
    touches.clear();
    marks.clear();
    ensure(keys.count());
  }

  /// The columns of these groups in snapshots.
  private List<Column> save(Groups groups) {
    List<Column> saved = ownKeys(groups);
    saved.addAll(counts.save(groups));
    saved.add(touches.save(groups));
    saved.addAll(calls.save(groups));
    return saved;
  }

  /// Takes over what [#save] wrote of keys that are new; of several rows of one, the last. Returns
  /// the new groups.
  private Groups load(List<Column> saved) {
    int size = saved.getFirst().length();
    int before = keys.count();
    int[] groups = assign(saved.subList(0, columns.size()).toArray(Column[]::new), size);
    int added = keys.count() - before;
    int[] rows = new int[added];
    for (int i = 0; i < size; i++) {
      if (groups[i] >= before) {
        rows[groups[i] - before] = i;
      }
    }
    Groups target = Groups.range(before, added);
    load(saved.subList(columns.size(), saved.size()), rows, target);
    return target;
  }

  /// Takes over the states in `rows`, one for each of the groups.
  private void load(List<Column> saved, int[] rows, Groups groups) {
    int count = groups.count();
    if (count == 0) {
      return;
    }
    List<FlatColumn> picked = new ArrayList<>();
    for (Column column : saved) {
      // New keys have numbers in the order of their rows.
      boolean isWhole = count == column.length();
      picked.add((isWhole ? column : column.gather(rows, count)).flatten());
    }
    Iterator<FlatColumn> states = picked.iterator();
    counts.load(states, groups);
    touches.load(states.next(), groups);
    calls.load(states, groups);
  }

  /// Begins to write all groups, or those that have changed since the last snapshot.
  Snapshot beginSnapshot(StateWriter state) {
    int count = keys.count();
    unwritten.begin(state.full() ? marks.living(count) : marks.changes(count), count);
    marks.beginSnapshot(state.full());
    writer = state;
    written = true;
    List<Snapshot> parts = new ArrayList<>();
    List<GroupValues> kept = calls.all();
    for (int i = 0; i < kept.size(); i++) {
      parts.add(
          kept.get(i).beginSnapshot(state, part("values" + i + "."), this::ownKeys, this::vnodes));
    }
    // Groups that are gone keep their numbers until their values are written.
    parts.add(() -> writeNext(state));
    return Snapshot.of(parts);
  }

  private boolean writeNext(StateWriter state) {
    int[] groups = new int[state.pieceRows()];
    int size = unwritten.takeNext(groups);
    write(state, Groups.ascending(groups, size));
    if (size == groups.length) {
      return false;
    }
    unwritten.end();
    writer = null;
    return true;
  }

  /// Writes those of the groups that the running snapshot has not written.
  private void writeBeforeChange(Groups groups) {
    StateWriter state = writer;
    if (state == null) {
      return;
    }
    int[] pending = new int[groups.count()];
    int size = 0;
    for (int i = 0; i < groups.count(); i++) {
      pending[size] = groups.at(i);
      size += unwritten.take(pending[size]) ? 1 : 0;
    }
    write(state, Groups.of(pending, size));
  }

  private void write(StateWriter state, Groups groups) {
    int size = groups.count();
    if (size > 0) {
      state.write(part("groups"), vnodes(groups), Batch.of(size, save(groups)));
      for (int i = 0; i < size; i++) {
        marks.save(groups.at(i));
      }
    }
  }

  private String part(String what) {
    return what + set;
  }

  private List<Column> ownKeys(Groups groups) {
    List<Column> own = new ArrayList<>();
    for (int key = 0; key < columns.size(); key++) {
      own.add(keys.column(key, groups));
    }
    return own;
  }

  /// The vnodes of the groups' keys as the exchange in front hashes them.
  int[] vnodes(Groups groups) {
    int[] vnodes = new int[groups.count()];
    if (!node.keys().isEmpty()) {
      long[] hashes = vnodeHash.hash(Batch.of(groups.count(), keyColumns(groups)));
      for (int i = 0; i < vnodes.length; i++) {
        vnodes[i] = RowHash.vnode(hashes[i]);
      }
    }
    return vnodes;
  }

  /// From the last row of each key to the first: the last is what counts.
  void restore(StateReader state) {
    Iterator<Batch> rows = state.readBackwards(part("groups"));
    written = rows.hasNext();
    if (isKeyed()) {
      int expected = state.expectedRows(part("groups"));
      keys.expect(expected);
      ensure(expected);
      rows.forEachRemaining(batch -> load(batch.compact().columns()));
    } else if (written) {
      Batch last = rows.next().compact();
      load(last.columns(), new int[] {last.length() - 1}, Groups.range(0, 1));
    }
    List<GroupValues> kept = calls.all();
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).restore(state, part("values" + i + "."), columns.size(), this::restored);
    }
    for (int group = 0; group < keys.count(); group++) {
      if (counts.count(group) == 0 && isKeyed()) {
        marks.bury(group);
      }
      marks.save(group);
    }
    marks.forgetChanges();
    trim();
  }

  private int[] restored(Column[] keyColumns) {
    int size = keyColumns[0].length();
    return Arrays.copyOf(assign(keyColumns, size), size);
  }

  long sizeInBytes() {
    return keys.sizeInBytes()
        + counts.sizeInBytes()
        + calls.sizeInBytes()
        + unwritten.sizeInBytes()
        + touches.sizeInBytes()
        + marks.sizeInBytes();
  }

  @Override
  public void close() {
    calls.close();
  }
}
