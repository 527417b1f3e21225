package io.thalweg.benchmarks.crash;

import io.thalweg.benchmarks.crash.Input.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Sends rows at a steady rate from a thread of its own until it is told to end, and remembers what
/// it has sent. Kafka's own producer, which neither loses nor doubles.
final class Feed implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;

  private final Producer<String, String> producer;
  private final RowMaker rows;
  private final int perSecond;
  private final Map<Input, List<List<Row>>> sent = new EnumMap<>(Input.class);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean ending;

  /// @param perSecond steps per second
  Feed(String bootstrap, long seed, int perSecond) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5),
            new StringSerializer(),
            new StringSerializer());
    this.rows = new RowMaker(seed, perSecond);
    this.perSecond = perSecond;
    for (Input input : Input.values()) {
      List<List<Row>> partitions = new ArrayList<>();
      for (int i = 0; i < Input.PARTITIONS; i++) {
        partitions.add(new ArrayList<>());
      }
      sent.put(input, partitions);
    }
    this.thread = Thread.ofPlatform().daemon().name("feed").start(this::run);
  }

  private void run() {
    long start = System.nanoTime();
    long steps = 0;
    try {
      while (!ending) {
        long due = (System.nanoTime() - start) / 1000 * perSecond / 1_000_000;
        for (; steps < due; steps++) {
          rows.step().forEach(this::send);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      rows.last().forEach(this::send);
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(RowMaker.Made made) {
    Objects.requireNonNull(sent.get(made.input())).get(made.partition()).add(made.row());
    producer.send(
        new ProducerRecord<>(
            made.input().topic(), made.partition(), null, made.input().json(made.row())),
        (_, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  /// Sends the last rows and waits until Kafka has all.
  ///
  /// @return the rows by input and partition, in their order there
  Map<Input, List<List<Row>>> finish() throws InterruptedException {
    ending = true;
    thread.join();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("rows could not be sent", failed);
    }
    return sent;
  }

  /// How it does, for messages.
  String state() {
    Exception failed = failure.get();
    return failed == null ? thread.getState().toString() : failed.toString();
  }

  @Override
  public void close() throws InterruptedException {
    ending = true;
    thread.interrupt();
    thread.join();
    producer.close(Duration.ZERO);
  }
}
