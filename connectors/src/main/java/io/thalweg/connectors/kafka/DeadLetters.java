package io.thalweg.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends messages that are no rows elsewhere, as they are, with what is wrong in the header
/// `thalweg.error`. After a restart a message may be sent again. Used by one reader.
final class DeadLetters implements AutoCloseable {
  private static final String HEADER = "thalweg.error";

  private final Map<String, Object> properties;
  private final String topic;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<Producer<byte[], byte[]>> producer;

  DeadLetters(Map<String, Object> client, String topic) {
    this.properties = new HashMap<>(client);
    this.topic = topic;
    properties.remove("isolation.level");
    properties.remove("default.api.timeout.ms");
    this.producer =
        CompletableFuture.supplyAsync(
            () ->
                new KafkaProducer<>(
                    properties, new ByteArraySerializer(), new ByteArraySerializer()),
            executor);
  }

  /// Completes when Kafka has the message.
  CompletableFuture<?> send(ConsumerRecord<byte[], byte[]> message, String error) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, null, message.key(), message.value(), message.headers());
    letter.headers().add(HEADER, error.getBytes(StandardCharsets.UTF_8));
    return producer.thenApplyAsync(
        to -> {
          try {
            return to.send(letter).get();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CompletionException(e);
          } catch (java.util.concurrent.ExecutionException e) {
            throw new java.util.concurrent.CompletionException(e.getCause());
          }
        },
        executor);
  }

  @Override
  public void close() {
    producer.thenAcceptAsync(sender -> sender.close(Duration.ofSeconds(5)), executor);
    executor.shutdown();
  }
}
