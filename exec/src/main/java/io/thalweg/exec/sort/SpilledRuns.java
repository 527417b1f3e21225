package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.spill.bounded.MemoryShare;
import io.thalweg.exec.spill.bounded.RowFile;
import io.thalweg.exec.spill.bounded.RowReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sorted runs in files, merged with as many at a time as memory has blocks for. Used by one thread
/// at a time, where blocking is allowed; [#stop] by any.
final class SpilledRuns implements AutoCloseable {
  private static final int LEAST_FAN_IN = 8;
  private static final int MOST_FAN_IN = 128;

  private final RowOrder order;
  private final SpillSpace space;
  private final MemoryShare share;
  private final MemoryReservation memory;
  private List<Run> runs = new ArrayList<>();
  private final List<RowFile> files = new ArrayList<>();
  private @Nullable BlockMerger merger;
  private volatile boolean stopped;

  /// One run, in a file of its own.
  private record Run(RowFile file, List<RowFile.Block> blocks) {}

  /// @param memory of the blocks that are merged; closed with this
  SpilledRuns(RowOrder order, SpillSpace space, MemoryShare share, MemoryReservation memory) {
    this.order = order;
    this.space = space;
    this.share = share;
    this.memory = memory;
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /// Writes a run of the rows that a sorter has.
  void add(RowSorter rows) {
    RowWriter writer = new RowWriter();
    while (rows.hasNext()) {
      writer.add(rows.next(writer.batchRows()));
    }
    writer.finish();
  }

  /// Makes one run of sorted rows, in blocks of about the wanted size.
  private final class RowWriter {
    private static final int FIRST_ROWS = 256;
    private static final int MOST_ROWS = 1 << 15;

    private final RowFile file = new RowFile(space);
    private final List<RowFile.Block> blocks = new ArrayList<>();
    private long rows;
    private long bytes;

    private RowWriter() {
      files.add(file);
      runs.add(new Run(file, blocks));
    }

    /// So many rows make a block.
    int batchRows() {
      return rows == 0
          ? FIRST_ROWS
          : Math.clamp(share.blockBytes() * rows / Math.max(1, bytes), 1, MOST_ROWS);
    }

    void add(Batch batch) {
      if (stopped) {
        throw new ThalwegException(ErrorCode.CANCELLED, "the query is over");
      }
      RowFile.Block block = file.append(batch);
      blocks.add(block);
      rows += block.rows();
      bytes += block.heldBytes();
    }

    void finish() {
      file.finish();
    }
  }

  /// No run is added any more: merges until those that are left can be merged at once.
  void finish() {
    int fanIn = Math.clamp(share.pieceBytes() / share.blockBytes() / 2, LEAST_FAN_IN, MOST_FAN_IN);
    while (runs.size() > fanIn) {
      List<Run> old = runs;
      runs = new ArrayList<>();
      for (int from = 0; from < old.size(); from += fanIn) {
        List<Run> group = old.subList(from, Math.min(old.size(), from + fanIn));
        if (group.size() == 1) {
          runs.addAll(group);
        } else {
          mergeToRun(group);
        }
      }
    }
    merger = merger(runs);
  }

  private void mergeToRun(List<Run> group) {
    BlockMerger merging = merger(group);
    RowWriter writer = new RowWriter();
    while (merging.hasNext()) {
      writer.add(merging.next(writer.batchRows()));
      memory.setTo(merging.heldBytes());
    }
    writer.finish();
    for (Run run : group) {
      run.file().close();
      files.remove(run.file());
    }
    memory.setTo(0);
  }

  private BlockMerger merger(List<Run> group) {
    return new BlockMerger(group.stream().map(run -> new RowReader(run.blocks())).toList(), order);
  }

  /// Whether all rows are in runs; false before [#finish].
  boolean isSpilled() {
    return merger != null;
  }

  /// Whether merged rows are left; false before [#finish].
  boolean hasNext() {
    return merger != null && merger.hasNext();
  }

  /// The next rows in order; only when there are some.
  Batch next(int maxRows) {
    BlockMerger merging = merger;
    if (merging == null) {
      throw new IllegalStateException("rows are taken after all were added");
    }
    Batch rows = merging.next(maxRows);
    memory.setTo(merging.heldBytes());
    return rows;
  }

  /// The rows are not wanted any more.
  void stop() {
    stopped = true;
  }

  @Override
  public void close() {
    files.forEach(RowFile::close);
    merger = null;
    memory.close();
  }
}
