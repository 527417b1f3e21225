package io.thalweg.exec.spill;

import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.StateWriter;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One partition of an operator's state: in memory, as an operator of its own, or in files. Used by
/// one thread at a time.
///
/// ```
///  in files ──open──▶ worked on ──evict──▶ in files
///                        └──keep──▶ in memory ──open──▶ worked on
/// ```
final class SpillPartition {
  private final int number;
  private final Supplier<Operator> factory;
  private final SpillSpace space;
  private final SpillBudget budget;
  private final StateChain chain = new StateChain();
  private final boolean[] told;
  private @Nullable Operator operator;

  /// What goes on of the last checkpoint.
  private @Nullable PieceCopy copy;

  private boolean resident;
  private long seenMicros = Long.MIN_VALUE;
  private long dueMicros = Long.MIN_VALUE;

  /// @param number among the operator's partitions
  /// @param factory makes the operator that owns its vnodes
  /// @param inputs of the operator
  SpillPartition(
      int number, Supplier<Operator> factory, SpillSpace space, SpillBudget budget, int inputs) {
    this.number = number;
    this.factory = factory;
    this.space = space;
    this.budget = budget;
    this.told = new boolean[inputs];
  }

  int number() {
    return number;
  }

  /// Whether it has an operator now.
  boolean isOpen() {
    return operator != null;
  }

  /// Whether it may have state.
  boolean hasState() {
    return operator != null || !chain.isEmpty();
  }

  /// The operator of an open partition.
  Operator operator() {
    Operator open = operator;
    if (open == null) {
      throw new IllegalStateException("partition " + number + " is in files");
    }
    return open;
  }

  /// Whether its operator knows that an input has ended.
  boolean isTold(int input) {
    return told[input];
  }

  void setTold(int input) {
    told[input] = true;
  }

  /// Whether time alone may make it emit.
  boolean isDue(long watermarkMicros) {
    return watermarkMicros > seenMicros && watermarkMicros >= dueMicros && hasState();
  }

  /// It was worked on.
  void noteDue() {
    dueMicros = operator().dueMicros();
  }

  /// The last watermark that it was worked on with.
  void setSeen(long watermarkMicros) {
    seenMicros = watermarkMicros;
  }

  /// Brings the state into memory. Blocks.
  void open() {
    Operator opened = factory.get();
    operator = opened;
    if (!chain.isEmpty()) {
      opened.restore(chain.reader());
    }
  }

  /// Takes over state that was taken apart.
  ///
  /// @param unsaved of it, what no checkpoint has
  void adopt(@Nullable StatePiece everything, @Nullable StatePiece unsaved) {
    chain.replace(everything);
    chain.addUnsaved(unsaved);
  }

  /// The barrier is drained: decides whether the state may stay in memory.
  boolean keeps() {
    if (!budget.keeps(resident)) {
      return false;
    }
    resident = true;
    chain.forget();
    return true;
  }

  /// Brings the state of an open partition, whose barrier is drained, into files. Blocks.
  ///
  /// @param isSaved whether checkpoints want to know what has changed
  void evict(boolean isSaved) {
    boolean adds = !chain.isEmpty();
    if (isSaved || (adds && !chain.isLong())) {
      StatePiece changes = write(false);
      if (isSaved) {
        chain.addUnsaved(changes);
      }
      if (adds) {
        chain.add(changes);
      }
    }
    if (!adds || chain.isLong()) {
      chain.replace(write(true));
    }
    closeOperator();
  }

  private @Nullable StatePiece write(boolean full) {
    PieceWriter writer = new PieceWriter(space, full, budget.segmentBytes());
    operator().snapshot(writer);
    return writer.finish();
  }

  /// Begins to write a checkpoint's part: what is in files, piece by piece; what is in memory, at
  /// once. Reads files.
  Snapshot beginSnapshot(StateWriter state) {
    Operator open = operator;
    if (open == null) {
      closeCopy();
      PieceCopy begun = chain.beginSave(state);
      copy = begun;
      return begun;
    }
    if (state.full()) {
      chain.forgetUnsaved();
    } else {
      chain.beginSave(state).finish();
    }
    open.snapshot(state);
    return Snapshot.WRITTEN;
  }

  private void closeCopy() {
    if (copy != null) {
      copy.close();
      copy = null;
    }
  }

  private void closeOperator() {
    Operator open = operator;
    operator = null;
    resident = false;
    Arrays.fill(told, false);
    if (open != null) {
      open.close();
    }
  }

  void close() {
    closeOperator();
    closeCopy();
    chain.close();
  }
}
