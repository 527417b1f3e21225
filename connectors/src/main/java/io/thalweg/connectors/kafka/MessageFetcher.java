package io.thalweg.connectors.kafka;

import io.thalweg.connectors.pending.News;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Polls one partition in a thread of its own and keeps a few polls' messages ready. The reader
/// asks and never waits; a full queue stops the polling.
final class MessageFetcher implements AutoCloseable {
  private static final int QUEUED_POLLS = 4;
  private static final Duration POLL = Duration.ofMillis(200);

  /// After so many polls without news the broker is asked for a sign of life.
  private static final int CHECKED_POLLS = 10;

  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Map<String, Object> client;
  private final TopicPartition partition;
  private final long from;
  private final BlockingQueue<Fetched> queue = new ArrayBlockingQueue<>(QUEUED_POLLS);
  private final News arrivals = new News();
  private volatile @Nullable ThalwegException failure;
  private volatile boolean closed;
  private volatile Optional<ThalwegException> trouble = Optional.empty();
  private int quietPolls;
  private final Thread thread;

  /// Messages of one poll.
  ///
  /// @param next the offset behind them and behind everything that is no message
  record Fetched(List<ConsumerRecord<byte[], byte[]>> messages, long next) {}

  MessageFetcher(Map<String, Object> client, TopicPartition partition, long from) {
    this.client = client;
    this.partition = partition;
    this.from = from;
    this.thread = Thread.ofPlatform().daemon().name("kafka " + partition).unstarted(this::run);
    thread.start();
  }

  /// Completes when there may be something new; to be asked for before [#next].
  CompletableFuture<?> arrival() {
    return arrivals.next();
  }

  /// The next messages, or null while there are none.
  ///
  /// @throws ThalwegException what ended the polling
  @Nullable Fetched next() {
    Fetched fetched = queue.poll();
    ThalwegException failed = failure;
    if (fetched == null && failed != null) {
      throw failed;
    }
    return fetched;
  }

  private void run() {
    try (Consumer<byte[], byte[]> consumer = Partitions.consumer(client)) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      long next = from;
      while (!closed) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        long reached = consumer.position(partition);
        if (reached > next) {
          put(new Fetched(polled.records(partition), reached));
          next = reached;
          quietPolls = 0;
          trouble = Optional.empty();
        } else if (++quietPolls % CHECKED_POLLS == 0) {
          check(consumer);
        }
      }
    } catch (WakeupException | InterruptedException _) {
      // Closed.
    } catch (KafkaException e) {
      failure = KafkaErrors.of("reading " + partition, e);
    } finally {
      arrivals.announce();
    }
  }

  /// Whether nothing comes because Kafka is away: polls do not tell.
  private void check(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.endOffsets(List.of(partition), ANSWER);
      trouble = Optional.empty();
    } catch (TimeoutException e) {
      trouble =
          Optional.of(
              new ThalwegException(
                  ErrorCode.CONNECTION_FAILED,
                  "reading "
                      + partition
                      + ": Kafka at "
                      + client.get("bootstrap.servers")
                      + " does not answer; waiting for it",
                  e));
    }
  }

  /// Why nothing comes; empty when there is nothing.
  Optional<ThalwegException> trouble() {
    return trouble;
  }

  private void put(Fetched fetched) throws InterruptedException {
    boolean taken = false;
    while (!taken && !closed) {
      taken = queue.offer(fetched, POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
    arrivals.announce();
  }

  /// Returns at once; the thread ends within [#POLL].
  @Override
  public void close() {
    closed = true;
    queue.clear();
  }
}
