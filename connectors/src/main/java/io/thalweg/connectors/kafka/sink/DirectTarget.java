package io.thalweg.connectors.kafka.sink;

import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.data.Batch;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Rows go to the topic as they come, with `delivery = 'at_least_once'`: at once to be read, and
/// again after a crash. Thread-safe.
public final class DirectTarget implements StreamTarget {
  private final TopicWriting topic;

  public DirectTarget(TopicWriting topic) {
    this.topic = topic;
  }

  @Override
  public boolean acceptsRetractions() {
    return topic.upserts();
  }

  @Override
  public StreamWriter writer(int task) {
    return new Writer(topic);
  }

  @Override
  public void commit(List<String> prepared) {
    // Kafka has everything since the writers were asked to prepare.
  }

  private static final class Writer implements StreamWriter {
    private final String topic;
    private final RowMessages rows;
    private final Outlet outlet;

    Writer(TopicWriting writing) {
      this.topic = writing.options().topic();
      this.rows = writing.messages();
      this.outlet = new Outlet(writing.options().client(), topic);
    }

    private void send(byte @Nullable [] key, byte @Nullable [] value) {
      outlet.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public void write(Batch batch) {
      rows.add(batch, this::send);
    }

    @Override
    public String prepare(long checkpoint) {
      rows.flush(this::send);
      outlet.flush();
      return "";
    }

    @Override
    public void close() {
      outlet.close();
    }
  }
}
