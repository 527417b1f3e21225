package io.thalweg.exec.spill.bounded;

import io.thalweg.core.data.Batch;
import io.thalweg.core.port.SpillStorage;
import io.thalweg.exec.checkpoint.segment.LocalSegment;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blocks of rows in one file of the query, made when the first one is written. Thread-safe; all
/// methods but [#close] may block for as long as a disk does.
public final class RowFile implements AutoCloseable {
  private static final String PART = "rows";
  private static final String NAME = "a spill file";

  private final SpillSpace space;
  private SpillStorage.@Nullable File file;
  private boolean closed;

  public RowFile(SpillSpace space) {
    this.space = space;
  }

  /// Some rows that were written.
  ///
  /// @param heldBytes what they hold in memory, about
  public record Block(RowFile file, long offset, int length, int rows, long heldBytes) {

    /// Reads the rows, without a selection. Blocks.
    public List<Batch> read() {
      Collected collected = new Collected(new ArrayList<>());
      LocalSegment.copy(NAME, file.bytes(this), collected);
      return collected.batches();
    }
  }

  /// Takes whole record batches: slices of them would share their storage.
  private record Collected(List<Batch> batches) implements StateWriter {
    @Override
    public boolean full() {
      return true;
    }

    @Override
    public void write(String part, int vnode, Batch rows) {
      batches.add(rows);
    }
  }

  /// Adds rows, at least one.
  public synchronized Block append(Batch rows) {
    SpillStorage.File target = file;
    if (target == null) {
      if (closed) {
        throw new IllegalStateException("the file is closed");
      }
      target = space.create();
      file = target;
    }
    LocalSegment segment = new LocalSegment();
    segment.add(PART, 0, rows);
    byte[] bytes = segment.encode();
    long offset = target.append(bytes);
    space.written(bytes.length);
    return new Block(this, offset, bytes.length, rows.rowCount(), segment.bytes());
  }

  /// Nothing will be added any more.
  public synchronized void finish() {
    if (file != null) {
      file.finish();
    }
  }

  private synchronized byte[] bytes(Block block) {
    SpillStorage.File written = file;
    if (written == null) {
      throw new IllegalStateException("the rows of a closed file");
    }
    return written.read(block.offset(), block.length());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
