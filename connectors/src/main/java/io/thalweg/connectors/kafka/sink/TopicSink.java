package io.thalweg.connectors.kafka.sink;

import io.thalweg.connectors.kafka.KafkaErrors;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The rows of one statement, in one transaction. Thread-safe.
public final class TopicSink implements TableSink {
  private final TopicWriting topic;
  private final RowMessages rows;
  private @Nullable Producer<byte[], byte[]> producer;
  private long written;

  public TopicSink(TopicWriting topic) {
    this.topic = topic;
    this.rows = topic.messages();
  }

  @Override
  public synchronized void write(Batch batch) {
    rows.add(batch, this::send);
    written += batch.rowCount();
  }

  private void send(byte @Nullable [] key, byte @Nullable [] value) {
    try {
      begun().send(new ProducerRecord<>(topic.options().topic(), key, value));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private Producer<byte[], byte[]> begun() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      Map<String, Object> id = Map.of("transactional.id", "thalweg-insert-" + UUID.randomUUID());
      known = Outlet.producer(topic.options().client(), id);
      producer = known;
      known.initTransactions();
      known.beginTransaction();
    }
    return known;
  }

  @Override
  public synchronized long commit() {
    rows.flush(this::send);
    try (Producer<byte[], byte[]> open = producer) {
      if (open != null) {
        open.commitTransaction();
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
    return written;
  }

  @Override
  public synchronized void abort() {
    try (Producer<byte[], byte[]> open = producer) {
      if (open != null) {
        open.abortTransaction();
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private RuntimeException failed(KafkaException e) {
    return KafkaErrors.of("writing topic '" + topic.options().topic() + "'", e);
  }
}
