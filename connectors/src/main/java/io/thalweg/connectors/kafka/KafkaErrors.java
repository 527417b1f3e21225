package io.thalweg.connectors.kafka;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Kafka's failures as ours. Stateless.
public final class KafkaErrors {
  private KafkaErrors() {}

  /// @param what was being done, for example `reading topic 'bids'`
  public static ThalwegException of(String what, Throwable failure) {
    return switch (failure) {
      case ThalwegException coded -> coded;
      case ExecutionException wrapped when wrapped.getCause() != null ->
          of(what, wrapped.getCause());
      case OffsetOutOfRangeException gone ->
          new ThalwegException(
              ErrorCode.FILE_NOT_FOUND,
              what
                  + ": the messages at "
                  + gone.offsetOutOfRangePartitions()
                  + " are no longer kept by Kafka; start the job anew, or keep messages longer",
              failure);
      case UnknownTopicOrPartitionException _ ->
          new ThalwegException(
              ErrorCode.FILE_NOT_FOUND, what + ": there is no such topic; create it", failure);
      case AuthenticationException denied -> denied(what, denied);
      case AuthorizationException denied -> denied(what, denied);
      case InterruptException _ ->
          new ThalwegException(ErrorCode.CANCELLED, what + " was interrupted", failure);
      default ->
          new ThalwegException(
              ErrorCode.CONNECTION_FAILED,
              what + ": " + failure.getMessage() + "; check bootstrap_servers and that Kafka runs",
              failure);
    };
  }

  private static ThalwegException denied(String what, Throwable failure) {
    return new ThalwegException(
        ErrorCode.PERMISSION_DENIED, what + ": " + failure.getMessage(), failure);
  }
}
