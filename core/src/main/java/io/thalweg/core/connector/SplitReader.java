package io.thalweg.core.connector;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Optional;

/// Reads one split in steps. Used by one task at a time; closed by the task, also after errors.
public interface SplitReader extends AutoCloseable {

  /// The next piece. May read local files for about a millisecond; anything slower (a network, a
  /// pipe) is fetched behind the scenes and answered with [Progress.Pending] meanwhile.
  Progress read();

  /// Where the next [#read] goes on, as plain text that [Table#open] understands under the split
  /// property `position`; stored in checkpoints.
  default String position() {
    return "";
  }

  /// Whether what was handed out so far may be seen without what comes next. While it is false (a
  /// change of several batches has begun), no epoch ends and no position is taken.
  default boolean isBetweenChanges() {
    return true;
  }

  /// Whether everything has been handed out that there was when [TableStream#ends] gave `end` for
  /// this split. Of streams only; asked between changes, and often.
  default boolean hasPassed(String end) {
    throw new IllegalStateException("a split without an end");
  }

  /// How many rows were left out since the last call because they could not be read, where the
  /// table was declared so.
  default int takeSkipped() {
    return 0;
  }

  /// Why nothing comes at present, when that is not because there is nothing: the source is away,
  /// and is waited for. Asked by any thread, also while the reader reads or is closed.
  default Optional<ThalwegException> trouble() {
    return Optional.empty();
  }

  /// What this reader has handed out, with weights that add up. Of volatile streams only
  /// ([TableStream#isVolatile]); asked for between changes.
  ///
  /// @param all everything; otherwise how it has changed since the last call
  /// @return empty while there is nothing to be read from yet
  default Optional<List<Batch>> handedOut(boolean all) {
    throw new IllegalStateException("a reader whose position says it all");
  }

  @Override
  void close();

  /// The outcome of one [#read].
  sealed interface Progress {

    /// Rows, of the requested columns. Possibly none after filtering.
    record Rows(Batch batch) implements Progress {}

    /// Nothing yet; `ready` completes when it is worth asking again.
    record Pending(java.util.concurrent.CompletableFuture<?> ready) implements Progress {}

    /// A point where an epoch is to end, in streams that say so themselves (for tests and replays);
    /// the next read goes on behind it.
    record Mark() implements Progress {
      public static final Mark INSTANCE = new Mark();
    }

    /// The split is exhausted.
    record Finished() implements Progress {
      public static final Finished INSTANCE = new Finished();
    }
  }
}
