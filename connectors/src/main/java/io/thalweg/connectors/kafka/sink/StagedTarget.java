package io.thalweg.connectors.kafka.sink;

import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.data.Batch;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Rows of a job reach the topic exactly once; see the package's page for how. Thread-safe.
///
/// Each task has a partition of the staging topic to itself, so that what a checkpoint holds of it
/// is a range of offsets, and everything up to the end of a committed range can be deleted.
public final class StagedTarget implements StreamTarget {
  /// The header that names the writer of a staged message.
  static final String WRITER = "thalweg.writer";

  private static final String SUFFIX = ".thalweg-staging.";
  private static final int MAX_NAME = 249;

  private final TopicWriting topic;
  private final String staging;
  private final StagedCommit commit;
  private final Set<String> prepared = new HashSet<>();
  private int tasks;
  private int created;

  /// @param job names the writer for ever
  public StagedTarget(TopicWriting topic, String job) {
    this.topic = topic;
    String plain = job.replaceAll("[^a-zA-Z0-9._-]", "_");
    String named = topic.options().topic() + SUFFIX + plain;
    this.staging =
        topic
            .options()
            .stagingTopic()
            .orElse(named.substring(0, Math.min(MAX_NAME, named.length())));
    this.commit = new StagedCommit(topic.options(), staging, plain);
  }

  @Override
  public boolean acceptsRetractions() {
    return topic.upserts();
  }

  @Override
  public StreamWriter writer(int task) {
    reserve(task);
    return new Writer(task);
  }

  @Override
  public synchronized void commit(List<String> texts) {
    List<Staged> all = texts.stream().filter(text -> !text.isEmpty()).map(Staged::parse).toList();
    if (!all.isEmpty()) {
      boolean own = prepared.containsAll(texts.stream().filter(t -> !t.isEmpty()).toList());
      commit.apply(all, own);
      texts.forEach(prepared::remove);
    }
  }

  /// Fences writers of an earlier run. What they staged is named by no checkpoint and never copied.
  @Override
  public synchronized void recover() {
    commit.fence();
  }

  @Override
  public synchronized void close() {
    commit.close();
  }

  private synchronized void remember(String text) {
    prepared.add(text);
  }

  private synchronized void reserve(int task) {
    tasks = Math.max(tasks, task + 1);
  }

  /// Makes sure that the staging topic has a partition per task; may block.
  private synchronized void createStaging() {
    if (created < tasks) {
      new StagingTopic(topic.options(), staging).reach(tasks);
      created = tasks;
    }
  }

  private final class Writer implements StreamWriter {
    private final int task;
    private final String name = UUID.randomUUID().toString();
    private final byte[] header = name.getBytes(StandardCharsets.US_ASCII);
    private final RowMessages rows = topic.messages();
    private @Nullable Outlet outlet;

    Writer(int task) {
      this.task = task;
    }

    private void send(byte @Nullable [] key, byte @Nullable [] value) {
      Outlet out = outlet;
      if (out == null) {
        createStaging();
        out = new Outlet(topic.options().client(), staging);
        outlet = out;
      }
      ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(staging, task, key, value);
      message.headers().add(WRITER, header);
      out.send(message);
    }

    @Override
    public void write(Batch batch) {
      rows.add(batch, this::send);
    }

    @Override
    public String prepare(long checkpoint) {
      rows.flush(this::send);
      Outlet out = outlet;
      if (out == null) {
        return "";
      }
      out.flush();
      long[] range = out.takeRange();
      if (range[0] < 0) {
        return "";
      }
      String text = new Staged(checkpoint, task, range[0], range[1], name).text();
      remember(text);
      return text;
    }

    @Override
    public void close() {
      if (outlet != null) {
        outlet.close();
      }
    }
  }
}
