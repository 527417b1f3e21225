package io.thalweg.server.flight;

import java.net.HttpCookie;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;

/// One call's session id: the client's cookie, or a new one that the answer sets. Used by the
/// threads of one call.
final class SessionMiddleware implements FlightServerMiddleware {
  static final Key<SessionMiddleware> KEY = Key.of("thalweg-session");

  /// The name that Flight SQL specifies.
  private static final String COOKIE = "arrow_flight_session_id";

  private static final String BEARER = "Bearer ";

  private final Optional<String> given;
  private final String id;

  private SessionMiddleware(Optional<String> given) {
    this.given = given;
    this.id = given.orElseGet(() -> UUID.randomUUID().toString());
  }

  String id() {
    return id;
  }

  static SessionMiddleware start(CallInfo call, CallHeaders headers, RequestContext context) {
    for (String header : all(headers, "cookie")) {
      for (String pair : header.split(";")) {
        Optional<String> value = value(pair.strip());
        if (value.isPresent()) {
          return new SessionMiddleware(value);
        }
      }
    }
    return new SessionMiddleware(token(headers));
  }

  /// Clients without cookies, but with a token, keep their session by it.
  private static Optional<String> token(CallHeaders headers) {
    for (String header : all(headers, "authorization")) {
      if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        return Optional.of(header);
      }
    }
    return Optional.empty();
  }

  /// What Arrow gives is null when there is none.
  private static Iterable<String> all(CallHeaders headers, String name) {
    return Objects.requireNonNullElse(headers.getAll(name), List.of());
  }

  /// Whether the client sent the id, and not the server made it for this call.
  boolean isGiven() {
    return given.isPresent();
  }

  private static Optional<String> value(String pair) {
    try {
      return HttpCookie.parse(pair).stream()
          .filter(cookie -> cookie.getName().equals(COOKIE))
          .map(HttpCookie::getValue)
          .findFirst();
    } catch (IllegalArgumentException e) {
      // Another cookie, written in a way this server need not understand.
      return Optional.empty();
    }
  }

  @Override
  public void onBeforeSendingHeaders(CallHeaders headers) {
    if (given.isEmpty()) {
      headers.insert("set-cookie", COOKIE + "=" + id);
    }
  }

  @Override
  public void onCallCompleted(CallStatus status) {
    // The session outlives its calls.
  }

  @Override
  public void onCallErrored(Throwable error) {
    // The session outlives its calls.
  }
}
