package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of one partition in files: a full snapshot and what has changed since, and beside it
/// the changes that no checkpoint has yet. Used by one thread at a time.
final class StateChain {
  /// So many snapshots are read one behind the other.
  private static final int MOST_PIECES = 16;

  private final List<StatePiece> pieces = new ArrayList<>();
  private final List<StatePiece> unsaved = new ArrayList<>();

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// Whether the changes weigh so much that everything should be written anew.
  boolean isLong() {
    long changes = pieces.stream().skip(1).mapToLong(StatePiece::bytes).sum();
    return pieces.size() >= MOST_PIECES || (pieces.size() > 1 && changes > pieces.get(0).bytes());
  }

  /// Adds changes.
  void add(@Nullable StatePiece changes) {
    if (changes != null) {
      pieces.add(changes.used());
    }
  }

  /// Begins anew with everything; null: there is nothing.
  void replace(@Nullable StatePiece everything) {
    forget();
    add(everything);
  }

  /// The state is in memory again.
  void forget() {
    pieces.forEach(StatePiece::unused);
    pieces.clear();
  }

  /// Notes changes for the next checkpoint.
  void addUnsaved(@Nullable StatePiece changes) {
    if (changes != null) {
      unsaved.add(changes.used());
    }
  }

  /// Begins to give a checkpoint what it has not got yet, or everything.
  PieceCopy beginSave(StateWriter state) {
    PieceCopy copy = new PieceCopy(state.full() ? pieces : unsaved, state);
    forgetUnsaved();
    return copy;
  }

  /// A checkpoint gets everything from elsewhere.
  void forgetUnsaved() {
    unsaved.forEach(StatePiece::unused);
    unsaved.clear();
  }

  /// Everything, in order. Reads files.
  StateReader reader() {
    return new StateReader() {
      @Override
      public Iterator<Batch> read(String part) {
        return pieces.stream().flatMap(piece -> piece.read(part)).iterator();
      }

      @Override
      public Iterator<Batch> readBackwards(String part) {
        return pieces.reversed().stream().flatMap(piece -> piece.readBackwards(part)).iterator();
      }
    };
  }

  void close() {
    forget();
    forgetUnsaved();
  }
}
