package io.thalweg.exec.runtime.stream;

import io.thalweg.exec.operator.CatchUp;
import io.thalweg.exec.operator.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Asks all sources of a continuous query whether they have handed out what they have, one question
/// at a time: who asks meanwhile gets the next one, so that steady asking cannot put the answer
/// off. Thread-safe; blocks nobody.
public final class CatchUps {
  private final Runnable wakeAll;
  private final LongSupplier showNow;
  private final Set<Source> open = new HashSet<>();
  private final Set<Source> waiting = new HashSet<>();
  private List<CompletableFuture<Long>> askers = List.of();
  private List<CompletableFuture<Long>> nextAskers = new ArrayList<>();
  private volatile @Nullable CatchUp current;

  /// Sources that the query will have and that its tasks have not made yet.
  private int unopened;

  /// @param wakeAll wakes the sources
  /// @param showNow ends the epoch in which all have answered and says which one it is
  public CatchUps(Runnable wakeAll, LongSupplier showNow) {
    this.wakeAll = wakeAll;
    this.showNow = showNow;
  }

  /// The question that was asked last; null when there was none yet.
  public @Nullable CatchUp current() {
    return current;
  }

  /// So many more sources will be opened.
  public synchronized void expect(int sources) {
    unopened += sources;
  }

  /// A source that a running question has waited for has to answer it, too.
  public synchronized void opened(Source source) {
    unopened--;
    open.add(source);
    if (!askers.isEmpty()) {
      waiting.add(source);
    }
  }

  private boolean haveAllAnswered() {
    return unopened == 0 && waiting.isEmpty();
  }

  /// A source has nothing more to say: nobody waits for it.
  public void closed(Source source) {
    synchronized (this) {
      open.remove(source);
    }
    answered(current, source);
  }

  /// Asks all sources.
  ///
  /// @return the epoch that shows what they had
  public CompletableFuture<Long> ask() {
    CompletableFuture<Long> asker = new CompletableFuture<>();
    synchronized (this) {
      nextAskers.add(asker);
    }
    askNext();
    return asker;
  }

  /// Asks for those who wait, unless a question is out.
  private void askNext() {
    boolean asked;
    boolean done;
    synchronized (this) {
      asked = askers.isEmpty() && !nextAskers.isEmpty();
      if (asked) {
        askers = nextAskers;
        nextAskers = new ArrayList<>();
        waiting.clear();
        waiting.addAll(open);
        current = new CatchUp();
      }
      done = asked && haveAllAnswered();
    }
    if (done) {
      complete();
    } else if (asked) {
      wakeAll.run();
    }
  }

  /// A source has handed out what it had when the question came.
  ///
  /// @param question null, or one that is not out any more: no effect
  public void answered(@Nullable CatchUp question, Source source) {
    boolean done;
    synchronized (this) {
      done = question != null && question == current && waiting.remove(source) && haveAllAnswered();
    }
    if (done) {
      complete();
    }
  }

  /// A source cannot answer: whoever asks gets the failure.
  public void failed(CatchUp question, Throwable failure) {
    if (question == current) {
      takeAskers().forEach(asker -> asker.completeExceptionally(failure));
      askNext();
    }
  }

  private void complete() {
    long epoch = showNow.getAsLong();
    takeAskers().forEach(asker -> asker.complete(epoch));
    askNext();
  }

  private synchronized List<CompletableFuture<Long>> takeAskers() {
    List<CompletableFuture<Long>> taken = askers;
    askers = List.of();
    return taken;
  }
}
