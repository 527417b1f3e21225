package io.thalweg.exec.join.temporal;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import io.thalweg.exec.join.continuous.JoinStep;
import io.thalweg.exec.join.continuous.JoinSteps;
import io.thalweg.exec.join.continuous.ShownLog;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.join.temporal.TemporalPairs.Shown;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.state.KeyVector;
import io.thalweg.exec.state.KeyedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One task of a temporal join: keeps the versions by key and finds the one of each left row.
final class TemporalJoinOperator implements Operator {
  private static final int LEFT = 0;

  /// When left rows meet their versions.
  enum Mode {
    /// As they come: the versions are complete before. Left rows are not kept.
    AT_ONCE,
    /// Once the watermark has passed their time, for good.
    WAITING,
    /// At each barrier; they change with their versions.
    CHANGING;

    static Mode of(Optional<NodeStream> stream) {
      if (stream.isEmpty() || stream.get().inputs().get(1).bounded()) {
        return AT_ONCE;
      }
      return stream.get().emitOn().isPresent() ? WAITING : CHANGING;
    }
  }

  private final TemporalJoin node;
  private final Mode mode;
  private final Optional<NodeStream> stream;
  private final KeyedRows left;
  private final KeyedRows right;
  private final Versions.Source source;
  private final VersionIndex versions;
  private final TemporalPairs pairs;
  private final JoinPairs columns;
  private final KeyColumns leftColumns;
  private final KeyColumns rightColumns;
  private final MemoryReservation memory;
  private final JoinSteps steps = new JoinSteps();
  private final ShownLog leftLog = new ShownLog();
  private final ShownLog rightLog = new ShownLog();
  private final boolean[] ended = new boolean[2];
  private long watermark = Long.MIN_VALUE;

  /// Versions added since those that are over were last looked for.
  private long added;

  /// What the operator keeps, closed with it.
  ///
  /// @param left the left rows that wait or may change
  /// @param right the versions
  /// @param memory for what is held besides
  record State(KeyedRows left, KeyedRows right, MemoryReservation memory) {}

  /// @param pairs room for two per left row of a batch
  TemporalJoinOperator(
      TemporalJoin node, Optional<NodeStream> stream, State state, JoinPairs pairs) {
    this.node = node;
    this.mode = Mode.of(stream);
    this.stream = stream;
    this.left = state.left();
    this.right = state.right();
    this.memory = state.memory();
    this.source = new Versions.Source(right, node.rightTime(), node.right().schema().size());
    this.versions = new VersionIndex(source);
    this.columns = pairs;
    this.pairs = new TemporalPairs(node.type(), pairs, right::column);
    // Rows without a key match nothing, but wait for their time.
    this.leftColumns =
        KeyColumns.withTime(mode == Mode.WAITING ? List.of() : node.leftKeys(), node.leftTime());
    this.rightColumns = KeyColumns.withTime(node.rightKeys(), node.rightTime());
  }

  @Override
  public boolean accepts(int input) {
    return input != LEFT || mode != Mode.AT_ONCE || ended[1];
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Batch all = batch.compact();
    Batch rows = (input == LEFT ? leftColumns : rightColumns).matchable(all);
    if (input != LEFT) {
      addVersions(rows);
      return;
    }
    if (node.type() == JoinType.LEFT && rows.length() < all.length()) {
      steps.add(JoinStep.emit(columns.leftAlone(leftColumns.unmatchable(all))));
    }
    if (!rows.isEmpty()) {
      addLeft(rows);
    }
    steps.advance(out);
  }

  private void addVersions(Batch rows) {
    if (rows.isEmpty()) {
      return;
    }
    right.add(rows);
    added += rows.length();
    if (mode == Mode.CHANGING) {
      rightLog.note(right, rows);
    }
    for (int i = 0; i < rows.length(); i++) {
      versions.forget(right.key(right.added()[i]));
    }
  }

  private void addLeft(Batch rows) {
    switch (mode) {
      case AT_ONCE -> match(rows);
      case WAITING -> left.add(rows);
      case CHANGING -> {
        left.add(rows);
        leftLog.note(left, rows);
      }
    }
  }

  /// Joins rows with the versions there are.
  private void match(Batch rows) {
    for (int from = 0; from < rows.length(); from += pairs.capacity()) {
      Batch part = rows.slice(from, Math.min(pairs.capacity(), rows.length() - from));
      steps.add(JoinStep.rows(() -> matched(part)));
    }
  }

  private @Nullable Batch matched(Batch rows) {
    int count = rows.length();
    long[] times = KeyVector.longs(rows.column(node.leftTime()), new long[count]);
    int[] keys = new int[count];
    Column[] keyColumns = node.leftKeys().stream().<Column>map(rows::column).toArray(Column[]::new);
    right.findKeys(keyColumns, count, keys);
    int[] found = new int[count];
    for (int i = 0; i < count; i++) {
      found[i] = versions.of(keys[i]).find(times[i], node.nearest());
    }
    int[] weights = rows.weights();
    if (weights == null) {
      weights = new int[count];
      Arrays.fill(weights, 1);
    }
    return pairs.changes(rows.withWeights(null), Shown.nothing(count), new Shown(found, weights));
  }

  @Override
  public boolean drain(Output out) {
    boolean done = steps.advance(out);
    if (done) {
      memory.setTo(leftLog.sizeInBytes() + rightLog.sizeInBytes() + versions.sizeInBytes());
    }
    return done;
  }

  @Override
  public void watermark(long micros) {
    watermark = micros;
  }

  @Override
  public void barrier(Barrier barrier) {
    NodeStream facts = stream.orElseThrow();
    if (mode == Mode.WAITING) {
      facts.emitOn().ifPresent(over -> release(left.due(over, watermark)));
    }
    addChanges();
    steps.add(JoinStep.once(() -> drop(facts, barrier.timeMicros())));
  }

  /// Lets rows go that have waited.
  private void release(int[] numbers) {
    for (int from = 0; from < numbers.length; from += pairs.capacity()) {
      int to = Math.min(numbers.length, from + pairs.capacity());
      int[] part = Arrays.copyOfRange(numbers, from, to);
      steps.add(
          JoinStep.rows(
              () -> {
                Batch rows = left.gather(part, part.length);
                for (int number : part) {
                  left.remove(number);
                }
                return matched(rows);
              }));
    }
  }

  private void addChanges() {
    if (mode == Mode.CHANGING) {
      steps.add(
          JoinStep.later(
              () ->
                  new TemporalChanges(
                      node, left, leftLog, versions, new OldVersions(source, rightLog), pairs)));
      steps.add(
          JoinStep.once(
              () -> {
                leftLog.clear();
                rightLog.clear();
              }));
    }
  }

  private void drop(NodeStream facts, long timeMicros) {
    if (mode == Mode.CHANGING) {
      facts.inputs().getFirst().expiry().ifPresent(over -> left.expire(over, watermark));
    }
    if (mode != Mode.AT_ONCE) {
      dropVersions(facts);
      OptionalLong ttl = facts.ttlMicros();
      if (ttl.isPresent()) {
        left.expireUntouched(timeMicros, ttl.getAsLong());
        right.expireUntouched(timeMicros, ttl.getAsLong());
        versions.clear();
      }
      left.trim();
      if (right.trim()) {
        versions.clear();
      }
    }
  }

  /// Drops the versions that no left row can have any more: neither one that is still to come nor
  /// one that is kept. Of those that are over, each key's last one is what is valid.
  private void dropVersions(NodeStream facts) {
    Optional<Expiry> over = facts.inputs().get(1).expiry();
    Optional<Expiry> leftOver =
        mode == Mode.WAITING ? facts.emitOn() : facts.inputs().getFirst().expiry();
    if (over.isEmpty() || leftOver.isEmpty() || added < right.numberCount() / 4) {
      return;
    }
    added = 0;
    long lag = Math.max(over.get().lagMicros(), leftOver.get().lagMicros());
    boolean keepsLast = node.nearest() == Nearest.AT_OR_BEFORE || node.nearest() == Nearest.BEFORE;
    for (int row : right.due(new Expiry(node.rightTime(), lag), watermark)) {
      int key = right.key(row);
      Versions known = versions.of(key);
      if (!keepsLast || known.find(watermark - lag, Nearest.AT_OR_BEFORE) != row) {
        right.remove(row);
      }
    }
    versions.clear();
  }

  @Override
  public void end(int input, Output out) {
    ended[input] = true;
    if (ended[0] && ended[1]) {
      if (mode == Mode.WAITING) {
        release(all());
      }
      addChanges();
    }
  }

  /// The numbers of all left rows.
  private int[] all() {
    int[] numbers = new int[left.numberCount()];
    int count = 0;
    for (int row = 0; row < numbers.length; row++) {
      numbers[count] = row;
      count += left.weight(row) == 0 ? 0 : 1;
    }
    return Arrays.copyOf(numbers, count);
  }

  @Override
  public void snapshot(StateWriter state) {
    beginSnapshot(state).finish();
  }

  @Override
  public Snapshot beginSnapshot(StateWriter state) {
    return Snapshot.of(
        List.of(left.beginSnapshot(state, "left"), right.beginSnapshot(state, "right")));
  }

  @Override
  public void restore(StateReader state) {
    left.restore(state, "left");
    right.restore(state, "right");
    added = right.numberCount();
  }

  @Override
  public void close() {
    steps.clear();
    left.close();
    right.close();
    memory.close();
  }
}
