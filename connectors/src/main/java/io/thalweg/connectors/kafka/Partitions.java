package io.thalweg.connectors.kafka;

import io.thalweg.core.connector.Split;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A topic's partitions as splits, with the offsets between which they are to be read. Asks the
/// broker, so it may block.
public final class Partitions {
  static final String PARTITION = "partition";
  static final String FROM = "from";
  static final String BEGINNING = "beginning";
  static final String END = "end";

  private Partitions() {}

  /// A consumer of bytes that is told what to read, and from where.
  public static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", false);
    properties.putIfAbsent("max.poll.records", 5000);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// @param bounded whether the end, as of now, is part of the splits
  static List<Split> of(KafkaOptions options, boolean bounded) {
    String what = "reading topic '" + options.topic() + "'";
    try (Consumer<byte[], byte[]> consumer = consumer(options.client())) {
      List<TopicPartition> partitions = partitions(consumer, options.topic());
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> from = starts(consumer, options.start(), beginnings, ends);
      List<Split> splits = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        splits.add(split(partition, from, beginnings, bounded ? ends : Map.of()));
      }
      return splits;
    } catch (KafkaException e) {
      throw KafkaErrors.of(what, e);
    }
  }

  /// Whether the topic has other partitions than these.
  static boolean hasOthers(KafkaOptions options, Set<String> known) {
    try (Consumer<byte[], byte[]> consumer = consumer(options.client())) {
      return partitions(consumer, options.topic()).stream()
          .anyMatch(partition -> !known.contains(partition.toString()));
    } catch (KafkaException e) {
      throw KafkaErrors.of("looking for partitions of topic '" + options.topic() + "'", e);
    }
  }

  /// Behind the last message of each partition that can be read now, by the partition's name.
  static Map<String, String> ends(KafkaOptions options) {
    try (Consumer<byte[], byte[]> consumer = consumer(options.client())) {
      Map<String, String> ends = new HashMap<>();
      consumer
          .endOffsets(partitions(consumer, options.topic()))
          .forEach((partition, end) -> ends.put(partition.toString(), end.toString()));
      return ends;
    } catch (KafkaException e) {
      throw KafkaErrors.of("looking for the end of topic '" + options.topic() + "'", e);
    }
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.FILE_NOT_FOUND, "there is no topic '" + topic + "' in Kafka; create it");
    }
    return found.stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }

  private static Map<TopicPartition, Long> starts(
      Consumer<?, ?> consumer,
      KafkaOptions.Start start,
      Map<TopicPartition, Long> beginnings,
      Map<TopicPartition, Long> ends) {
    if (start.millis().isEmpty()) {
      return start.earliest() ? beginnings : ends;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    beginnings.keySet().forEach(partition -> times.put(partition, start.millis().get()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : beginnings.keySet()) {
      OffsetAndTimestamp first = found.get(partition);
      offsets.put(partition, first == null ? ends.get(partition) : Long.valueOf(first.offset()));
    }
    return offsets;
  }

  private static Split split(
      TopicPartition partition,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> beginnings,
      Map<TopicPartition, Long> ends) {
    long first = from.getOrDefault(partition, 0L);
    Map<String, String> place = new HashMap<>();
    place.put(PARTITION, Integer.toString(partition.partition()));
    place.put(FROM, Long.toString(first));
    place.put(BEGINNING, Long.toString(beginnings.getOrDefault(partition, 0L)));
    Long end = ends.get(partition);
    if (end != null) {
      place.put(END, Long.toString(end));
    }
    return new Split(partition.toString(), end == null ? -1 : Math.max(0, end - first), -1, place);
  }
}
