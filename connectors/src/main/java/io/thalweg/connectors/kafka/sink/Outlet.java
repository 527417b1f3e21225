package io.thalweg.connectors.kafka.sink;

import io.thalweg.connectors.kafka.KafkaErrors;
import io.thalweg.core.error.ThalwegException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends messages of one writer to one topic, in order and without repetition, and knows when Kafka
/// has all of them. Used by one thread.
final class Outlet implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long NOWHERE = -1;

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;
  // Offsets of what was sent since the last flush; written by the producer's thread.
  private volatile long first = NOWHERE;
  private volatile long last = NOWHERE;

  Outlet(Map<String, Object> client, String topic) {
    this.topic = topic;
    this.producer = producer(client, Map.of());
  }

  /// @param more properties on top of the client's
  static Producer<byte[], byte[]> producer(Map<String, Object> client, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.remove("isolation.level");
    properties.remove("default.api.timeout.ms");
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.putIfAbsent("linger.ms", 5);
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// May block while the producer's buffer is full.
  void send(ProducerRecord<byte[], byte[]> message) {
    check();
    try {
      producer.send(
          message,
          (place, error) -> {
            if (error != null) {
              failure = error;
            } else {
              reached(place.offset());
            }
          });
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /// Acknowledgements of one partition come in order, from one thread.
  private void reached(long offset) {
    if (first == NOWHERE) {
      first = offset;
    }
    last = offset;
  }

  /// Waits until Kafka has everything.
  void flush() {
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw failed(e);
    }
    check();
  }

  /// The offsets of the first and last message since the last call, when all went to one partition.
  /// Only behind [#flush].
  long[] takeRange() {
    long[] range = {first, last};
    first = NOWHERE;
    last = NOWHERE;
    return range;
  }

  private void check() {
    Exception failed = failure;
    if (failed != null) {
      throw failed(failed);
    }
  }

  private ThalwegException failed(Exception e) {
    return KafkaErrors.of("writing topic '" + topic + "'", e);
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
