package io.thalweg.server.flight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.server.engine.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Statements that clients hold handles of. Thread-safe. What lies idle is forgotten.
final class PreparedStatements {
  private static final int MOST = 100_000;
  private static final Duration IDLE = Duration.ofHours(1);

  private final Cache<ByteString, Entry> entries =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

  /// A statement and the values bound to it last.
  static final class Entry {
    private final PreparedStatement statement;
    private volatile List<@Nullable Object> parameters = List.of();

    Entry(PreparedStatement statement) {
      this.statement = statement;
    }

    PreparedStatement statement() {
      return statement;
    }

    List<@Nullable Object> parameters() {
      return parameters;
    }

    /// @param rows at most one
    void bind(List<List<@Nullable Object>> rows) {
      parameters = rows.isEmpty() ? List.of() : rows.getFirst();
    }
  }

  /// @return the handle: a random id
  ByteString add(PreparedStatement statement) {
    ByteString handle = ByteString.copyFromUtf8(UUID.randomUUID().toString());
    entries.put(handle, new Entry(statement));
    return handle;
  }

  /// @throws ThalwegException INVALID_TICKET when it was closed or forgotten
  Entry find(ByteString handle) {
    Entry entry = entries.getIfPresent(handle);
    if (entry == null) {
      throw new ThalwegException(
          ErrorCode.INVALID_TICKET,
          "the prepared statement is unknown or was closed; prepare it again");
    }
    return entry;
  }

  void remove(ByteString handle) {
    entries.invalidate(handle);
  }
}
