package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Follows a table from version to version; the first step is from nothing to the version that is
/// there. Rows of one commit that fit a batch come in one.
///
/// A position is `table:version:target:rows`: behind so many rows of the step from `version` (-1
/// for nothing) to `target` (-1 when no step is under way).
final class ChangeReader implements SplitReader {
  private static final int NONE = -1;

  private final TableStore store;
  private final ScanRequest request;
  private @Nullable MemoryTable base;
  private @Nullable MemoryTable target;
  private @Nullable Changes changes;
  private long done;

  /// The version of the last [#handedOut].
  private @Nullable MemoryTable told;

  /// @param base the version whose rows have been handed out; null: none
  /// @param target the version to be reached next; null: whatever is next
  /// @param done rows of the step to `target` that have been handed out
  ChangeReader(
      TableStore store,
      ScanRequest request,
      @Nullable MemoryTable base,
      @Nullable MemoryTable target,
      long done) {
    this.store = store;
    this.request = request;
    this.base = base;
    this.target = target;
    this.done = done;
  }

  /// @throws ThalwegException INVALID_ARGUMENT when the position is of another table, or too old
  static ChangeReader at(TableStore store, ScanRequest request, String position) {
    String[] parts = position.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(store.incarnation())) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "the stream of table '"
              + store.name()
              + "' cannot go on at '"
              + position
              + "': that was another table of this name; start the job anew");
    }
    long base = Long.parseLong(parts[1]);
    long target = Long.parseLong(parts[2]);
    return new ChangeReader(
        store,
        request,
        base == NONE ? null : store.followed(base),
        target == NONE ? null : store.followed(target),
        Long.parseLong(parts[3]));
  }

  @Override
  public Progress read() {
    while (true) {
      CompletableFuture<?> changed = store.changed();
      MemoryTable from = base;
      MemoryTable to = target == null ? store.after(from) : target;
      if (to == null) {
        return new Progress.Pending(changed);
      }
      Changes step = changes == null ? changes(from, to) : changes;
      if (done < step.rows()) {
        Batch batch = step.read(request.columns(), done, request.batchRows());
        done += batch.rowCount();
        target = to;
        changes = step;
        return new Progress.Rows(batch);
      }
      base = to;
      target = null;
      changes = null;
      done = 0;
    }
  }

  private static Changes changes(@Nullable MemoryTable from, MemoryTable to) {
    return Changes.between(from == null ? List.of() : from.chunks(), to.chunks());
  }

  @Override
  public boolean isBetweenChanges() {
    return target == null;
  }

  @Override
  public boolean hasPassed(String end) {
    return version(base) >= Long.parseLong(end);
  }

  @Override
  public Optional<List<Batch>> handedOut(boolean all) {
    MemoryTable from = all ? null : told;
    told = base;
    if (base == null) {
      return Optional.of(List.of());
    }
    Changes step = changes(from, base);
    List<Batch> batches = new ArrayList<>();
    for (long done = 0; done < step.rows(); done += request.batchRows()) {
      batches.add(step.read(request.columns(), done, request.batchRows()));
    }
    return Optional.of(batches);
  }

  @Override
  public String position() {
    return store.incarnation() + ":" + version(base) + ":" + version(target) + ":" + done;
  }

  private static long version(@Nullable MemoryTable table) {
    return table == null ? NONE : table.version();
  }

  @Override
  public void close() {
    changes = null;
  }
}
