package io.thalweg.server.flight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.Session;
import java.time.Duration;
import org.apache.arrow.flight.FlightProducer.CallContext;
import org.jspecify.annotations.Nullable;

/// The clients' sessions by cookie. Thread-safe.
///
/// A session that was made for a call without a cookie waits for a short while whether the client
/// comes back with it. What lies idle is forgotten, the least recently used first; prepared
/// statements and queries of a forgotten session go on.
final class Sessions {
  private static final int MOST = 10_000;
  private static final int MOST_FRESH = 1_000;
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final String USER = "anonymous";

  private final Engine engine;
  private final Cache<String, Session> sessions =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterAccess(IDLE)
          .removalListener(Sessions::forget)
          .build();

  /// Those whose cookie no client has sent back yet.
  private final Cache<String, Session> fresh =
      Caffeine.newBuilder()
          .maximumSize(MOST_FRESH)
          .expireAfterWrite(FRESH)
          .removalListener(Sessions::forget)
          .build();

  Sessions(Engine engine) {
    this.engine = engine;
  }

  Session of(CallContext context) {
    SessionMiddleware call = context.getMiddleware(SessionMiddleware.KEY);
    return call.isGiven()
        ? sessions.get(call.id(), this::known)
        : fresh.get(call.id(), _ -> engine.openSession(USER));
  }

  private Session known(String id) {
    Session session = fresh.asMap().remove(id);
    return session == null ? engine.openSession(USER) : session;
  }

  private static void forget(@Nullable String id, @Nullable Session session, RemovalCause cause) {
    if (session != null && cause.wasEvicted()) {
      session.detach();
    }
  }

  /// @return whether there was one
  boolean close(CallContext context) {
    String id = context.getMiddleware(SessionMiddleware.KEY).id();
    Session known = sessions.asMap().remove(id);
    Session session = known == null ? fresh.asMap().remove(id) : known;
    if (session != null) {
      session.close();
    }
    return session != null;
  }
}
