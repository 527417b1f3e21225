package io.thalweg.cli.run;

import io.thalweg.jdbc.spi.QueryProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// One line on a terminal that says how far a statement is, once it has run for a second.
///
/// A thread of its own draws; [#hide] and [#close] may come from any.
final class ProgressLine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long REDRAW_MILLIS = 200;
  private static final String ERASE = "\r\u001b[K";
  private static final int BAR = 20;

  private final PrintStream err;
  private final Supplier<QueryProgress> progress;
  private final long start = System.nanoTime();
  private boolean drawn;
  private boolean closed;

  private ProgressLine(PrintStream err, Supplier<QueryProgress> progress) {
    this.err = err;
    this.progress = progress;
  }

  static ProgressLine start(PrintStream err, Supplier<QueryProgress> progress) {
    ProgressLine line = new ProgressLine(err, progress);
    Thread.ofPlatform().name("thalweg-progress").daemon().start(line::draw);
    return line;
  }

  private synchronized void draw() {
    try {
      long pause = PATIENCE.toMillis();
      while (!closed) {
        wait(pause);
        pause = REDRAW_MILLIS;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        if (!closed && elapsed.compareTo(PATIENCE) >= 0) {
          err.print(ERASE + format(progress.get(), elapsed));
          err.flush();
          drawn = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the line says.
  static String format(QueryProgress progress, Duration elapsed) {
    StringBuilder line = new StringBuilder();
    if (progress.percent() >= 0) {
      int done = (int) Math.min(BAR, progress.percent() * BAR / 100);
      line.append("━".repeat(done)).append("╌".repeat(BAR - done));
      line.append(String.format(Locale.ROOT, " %3.0f %%  ", progress.percent()));
    }
    if (progress.rows() > 0) {
      line.append(Quantities.count(progress.rows())).append(" rows  ");
    }
    if (progress.bytes() > 0) {
      line.append(Quantities.bytes(progress.bytes())).append("  ");
    }
    return line.append(Quantities.time(elapsed)).toString();
  }

  /// Takes the line away before something else is written.
  synchronized void hide() {
    if (drawn) {
      err.print(ERASE);
      err.flush();
      drawn = false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    hide();
    notifyAll();
  }
}
