package io.thalweg.server.flight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.Session;
import java.time.Duration;
import org.apache.arrow.flight.FlightProducer.CallContext;

/// The clients' sessions by cookie. Thread-safe.
///
/// A client that sends no cookie gets a session per call; what lies idle is forgotten, the least
/// recently used first. A session that is forgotten while its queries run lets them end.
final class Sessions {
  private static final int MOST = 10_000;
  private static final Duration IDLE = Duration.ofHours(1);
  private static final String USER = "anonymous";

  private final Engine engine;
  private final Cache<String, Session> sessions =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

  Sessions(Engine engine) {
    this.engine = engine;
  }

  Session of(CallContext context) {
    String id = context.getMiddleware(SessionMiddleware.KEY).id();
    return sessions.get(id, key -> engine.openSession(USER));
  }

  /// @return whether there was one
  boolean close(CallContext context) {
    String id = context.getMiddleware(SessionMiddleware.KEY).id();
    Session session = sessions.asMap().remove(id);
    if (session != null) {
      session.close();
    }
    return session != null;
  }
}
