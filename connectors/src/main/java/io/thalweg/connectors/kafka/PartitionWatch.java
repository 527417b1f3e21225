package io.thalweg.connectors.kafka;

import io.thalweg.core.connector.Split;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Asks the broker every now and then whether a topic has got partitions, in a thread of its own.
/// An answer that does not come is no news.
final class PartitionWatch {
  /// How long a watch that nobody waits for may go on.
  private static final Duration NAP = Duration.ofMillis(500);

  private final KafkaOptions options;
  private final Set<String> known;
  private final CompletableFuture<List<Split>> found = new CompletableFuture<>();

  private PartitionWatch(KafkaOptions options, Set<String> known) {
    this.options = options;
    this.known = known;
  }

  /// Completes with the partitions that are not among `known`; ends when it is cancelled.
  static CompletableFuture<List<Split>> start(KafkaOptions options, Set<String> known) {
    PartitionWatch watch = new PartitionWatch(options, known);
    Thread.ofVirtual().name("partitions of " + options.topic()).start(watch::run);
    return watch.found;
  }

  private void run() {
    try {
      while (!found.isDone()) {
        sleep();
        if (!found.isDone()) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sleep() throws InterruptedException {
    Duration left = options.discovery();
    while (left.isPositive() && !found.isDone()) {
      Duration nap = left.compareTo(NAP) < 0 ? left : NAP;
      Thread.sleep(nap);
      left = left.minus(nap);
    }
  }

  private void look() {
    try {
      if (Partitions.hasOthers(options, known)) {
        found.complete(
            Partitions.of(options, false).stream()
                .filter(split -> !known.contains(split.label()))
                .toList());
      }
    } catch (ThalwegException e) {
      // Kafka is away; those who read from it notice.
    }
  }
}
