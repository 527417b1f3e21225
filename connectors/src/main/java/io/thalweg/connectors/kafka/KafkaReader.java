package io.thalweg.connectors.kafka;

import io.thalweg.connectors.kafka.MessageFetcher.Fetched;
import io.thalweg.connectors.kafka.message.MessageDecoder;
import io.thalweg.connectors.kafka.message.Metadata;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads one partition; its position is the offset of the next message.
///
/// A message that is no row ends the query with its place, is left out, or is sent to the topic of
/// dead letters before the reader goes on behind it.
final class KafkaReader implements SplitReader {
  /// Messages per step, so that parsing stays near a millisecond.
  private static final int STEP_MESSAGES = 1024;

  private final KafkaOptions options;
  private final TopicColumns table;
  private final List<Integer> columns;
  private final MessageDecoder decoder;
  private final TopicPartition partition;
  private final long end;
  private final int step;
  private long position;
  private int skipped;
  private volatile @Nullable MessageFetcher fetcher;
  private @Nullable DeadLetters deadLetters;
  private @Nullable CompletableFuture<?> burial;
  private List<ConsumerRecord<byte[], byte[]>> messages = List.of();
  private int taken;
  private long behind;

  /// @param end the offset before which reading ends; `Long.MAX_VALUE`: never
  KafkaReader(
      KafkaOptions options,
      TopicColumns table,
      ScanRequest request,
      TopicPartition partition,
      long from,
      long end) {
    this.options = options;
    this.table = table;
    this.columns = request.columns();
    List<Integer> values =
        columns.stream().filter(ordinal -> table.metadata().get(ordinal).isEmpty()).toList();
    this.decoder = MessageDecoder.of(options.format(), table.schema().select(values));
    this.partition = partition;
    this.position = from;
    this.behind = from;
    this.end = end;
    this.step = Math.min(STEP_MESSAGES, request.batchRows());
  }

  @Override
  public Progress read() {
    while (position < end) {
      CompletableFuture<?> sent = burial;
      if (sent != null) {
        if (!sent.isDone()) {
          return new Progress.Pending(sent);
        }
        buried(sent);
      }
      if (taken == messages.size()) {
        position = behind;
        Progress waiting = position < end ? fetch() : null;
        if (waiting != null) {
          return waiting;
        }
      } else if (messages.get(taken).offset() >= end) {
        position = end;
      } else {
        Batch batch = decode();
        if (batch.rowCount() > 0) {
          return new Progress.Rows(batch);
        }
      }
    }
    return Progress.Finished.INSTANCE;
  }

  /// Takes the next messages; a reason to wait when there are none.
  private @Nullable Progress fetch() {
    MessageFetcher source = fetcher;
    if (source == null) {
      source = new MessageFetcher(options.client(), partition, position);
      fetcher = source;
    }
    CompletableFuture<?> arrival = source.arrival();
    Fetched fetched = source.next();
    if (fetched == null) {
      return new Progress.Pending(arrival);
    }
    messages = fetched.messages();
    behind = fetched.next();
    taken = 0;
    return null;
  }

  /// The rows of the next messages; none when the next one is bad.
  private Batch decode() {
    int first = taken;
    int limit = Math.min(messages.size(), first + step);
    int at = first;
    try {
      while (at < limit && messages.get(at).offset() < end) {
        decoder.append(messages.get(at).value());
        at++;
      }
    } catch (IOException e) {
      decoder.take();
      if (at == first) {
        refuse(messages.get(first), e);
        return Batch.of(0);
      }
      again(first, at);
    }
    List<ConsumerRecord<byte[], byte[]>> decoded = messages.subList(first, at);
    passed(at);
    return batch(decoder.take(), decoded);
  }

  private void passed(int at) {
    taken = at;
    position = at == messages.size() ? behind : messages.get(at).offset();
  }

  /// Appends messages that were good a moment ago.
  private void again(int first, int stop) {
    try {
      for (int i = first; i < stop; i++) {
        decoder.append(messages.get(i).value());
      }
    } catch (IOException e) {
      throw ThalwegException.wrap(e);
    }
  }

  private Batch batch(MessageDecoder.Rows rows, List<ConsumerRecord<byte[], byte[]>> decoded) {
    Schema schema = table.schema();
    Iterator<Column> values = rows.columns().iterator();
    List<Column> all = new ArrayList<>(columns.size());
    for (int ordinal : columns) {
      Optional<Metadata> metadata = table.metadata().get(ordinal);
      all.add(
          metadata.isEmpty()
              ? values.next()
              : metadata.get().column(schema.type(ordinal), decoded, rows.messageOf()));
    }
    return Batch.of(rows.count(), all).withWeights(rows.weights());
  }

  private void refuse(ConsumerRecord<byte[], byte[]> message, IOException failure) {
    String what =
        "topic '"
            + message.topic()
            + "' partition "
            + message.partition()
            + " offset "
            + message.offset()
            + ": "
            + failure.getMessage();
    if (options.deadLetterTopic().isPresent()) {
      DeadLetters letters = deadLetters;
      if (letters == null) {
        letters = new DeadLetters(options.client(), options.deadLetterTopic().get());
        deadLetters = letters;
      }
      burial = letters.send(message, what);
    } else if (options.skipsErrors()) {
      skipped++;
      passed(taken + 1);
    } else {
      throw new ThalwegException(
          ErrorCode.FILE_MALFORMED_ROW,
          what + "; correct the producer, or declare on_error = 'skip' or 'dead_letter'",
          failure);
    }
  }

  private void buried(CompletableFuture<?> sent) {
    burial = null;
    try {
      sent.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw KafkaErrors.of("writing dead letters", e.getCause() == null ? e : e.getCause());
    }
    skipped++;
    passed(taken + 1);
  }

  @Override
  public int takeSkipped() {
    int count = skipped;
    skipped = 0;
    return count;
  }

  @Override
  public String position() {
    return Long.toString(position);
  }

  @Override
  public Optional<ThalwegException> trouble() {
    MessageFetcher source = fetcher;
    return source == null ? Optional.empty() : source.trouble();
  }

  @Override
  public boolean hasPassed(String end) {
    return position >= Long.parseLong(end);
  }

  @Override
  public void close() {
    MessageFetcher source = fetcher;
    if (source != null) {
      source.close();
    }
    if (deadLetters != null) {
      deadLetters.close();
    }
  }
}
