package io.thalweg.server.embedded;

import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.jdbc.spi.BackendException;
import java.util.function.Supplier;

/// The engine's errors as the driver's.
final class Failures {
  private Failures() {}

  static <T> T guarded(Supplier<T> action) {
    try {
      return action.get();
    } catch (BackendException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw of(e);
    }
  }

  static BackendException of(Throwable error) {
    ThalwegException coded = ThalwegException.wrap(error);
    TextPosition position = coded.position();
    return new BackendException(
        coded.code().name(),
        coded.code().sqlState(),
        String.valueOf(coded.getMessage()),
        position == null ? 0 : position.line(),
        position == null ? 0 : position.column(),
        coded);
  }
}
