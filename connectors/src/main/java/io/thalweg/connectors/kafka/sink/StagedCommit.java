package io.thalweg.connectors.kafka.sink;

import io.thalweg.connectors.kafka.KafkaErrors;
import io.thalweg.connectors.kafka.KafkaOptions;
import io.thalweg.connectors.kafka.Partitions;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Copies staged messages to their topic in transactions that remember their checkpoint. Used by
/// one thread at a time.
final class StagedCommit implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int PATIENCE_POLLS = 120;
  private static final int TRANSACTION_MILLIS = 600_000;

  private final KafkaOptions options;
  private final String staging;
  private final String name;
  private final TopicPartition marker;
  private @Nullable Producer<byte[], byte[]> producer;

  /// @param job a legal part of names
  StagedCommit(KafkaOptions options, String staging, String job) {
    this.options = options;
    this.staging = staging;
    this.name = "thalweg-" + job + "-" + options.topic();
    this.marker = new TopicPartition(options.topic(), 0);
  }

  /// From now on no other process can commit for this job; what one had begun is over.
  void fence() {
    try {
      transactions();
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private Producer<byte[], byte[]> transactions() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      Map<String, Object> more = new HashMap<>();
      more.put("transactional.id", name);
      if (!options.client().containsKey("transaction.timeout.ms")) {
        more.put("transaction.timeout.ms", TRANSACTION_MILLIS);
      }
      known = Outlet.producer(options.client(), more);
      try {
        known.initTransactions();
      } catch (KafkaException e) {
        known.close(Duration.ZERO);
        throw e;
      }
      producer = known;
    }
    return known;
  }

  /// @param own whether this process prepared it, and so never committed it before
  void apply(List<Staged> all, boolean own) {
    try {
      Producer<byte[], byte[]> open = transactions();
      long checkpoint = all.stream().mapToLong(Staged::checkpoint).max().orElseThrow();
      String fingerprint = Staged.fingerprint(all);
      if (!isCommitted(checkpoint, fingerprint, own)) {
        copy(open, all, new OffsetAndMetadata(checkpoint, fingerprint));
      }
    } catch (KafkaException e) {
      giveUp();
      throw failed(e);
    } catch (ThalwegException e) {
      giveUp();
      throw e;
    }
    new StagingTopic(options, staging).delete(all);
  }

  /// Whether the mark that the last commit left is of this one, or, for what an earlier process
  /// prepared, of a later one.
  private boolean isCommitted(long checkpoint, String fingerprint, boolean own) {
    Map<String, Object> properties = new HashMap<>(options.client());
    properties.put("group.id", name);
    properties.put("isolation.level", "read_committed");
    try (Consumer<byte[], byte[]> consumer = Partitions.consumer(properties)) {
      OffsetAndMetadata last = consumer.committed(Set.of(marker)).get(marker);
      return last != null
          && (last.metadata().equals(fingerprint) || (!own && last.offset() > checkpoint));
    }
  }

  private void copy(Producer<byte[], byte[]> open, List<Staged> all, OffsetAndMetadata mark) {
    open.beginTransaction();
    Map<String, Object> properties = new HashMap<>(options.client());
    properties.put("group.id", name);
    properties.put("isolation.level", "read_uncommitted");
    try (Consumer<byte[], byte[]> consumer = Partitions.consumer(properties)) {
      for (Staged one : all) {
        copy(consumer, one, open);
      }
      open.sendOffsetsToTransaction(Map.of(marker, mark), consumer.groupMetadata());
    }
    open.commitTransaction();
  }

  private void copy(Consumer<byte[], byte[]> from, Staged range, Producer<byte[], byte[]> to) {
    TopicPartition partition = new TopicPartition(staging, range.partition());
    from.assign(List.of(partition));
    from.seek(partition, range.first());
    int idle = 0;
    while (from.position(partition) <= range.last()) {
      List<ConsumerRecord<byte[], byte[]>> messages = from.poll(POLL).records(partition);
      idle = messages.isEmpty() ? idle + 1 : 0;
      if (idle > PATIENCE_POLLS) {
        throw new ThalwegException(
            ErrorCode.CONNECTION_FAILED,
            "topic '" + staging + "' does not give what was staged at " + range.text());
      }
      for (ConsumerRecord<byte[], byte[]> message : messages) {
        if (message.offset() <= range.last() && isOf(message, range.writer())) {
          to.send(
              new ProducerRecord<>(
                  options.topic(), null, message.timestamp(), message.key(), message.value()));
        }
      }
    }
  }

  private static boolean isOf(ConsumerRecord<byte[], byte[]> message, String writer) {
    Header header = message.headers().lastHeader(StagedTarget.WRITER);
    return header != null && new String(header.value(), StandardCharsets.US_ASCII).equals(writer);
  }

  /// A producer that has failed is of no use; the next attempt begins with a new one, which ends
  /// this one's transaction.
  private void giveUp() {
    Producer<byte[], byte[]> failed = producer;
    producer = null;
    if (failed != null) {
      failed.close(Duration.ZERO);
    }
  }

  private ThalwegException failed(KafkaException e) {
    return KafkaErrors.of("writing topic '" + options.topic() + "'", e);
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ofSeconds(5));
    }
  }
}
