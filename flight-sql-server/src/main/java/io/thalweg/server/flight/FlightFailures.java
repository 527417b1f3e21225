package io.thalweg.server.flight;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import java.util.function.Supplier;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;

/// The engine's errors as Flight statuses. Code, SQLSTATE and position travel as metadata.
final class FlightFailures {
  private FlightFailures() {}

  static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (FlightRuntimeException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw of(e);
    }
  }

  static FlightRuntimeException of(Throwable error) {
    if (error instanceof FlightRuntimeException flight) {
      return flight;
    }
    ThalwegException coded = ThalwegException.wrap(error);
    ErrorFlightMetadata metadata = new ErrorFlightMetadata();
    metadata.insert("thalweg-code", coded.code().name());
    metadata.insert("thalweg-sqlstate", coded.code().sqlState());
    TextPosition position = coded.position();
    if (position != null) {
      metadata.insert("thalweg-line", Integer.toString(position.line()));
      metadata.insert("thalweg-column", Integer.toString(position.column()));
    }
    return status(coded.code())
        .withDescription(String.valueOf(coded.getMessage()))
        .withMetadata(metadata)
        .toRuntimeException();
  }

  private static CallStatus status(ErrorCode code) {
    return switch (code) {
      case CANCELLED -> CallStatus.CANCELLED;
      case TIMED_OUT -> CallStatus.TIMED_OUT;
      case FEATURE_NOT_SUPPORTED -> CallStatus.UNIMPLEMENTED;
      case UNKNOWN_TABLE, UNKNOWN_SCHEMA, UNKNOWN_CATALOG, FILE_NOT_FOUND, CHECKPOINT_NOT_FOUND ->
          CallStatus.NOT_FOUND;
      case DUPLICATE_NAME -> CallStatus.ALREADY_EXISTS;
      case INVALID_TICKET -> CallStatus.UNAUTHENTICATED;
      case PERMISSION_DENIED -> CallStatus.UNAUTHORIZED;
      case SHUTTING_DOWN, PEER_UNAVAILABLE -> CallStatus.UNAVAILABLE;
      case MEMORY_LIMIT_EXCEEDED, DISK_FULL, SPILL_LIMIT_EXCEEDED, TOO_MANY_QUERIES ->
          CallStatus.RESOURCE_EXHAUSTED;
      case INTERNAL_ERROR -> CallStatus.INTERNAL;
      default -> CallStatus.INVALID_ARGUMENT;
    };
  }
}
