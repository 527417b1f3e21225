package io.thalweg.connectors.kafka.sink;

import io.thalweg.connectors.kafka.KafkaErrors;
import io.thalweg.connectors.kafka.KafkaOptions;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates, widens and empties the topic that holds what is not yet committed. Every method blocks.
record StagingTopic(KafkaOptions options, String name) {
  private static final String WEEK_MILLIS = "604800000";

  /// Makes the topic, or more partitions of it, until there are `partitions`.
  void reach(int partitions) {
    NewTopic wanted = new NewTopic(name, Optional.of(partitions), Optional.empty());
    wanted.configs(Map.of("retention.ms", WEEK_MILLIS, "cleanup.policy", "delete"));
    try (Admin admin = Admin.create(properties())) {
      if (!isNew(admin.createTopics(List.of(wanted)).all())) {
        TopicDescription found = get(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        int there = found == null ? 0 : found.partitions().size();
        if (there < partitions) {
          get(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all());
        }
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private boolean isNew(KafkaFuture<Void> creation) {
    try {
      creation.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Deletes what is copied: a saving of space; when it fails, the topic's own retention does it
  /// later.
  void delete(List<Staged> copied) {
    Map<TopicPartition, RecordsToDelete> ends = new HashMap<>();
    for (Staged one : copied) {
      ends.put(
          new TopicPartition(name, one.partition()), RecordsToDelete.beforeOffset(one.last() + 1));
    }
    try (Admin admin = Admin.create(properties())) {
      admin.deleteRecords(ends).all().get();
    } catch (KafkaException | ExecutionException _) {
      // Not allowed, or not now.
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(options.client());
    properties.remove("isolation.level");
    return properties;
  }

  private ThalwegException failed(Exception e) {
    return KafkaErrors.of("preparing topic '" + name + "'", e);
  }

  private ThalwegException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ThalwegException(
        ErrorCode.CANCELLED, "preparing topic '" + name + "' was interrupted", e);
  }
}
