package io.thalweg.server.flight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.arrow.flight.Ticket;

/// What clients may fetch with `DoGet`. Thread-safe.
///
/// A ticket is 16 bytes of id, 8 bytes of expiry (epoch seconds) and an HMAC-SHA-256 over both;
/// what it stands for stays here.
final class Tickets {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int CLAIMS = 24;
  private static final int MAC_BYTES = 32;
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int MOST = 100_000;

  private final Clock clock;
  private final SecretKeySpec key;
  private final Cache<UUID, ResultSource> sources =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

  Tickets(Clock clock) {
    this.clock = clock;
    byte[] secret = new byte[MAC_BYTES];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  private long epochSecond() {
    return Math.floorDiv(clock.epochMicros(), 1_000_000L);
  }

  Ticket issue(ResultSource source) {
    UUID id = UUID.randomUUID();
    sources.put(id, source);
    byte[] claims =
        ByteBuffer.allocate(CLAIMS)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(epochSecond() + LIFETIME.toSeconds())
            .array();
    return new Ticket(
        ByteBuffer.allocate(CLAIMS + MAC_BYTES).put(claims).put(sign(claims)).array());
  }

  private byte[] sign(byte[] claims) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(claims);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /// What the ticket stands for.
  ///
  /// @throws ThalwegException INVALID_TICKET when it was not issued here or is too old
  ResultSource redeem(Ticket ticket) {
    byte[] bytes = ticket.getBytes();
    if (bytes.length != CLAIMS + MAC_BYTES) {
      throw invalid("it was not issued by this server");
    }
    byte[] claims = Arrays.copyOf(bytes, CLAIMS);
    byte[] mac = Arrays.copyOfRange(bytes, CLAIMS, bytes.length);
    if (!MessageDigest.isEqual(mac, sign(claims))) {
      throw invalid("it was not issued by this server");
    }
    ByteBuffer fields = ByteBuffer.wrap(claims);
    ResultSource source = sources.getIfPresent(new UUID(fields.getLong(), fields.getLong()));
    if (source == null || fields.getLong() < epochSecond()) {
      throw invalid("it is too old");
    }
    return source;
  }

  private static ThalwegException invalid(String why) {
    return new ThalwegException(
        ErrorCode.INVALID_TICKET, "the ticket cannot be used: " + why + "; run the query again");
  }
}
