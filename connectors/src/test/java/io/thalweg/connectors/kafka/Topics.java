package io.thalweg.connectors.kafka;

import io.thalweg.testing.kafka.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Topics of a broker in tests, through Kafka's own clients. Closed by the test class.
final class Topics implements AutoCloseable {
  private final KafkaBroker broker;
  private final Producer<String, String> producer;

  Topics(KafkaBroker broker) {
    this.broker = broker;
    this.producer = producer(Map.of());
  }

  Producer<String, String> producer(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("bootstrap.servers", broker.address());
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  void create(String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
          .all()
          .get();
    }
  }

  /// Gives a topic partitions until it has so many.
  void grow(String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  void send(String topic, int partition, @Nullable String key, @Nullable String value)
      throws Exception {
    send(new ProducerRecord<>(topic, partition, key, value));
  }

  void send(ProducerRecord<String, String> message) throws Exception {
    producer.send(message).get();
  }

  /// All committed messages of a topic, in order of partitions.
  List<ConsumerRecord<String, String>> read(String topic) {
    awaitMarkers();
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", broker.address(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      List<ConsumerRecord<String, String>> all = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        }
      }
      return all;
    }
  }

  /// A commit is certain when the producer has its answer, but readers see it only when the broker
  /// has marked it in every partition.
  private void awaitMarkers() {
    ListTransactionsOptions unmarked =
        new ListTransactionsOptions()
            .filterStates(Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      while (!admin.listTransactions(unmarked).all().get().isEmpty()) {
        Thread.sleep(10);
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> values(String topic) {
    return read(topic).stream().map(ConsumerRecord::value).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
