package io.thalweg.server.flight;

import java.net.HttpCookie;
import java.util.List;
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
    Iterable<String> cookies = headers.containsKey("cookie") ? headers.getAll("cookie") : List.of();
    for (String header : cookies) {
      for (String pair : header.split(";")) {
        Optional<String> value = value(pair.strip());
        if (value.isPresent()) {
          return new SessionMiddleware(value);
        }
      }
    }
    return new SessionMiddleware(Optional.empty());
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
