package io.thalweg.exec.runtime.stream;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.exec.checkpoint.CheckpointNotes;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.OpenCheckpoint;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.runtime.ResultState;
import io.thalweg.exec.runtime.StreamOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes epochs of one continuous query durable: the checkpoint first, then what the sinks prepared
/// up to it. Without a store the sinks commit each epoch. Thread-safe; blocks nobody.
///
/// A checkpoint that the store refuses is not the end of the query: what the sinks prepared waits
/// for the next one. One that a newer run has overtaken is, and so is a commit that fails.
public final class Durability {
  /// The note of a checkpoint behind which the query has nothing more to do.
  static final String OVER = "over";

  private final Optional<Checkpoints> checkpoints;
  private final Optional<ResultState> result;
  private final CheckpointNotes restored;
  private final BlockingCalls blocking;
  private final Holds holds;
  private final Map<String, List<String>> sources;
  private final List<PreparedSink> sinks = new ArrayList<>();
  private Runnable settled = () -> {};
  private Consumer<ThalwegException> abort = _ -> {};
  private @Nullable OpenCheckpoint open;
  private @Nullable Runnable whenDurable;
  private boolean busy;
  private volatile boolean complete;
  private boolean held;
  private long lastEpoch;
  private boolean stopped;
  private volatile boolean committing;
  private volatile Optional<CheckpointInfo> last;
  private volatile Optional<ThalwegException> failure = Optional.empty();

  /// @param blocking commits go through it
  /// @param holds keep the query from being released while something is on its way
  /// @param sources what a later run wants to know of the sources, by identity
  public Durability(
      StreamOptions options,
      BlockingCalls blocking,
      Holds holds,
      Map<String, List<String>> sources) {
    this.checkpoints = options.checkpoints();
    this.result = options.result();
    this.restored = options.restored().map(from -> from.notes()).orElse(CheckpointNotes.NONE);
    this.last = options.restored().map(from -> from.info());
    this.blocking = blocking;
    this.holds = holds;
    this.sources = sources;
  }

  /// @param whenSettled told when something that kept barriers back is over
  /// @param onFailure ends the query
  public synchronized void start(Runnable whenSettled, Consumer<ThalwegException> onFailure) {
    settled = whenSettled;
    abort = onFailure;
    held = true;
    holds.take(1);
  }

  /// Whether there is a store.
  public boolean isWanted() {
    return checkpoints.isPresent();
  }

  /// Whether the next barrier may carry a checkpoint.
  public synchronized boolean isIdle() {
    return !busy && open == null && checkpoints.map(Checkpoints::isIdle).orElse(true);
  }

  /// Whether the sinks have to commit an epoch before the next may end.
  public boolean isCommitting() {
    return committing;
  }

  /// The last checkpoint that is complete, that of an earlier run before the first.
  public Optional<CheckpointInfo> last() {
    return last;
  }

  /// Why the last checkpoint did not come about; empty when it did.
  public Optional<ThalwegException> failure() {
    return failure;
  }

  /// See [Epochs#sink].
  public synchronized Epochs.Sink sink(String identity, Consumer<List<String>> commit) {
    PreparedSink sink = new PreparedSink(identity, commit, restoredTexts(identity));
    sinks.add(sink);
    return sink;
  }

  /// A plan has one sink of its own: under another identity it was prepared by the query that this
  /// one replaces.
  private List<String> restoredTexts(String identity) {
    Map<String, List<String>> texts = restored.sinks();
    return identity.startsWith(Epochs.SIDE)
        ? texts.getOrDefault(identity, List.of())
        : texts.entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith(Epochs.SIDE))
            .flatMap(entry -> entry.getValue().stream())
            .toList();
  }

  private final class PreparedSink implements Epochs.Sink {
    private final String identity;
    private final Consumer<List<String>> commit;
    private final List<String> restoredTexts;
    private final List<String> prepared = new ArrayList<>();

    private PreparedSink(
        String identity, Consumer<List<String>> commit, List<String> restoredTexts) {
      this.identity = identity;
      this.commit = commit;
      this.restoredTexts = restoredTexts;
    }

    @Override
    public List<String> restored() {
      return restoredTexts;
    }

    @Override
    public boolean preparesAt(Barrier barrier) {
      return barrier.checkpoint() || !isWanted();
    }

    @Override
    public void prepared(String text) {
      synchronized (Durability.this) {
        if (!text.isEmpty()) {
          prepared.add(text);
        }
      }
    }
  }

  /// A barrier goes in.
  public synchronized void begin(Barrier barrier) {
    if (barrier.checkpoint()) {
      open = checkpoints.orElseThrow().begin(barrier.epoch(), false);
    }
  }

  /// Where a task writes the state of one node at the running checkpoint.
  ///
  /// @param whenRoom called when the writer is not full any more
  public synchronized StateWriter writer(String identity, int task, Runnable whenRoom) {
    OpenCheckpoint running = open;
    if (running == null) {
      throw new IllegalStateException("no checkpoint is being made");
    }
    return running.writer(identity, task, whenRoom);
  }

  /// What the reader has made of the result becomes part of the running checkpoint, if there still
  /// is one.
  public void save() {
    StateWriter writer;
    synchronized (this) {
      writer = open == null ? null : open.writer(ResultState.IDENTITY, 0);
    }
    if (writer != null) {
      result.orElseThrow().snapshot(writer);
    }
  }

  /// All tasks have passed the barrier, and the reader where it keeps something; where the barrier
  /// carries a checkpoint, all state is written.
  ///
  /// @param isLast whether no other checkpoint can make up for this one
  public synchronized void complete(Barrier barrier, boolean isLast) {
    OpenCheckpoint running = barrier.checkpoint() ? open : null;
    if (stopped || (running == null && (isWanted() || nothingPrepared()))) {
      return;
    }
    busy = true;
    open = null;
    if (running == null) {
      commit(texts());
    } else {
      complete(running, isLast, Map.of());
    }
  }

  private void complete(OpenCheckpoint running, boolean isLast, Map<String, String> job) {
    Map<PreparedSink, List<String>> texts = texts();
    Map<String, List<String>> noted = new HashMap<>();
    texts.forEach((sink, prepared) -> noted.put(sink.identity, prepared));
    CompletableFuture<CheckpointInfo> durable =
        running.complete(new CheckpointNotes(noted, sources, job));
    var _ = durable.whenComplete((info, error) -> completed(info, error, isLast, texts));
  }

  private boolean nothingPrepared() {
    return sinks.stream().allMatch(sink -> sink.prepared.isEmpty());
  }

  /// What the sinks have prepared and not committed.
  private Map<PreparedSink, List<String>> texts() {
    Map<PreparedSink, List<String>> texts = new HashMap<>();
    for (PreparedSink sink : sinks) {
      if (!sink.prepared.isEmpty()) {
        texts.put(sink, List.copyOf(sink.prepared));
      }
    }
    return texts;
  }

  private void completed(
      @Nullable CheckpointInfo info,
      @Nullable Throwable error,
      boolean isLast,
      Map<PreparedSink, List<String>> texts) {
    if (info != null) {
      complete |= isLast;
      // Before the checkpoint shows: whoever sees it may count on later epochs to wait for the
      // commit.
      committing = !texts.isEmpty();
      last = Optional.of(info);
      failure = Optional.empty();
      commit(texts);
      return;
    }
    ThalwegException coded = coded(error);
    failure = Optional.of(coded);
    if (isLast || coded.code() == ErrorCode.CHECKPOINT_FENCED) {
      abort.accept(coded);
    }
    finishStep();
  }

  private static ThalwegException coded(@Nullable Throwable error) {
    Throwable thrown = error == null ? new IllegalStateException("no outcome") : error;
    return ThalwegException.wrap(
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown);
  }

  /// Makes visible what belongs to a complete checkpoint, or to an epoch when there are none.
  private void commit(Map<PreparedSink, List<String>> texts) {
    if (texts.isEmpty()) {
      finishStep();
      return;
    }
    committing = true;
    CompletableFuture<?> call =
        blocking.start(
            () -> {
              texts.forEach((sink, prepared) -> sink.commit.accept(prepared));
              return texts;
            });
    var _ = call.whenComplete((_, error) -> committed(error, texts));
  }

  private void committed(@Nullable Throwable error, Map<PreparedSink, List<String>> texts) {
    if (error == null) {
      synchronized (this) {
        texts.forEach((sink, prepared) -> sink.prepared.subList(0, prepared.size()).clear());
      }
    } else {
      abort.accept(coded(error));
    }
    committing = false;
    finishStep();
  }

  /// Nothing is on its way any more. Tells others without holding the lock, because they have locks
  /// of their own.
  private void finishStep() {
    boolean release;
    synchronized (this) {
      busy = false;
      release = takeHold();
    }
    if (release) {
      holds.giveBack();
      return;
    }
    settled.run();
    finishIfWanted();
  }

  /// Whether the hold is to be given back: everything is over and nothing on its way.
  private boolean takeHold() {
    boolean release = stopped && held && !busy;
    held &= !release;
    return release;
  }

  /// All rows have left. A query that has ended without a last barrier, because it wanted no more
  /// of its input or had only tables to read, gets a checkpoint that says just that it is over.
  ///
  /// @param epoch behind all that were begun
  /// @param then run when nothing is on its way any more
  public void finish(long epoch, Runnable then) {
    synchronized (this) {
      whenDurable = then;
      lastEpoch = epoch;
    }
    finishIfWanted();
  }

  private void finishIfWanted() {
    Runnable then;
    OpenCheckpoint end;
    boolean more;
    synchronized (this) {
      then = whenDurable;
      if (then == null || busy || stopped) {
        return;
      }
      end = complete || !isWanted() ? null : beginEnd();
      more = end != null || !nothingPrepared();
      busy = more;
      whenDurable = more ? then : null;
    }
    if (end != null) {
      StateWriter writer = end.writer(ResultState.IDENTITY, 0);
      result.ifPresent(kept -> kept.snapshot(writer));
      complete(end, true, Map.of(OVER, "true"));
    } else if (more) {
      commit(texts());
    } else {
      then.run();
    }
  }

  private OpenCheckpoint beginEnd() {
    if (open != null) {
      open.abandon();
      open = null;
    }
    return checkpoints.orElseThrow().begin(lastEpoch, true);
  }

  /// The query is over: what is on its way is waited for, what has not begun does not begin.
  public void stop() {
    boolean release;
    synchronized (this) {
      stopped = true;
      if (open != null) {
        open.abandon();
        open = null;
      }
      release = takeHold();
    }
    if (release) {
      holds.giveBack();
    }
  }
}
