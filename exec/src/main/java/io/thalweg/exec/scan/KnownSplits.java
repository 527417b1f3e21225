package io.thalweg.exec.scan;

import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The splits of one stream that is followed: those that were listed first, in their order, and
/// behind them those that have appeared since. Shared by the tasks of the scan.
///
/// It also knows how far event time is in all of them together, because a split that appears late
/// begins there: what is before is over for those who have computed with it.
final class KnownSplits {
  private final TableStream stream;
  private final ScanRequest request;
  private final CompletableFuture<List<Split>> listed;
  private final Runnable wakeAll;
  private List<Split> appeared = List.of();
  private @Nullable CompletableFuture<List<Split>> more;
  private boolean watching;
  private boolean closed;
  private int passed;
  private long least = Long.MAX_VALUE;
  private long watermark = Long.MIN_VALUE;

  /// @param listed completes with the splits there are at first
  /// @param wakeAll called when there are others
  KnownSplits(
      TableStream stream,
      ScanRequest request,
      CompletableFuture<List<Split>> listed,
      Runnable wakeAll) {
    this.stream = stream;
    this.request = request;
    this.listed = listed;
    this.wakeAll = wakeAll;
  }

  /// Completes when the first splits are known, or could not be listed.
  CompletableFuture<?> listed() {
    return listed;
  }

  /// All that are known. Only once [#listed] is done.
  synchronized List<Split> all() {
    List<Split> all = new ArrayList<>(first());
    all.addAll(appeared);
    return all;
  }

  private List<Split> first() {
    try {
      return listed.join();
    } catch (CompletionException e) {
      throw ThalwegException.wrap(e.getCause() == null ? e : e.getCause());
    }
  }

  /// Looks out for others from now on, where there may be any. Only once [#listed] is done.
  synchronized void watch() {
    if (!watching) {
      watching = true;
      watchOn();
    }
  }

  private void watchOn() {
    Optional<CompletableFuture<List<Split>>> others =
        stream.moreSplits(
            request, all().stream().map(Split::label).collect(Collectors.toUnmodifiableSet()));
    if (others.isEmpty()) {
      return;
    }
    synchronized (this) {
      more = others.get();
      if (closed) {
        others.get().cancel(false);
      }
    }
    var _ = others.get().thenAccept(this::add);
  }

  private void add(List<Split> found) {
    synchronized (this) {
      List<Split> all = new ArrayList<>(appeared);
      found.forEach(split -> all.add(appeared(split)));
      appeared = all;
    }
    wakeAll.run();
    watchOn();
  }

  /// The split, to be read from its very beginning.
  static Split appeared(Split split) {
    Map<String, String> properties = new HashMap<>(split.properties());
    properties.put(TableStream.APPEARED, "true");
    return new Split(split.label(), split.rows(), split.bytes(), properties);
  }

  /// Whether there may be others some time.
  synchronized boolean mayGrow() {
    return more != null;
  }

  /// A task has passed a barrier; no task passes the next one before all have passed this one.
  ///
  /// @param tasks how many there are
  /// @param itsWatermark at this barrier
  synchronized void passed(int tasks, long itsWatermark) {
    least = Math.min(least, itsWatermark);
    if (++passed == tasks) {
      if (least < Watermark.IDLE) {
        watermark = Math.max(watermark, least);
      }
      passed = 0;
      least = Long.MAX_VALUE;
    }
  }

  /// The watermark of all tasks together at the last barrier that all have passed.
  synchronized long watermark() {
    return watermark;
  }

  void close() {
    CompletableFuture<List<Split>> waiting;
    synchronized (this) {
      closed = true;
      waiting = more;
    }
    if (waiting != null) {
      waiting.cancel(false);
    }
  }
}
