package io.thalweg.connectors.kafka.sink;

import io.thalweg.connectors.kafka.message.MessageEncoder;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one writer has to send. Used by one thread.
///
/// Without keys every row is a message at once. With keys the newest row of each key is, and a
/// message without a value when there is none left; so rows are kept and summed up until [#flush].
final class RowMessages {
  /// Takes messages.
  interface Target {
    void send(byte @Nullable [] key, byte @Nullable [] value);
  }

  private final MessageEncoder encoder;
  private final boolean upserts;
  private final String topic;
  private final Map<Bytes, Map<Bytes, Integer>> byKey = new LinkedHashMap<>();

  /// Bytes compared by content.
  private record Bytes(byte @Nullable [] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes(byte[] others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  RowMessages(MessageEncoder encoder, boolean upserts, String topic) {
    this.encoder = encoder;
    this.upserts = upserts;
    this.topic = topic;
  }

  void add(Batch batch, Target target) {
    int[] weights = batch.weights();
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      int weight = weights == null ? 1 : weights[row];
      byte[] key = encoder.key(batch, row);
      byte[] value = encoder.value(batch, row);
      if (upserts) {
        keep(key, value, weight);
      } else {
        for (int times = 0; times < weight; times++) {
          target.send(key, value);
        }
        requireInsert(weight);
      }
    }
  }

  private void keep(byte @Nullable [] key, byte @Nullable [] value, int weight) {
    if (key == null) {
      throw new ThalwegException(
          ErrorCode.NOT_NULL_VIOLATION,
          "topic '" + topic + "': a row has NULL in its key; give it a value or leave the row out");
    }
    Map<Bytes, Integer> rows = byKey.computeIfAbsent(new Bytes(key), _ -> new LinkedHashMap<>(2));
    rows.merge(new Bytes(value), weight, (a, b) -> a + b == 0 ? null : a + b);
  }

  private void requireInsert(int weight) {
    if (weight < 0) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "topic '"
              + topic
              + "' has no key, so that a row cannot be taken back; declare PRIMARY KEY or key ="
              + " '…'");
    }
  }

  /// Sends what was kept.
  void flush(Target target) {
    byKey.forEach((key, rows) -> flush(key, rows, target));
    byKey.clear();
  }

  private void flush(Bytes key, Map<Bytes, Integer> rows, Target target) {
    byte[] newest = null;
    int left = 0;
    for (Map.Entry<Bytes, Integer> row : rows.entrySet()) {
      if (row.getValue() > 0) {
        newest = row.getKey().bytes();
        left++;
      }
    }
    if (left > 1) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "topic '"
              + topic
              + "': "
              + left
              + " different rows have one key; the query's rows have to be unique by the key");
    }
    if (!rows.isEmpty()) {
      target.send(key.bytes(), newest);
    }
  }
}
