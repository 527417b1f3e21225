package io.thalweg.jdbc.flight;

import io.thalweg.jdbc.spi.BackendException;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.jspecify.annotations.Nullable;

/// Errors of Flight calls as the driver reports them.
///
/// A Thalweg server puts its code, SQLSTATE and the position into the call's metadata.
final class FlightErrors {
  static final String CODE = "thalweg-code";
  static final String SQLSTATE = "thalweg-sqlstate";
  static final String LINE = "thalweg-line";
  static final String COLUMN = "thalweg-column";

  private FlightErrors() {}

  static BackendException toBackend(RuntimeException e, String server) {
    if (e instanceof BackendException) {
      return (BackendException) e;
    }
    if (!(e instanceof FlightRuntimeException)) {
      return new BackendException("INTERNAL_ERROR", "XX000", "internal error: " + e, 0, 0, e);
    }
    FlightRuntimeException flight = (FlightRuntimeException) e;
    ErrorFlightMetadata metadata = flight.status().metadata();
    String code = FlightBackend.header(metadata, CODE);
    String state = FlightBackend.header(metadata, SQLSTATE);
    String message = String.valueOf(flight.status().description());
    if (code != null && state != null) {
      return new BackendException(
          code, state, message, number(metadata, LINE), number(metadata, COLUMN), e);
    }
    return switch (flight.status().code()) {
      case UNAVAILABLE ->
          failure("CONNECTION_FAILED", "08001", server + " does not answer: " + message, e);
      case CANCELLED -> failure("CANCELLED", "57014", "the query was cancelled", e);
      case TIMED_OUT -> failure("TIMED_OUT", "57014", "the query took longer than its timeout", e);
      case UNAUTHENTICATED, UNAUTHORIZED ->
          failure("PERMISSION_DENIED", "28000", "the server refused the user: " + message, e);
      default -> failure("INTERNAL_ERROR", "XX000", message, e);
    };
  }

  private static BackendException failure(
      String code, String state, String message, RuntimeException cause) {
    return new BackendException(code, state, message, 0, 0, cause);
  }

  private static int number(@Nullable ErrorFlightMetadata metadata, String name) {
    String text = FlightBackend.header(metadata, name);
    return text == null ? 0 : Integer.parseInt(text);
  }
}
