package io.thalweg.connectors.pending;

import java.util.concurrent.CompletableFuture;

/// Tells readers that there may be something new. Thread-safe.
///
/// A reader takes [#next] *before* it looks, so that what comes in between completes it.
public final class News {
  private CompletableFuture<Void> next = new CompletableFuture<>();

  /// Completes at the next announcement.
  public synchronized CompletableFuture<?> next() {
    return next;
  }

  /// Completes what readers wait for; to be called outside of locks that they take.
  public void announce() {
    CompletableFuture<Void> past;
    synchronized (this) {
      past = next;
      next = new CompletableFuture<>();
    }
    past.complete(null);
  }
}
