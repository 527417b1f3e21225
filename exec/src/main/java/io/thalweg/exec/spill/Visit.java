package io.thalweg.exec.spill;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Works on one partition at the end of an epoch: brings its state into memory, hands it the rows
/// of the epoch and the barrier, lets it emit, and brings it back into files.
final class Visit implements Step {
  private final SpillPartition partition;
  private final EpochRows rows;
  private final Turn turn;
  private final BooleanSupplier room;
  private final Calls calls;
  private Phase phase = Phase.OPENING;
  private boolean draining;

  /// What all partitions are told.
  ///
  /// @param barrier null when all inputs have ended: nothing comes behind it
  /// @param watermarkMicros the last one; [Long#MIN_VALUE]: none yet
  /// @param ended by input, whether it has ended before the barrier
  /// @param isSaved whether checkpoints want to know what has changed
  record Turn(@Nullable Barrier barrier, long watermarkMicros, boolean[] ended, boolean isSaved) {}

  private enum Phase {
    /// Its operator is to be made.
    OPENING,
    /// Rows and ends of inputs are handed over.
    FEEDING,
    /// It has got the barrier.
    FLUSHING,
    /// All has been emitted.
    CLOSING,
    DONE
  }

  /// @param room makes some where memory is scarce; true when no more can be done, otherwise it has
  ///   started a call
  Visit(SpillPartition partition, EpochRows rows, Turn turn, BooleanSupplier room, Calls calls) {
    this.partition = partition;
    this.rows = rows;
    this.turn = turn;
    this.room = room;
    this.calls = calls;
  }

  @Override
  public boolean advance(Output out) {
    if (draining) {
      draining = !partition.operator().drain(out);
      return false;
    }
    switch (phase) {
      case OPENING -> {
        if (room.getAsBoolean()) {
          open();
        }
      }
      case FEEDING -> {
        if (room.getAsBoolean()) {
          feed(out);
        }
      }
      case FLUSHING -> phase = Phase.CLOSING;
      case CLOSING -> close();
      case DONE -> {
        return true;
      }
    }
    return phase == Phase.DONE;
  }

  private void open() {
    phase = Phase.FEEDING;
    if (!partition.isOpen()) {
      calls.start(partition::open);
    }
  }

  /// The next batch of an input that is taken, or the news that one has ended.
  private void feed(Output out) {
    Operator operator = partition.operator();
    int number = partition.number();
    boolean isLeft = false;
    for (int input = 0; input < turn.ended().length; input++) {
      if (rows.has(number, input)) {
        isLeft = true;
        if (!operator.accepts(input)) {
          continue;
        }
        if (rows.isWritten(number, input)) {
          int own = input;
          calls.start(() -> rows.load(number, own));
          return;
        }
        draining = true;
        operator.accept(input, rows.take(number, input), out);
        return;
      }
      if (turn.ended()[input] && !partition.isTold(input)) {
        partition.setTold(input);
        draining = true;
        operator.end(input, out);
        return;
      }
    }
    if (isLeft) {
      throw new IllegalStateException(
          "rows that no partition takes: " + Arrays.toString(turn.ended()));
    }
    flush(operator);
  }

  private void flush(Operator operator) {
    phase = Phase.FLUSHING;
    partition.setSeen(turn.watermarkMicros());
    if (turn.barrier() != null) {
      if (turn.watermarkMicros() != Long.MIN_VALUE) {
        operator.watermark(turn.watermarkMicros());
      }
      draining = true;
      operator.barrier(turn.barrier());
    }
  }

  private void close() {
    phase = Phase.DONE;
    if (turn.barrier() == null) {
      partition.close();
      return;
    }
    partition.noteDue();
    if (!partition.keeps()) {
      calls.start(() -> partition.evict(turn.isSaved()));
    }
  }
}
