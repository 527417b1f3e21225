package io.thalweg.exec.spill.bounded;

import io.thalweg.core.data.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Reads blocks of rows one after the other. Used by one thread at a time.
public final class RowReader {
  private final List<RowFile.Block> blocks;
  private final Deque<Batch> loaded = new ArrayDeque<>();
  private int nextBlock;

  /// Rows of the first batch that were handed out.
  private int taken;

  public RowReader(List<RowFile.Block> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  public boolean hasNext() {
    return !loaded.isEmpty() || nextBlock < blocks.size();
  }

  /// Whether the next rows are still in the file.
  public boolean needsLoad() {
    return loaded.isEmpty() && nextBlock < blocks.size();
  }

  /// What the next block will hold in memory, about; only when one is to be loaded.
  public long nextBytes() {
    return blocks.get(nextBlock).heldBytes();
  }

  /// Reads the next block. Blocks.
  public void load() {
    loaded.addAll(blocks.get(nextBlock++).read());
  }

  /// The next rows, which are loaded.
  ///
  /// @param maxRows the most there may be
  public Batch next(int maxRows) {
    Batch first = loaded.getFirst();
    int count = Math.min(maxRows, first.length() - taken);
    Batch rows = first.slice(taken, count);
    taken += count;
    if (taken == first.length()) {
      loaded.removeFirst();
      taken = 0;
    }
    return rows;
  }
}
