package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.continuous.DeltaProbe.ProbeConfig;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One task of a join in a continuous query: keeps the rows of both inputs and joins each batch of
/// one with what is kept of the other.
///
/// Pairs leave at once. Rows that are yielded by whether they match (outer joins, semi-joins, anti-
/// joins) leave at the barrier, when the epoch's matches are known. A bounded input is read first;
/// the other one then streams past it and is not kept.
///
/// ```
///  left batch ──▶ kept left ┐
///      └─▶ kept right ──▶ pairs, matches of both ──▶ at the barrier: changes by matches
/// ```
final class ContinuousJoin implements Operator {
  private final Config config;
  private final JoinInput[] inputs;
  private final JoinPairs pairs;
  private final MemoryReservation memory;
  private final boolean emitsPairs;
  private final JoinSteps steps = new JoinSteps();
  private final boolean[] ended = new boolean[2];
  private long watermark = Long.MIN_VALUE;

  /// What a join does.
  ///
  /// @param nulls for NOT IN; null for other joins
  /// @param ttlMicros rows that were not touched for so long go
  record Config(
      JoinType type, @Nullable NullableKeys nulls, OptionalLong ttlMicros, int batchRows) {

    /// Whether an input is not taken before the other one has ended.
    static boolean waits(int input, boolean leftBounded, boolean rightBounded) {
      return input == 0 ? rightBounded : leftBounded && !rightBounded;
    }
  }

  /// @param memory for what is held beside the kept rows; closed with the operator
  ContinuousJoin(
      Config config, JoinInput left, JoinInput right, JoinPairs pairs, MemoryReservation memory) {
    this.config = config;
    this.inputs = new JoinInput[] {left, right};
    this.pairs = pairs;
    this.memory = memory;
    this.emitsPairs = !config.type().yieldsLeftOnly() && !config.type().yieldsRightOnly();
  }

  @Override
  public boolean accepts(int input) {
    boolean waits = Config.waits(input, inputs[0].facts().bounded(), inputs[1].facts().bounded());
    return !waits || ended[1 - input];
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Batch rows = batch.compact();
    JoinInput own = inputs[input];
    JoinInput other = inputs[1 - input];
    Batch matchable = own.keys().matchable(rows);
    if (!matchable.isEmpty()) {
      join(input, own.plain(), matchable, other.plain(), own.keys(), other.withNulls());
    }
    if (matchable.length() < rows.length()) {
      Batch rest = own.keys().unmatchable(rows);
      if (config.nulls() != null) {
        join(input, own.withNulls(), rest, other.plain(), null, other.withNulls());
      } else if (own.presence().shows(0)) {
        steps.add(JoinStep.emit(own.shape().apply(rest)));
      }
    }
    steps.advance(out);
  }

  /// Starts to join rows with what is kept of the other input.
  ///
  /// @param side keeps them; null: they are not kept
  /// @param keys by which they find `plain` rows; null: each of those is a candidate
  /// @param withNulls of which each is a candidate
  private void join(
      int input,
      @Nullable JoinSide side,
      Batch rows,
      @Nullable JoinSide plain,
      @Nullable KeyColumns keys,
      @Nullable JoinSide withNulls) {
    JoinInput own = inputs[input];
    boolean all =
        emitsPairs
            || (plain != null && plain.isCounted())
            || (withNulls != null && withNulls.isCounted());
    JoinSide.Arrival arrival = side == null ? null : side.add(rows, all);
    DeltaRows delta =
        arrival == null ? DeltaRows.all(rows, own.presence() != Presence.NEVER) : arrival.delta();
    if (plain != null && (all || delta.countsMatches())) {
      NullableKeys nulls = keys == null ? config.nulls() : null;
      steps.add(probe(input, keys, nulls, delta, plain));
    }
    if (withNulls != null && (all || delta.countsMatches())) {
      steps.add(probe(input, null, config.nulls(), delta, withNulls));
    }
    if (side != null && arrival != null && arrival.count() > 0) {
      steps.add(JoinStep.once(() -> side.settle(arrival)));
    } else if (side == null && own.presence() != Presence.NEVER) {
      steps.add(JoinStep.rows(() -> own.shown(delta)));
    }
  }

  private DeltaProbe probe(
      int input,
      @Nullable KeyColumns keys,
      @Nullable NullableKeys nulls,
      DeltaRows delta,
      JoinSide kept) {
    return new DeltaProbe(new ProbeConfig(keys, input == 0, emitsPairs, nulls), pairs, delta, kept);
  }

  @Override
  public boolean drain(Output out) {
    boolean done = steps.advance(out);
    if (done) {
      account();
    }
    return done;
  }

  @Override
  public void watermark(long micros) {
    watermark = micros;
  }

  @Override
  public void barrier(Barrier barrier) {
    addChanges();
    steps.add(JoinStep.once(() -> drop(barrier.timeMicros())));
  }

  private void addChanges() {
    for (JoinInput input : inputs) {
      for (JoinSide side : input.kept()) {
        steps.add(side.changes(config.batchRows(), input.shape()));
        steps.add(JoinStep.once(side::endEpoch));
      }
    }
  }

  /// Drops what no later row can match.
  private void drop(long timeMicros) {
    for (JoinInput input : inputs) {
      for (JoinSide side : input.kept()) {
        input.facts().expiry().ifPresent(expiry -> side.rows().expire(expiry, watermark));
        if (!input.facts().bounded() && config.ttlMicros().isPresent()) {
          side.rows().expireUntouched(timeMicros, config.ttlMicros().getAsLong());
        }
        side.rows().trim();
      }
    }
  }

  @Override
  public void end(int input, Output out) {
    ended[input] = true;
    if (ended[0] && ended[1]) {
      addChanges();
    }
  }

  @Override
  public void snapshot(StateWriter state) {
    beginSnapshot(state).finish();
  }

  @Override
  public Snapshot beginSnapshot(StateWriter state) {
    return Snapshot.of(kept().stream().map(side -> side.beginSnapshot(state)).toList());
  }

  @Override
  public void restore(StateReader state) {
    kept().forEach(side -> side.restore(state));
    account();
  }

  private List<JoinSide> kept() {
    return List.of(inputs[0].kept(), inputs[1].kept()).stream().flatMap(List::stream).toList();
  }

  private void account() {
    memory.setTo(kept().stream().mapToLong(JoinSide::sizeInBytes).sum());
  }

  @Override
  public void close() {
    steps.clear();
    kept().forEach(JoinSide::close);
    memory.close();
  }
}
