package io.thalweg.jdbc;

import java.sql.SQLException;

/// The one behaviour of `java.sql.Wrapper` here: an object wraps nothing but itself.
final class Wrappers {
  private Wrappers() {}

  static <T> T unwrap(Object self, Class<T> type) throws SQLException {
    if (type.isInstance(self)) {
      return type.cast(self);
    }
    throw ThalwegSqlException.invalid(
        self.getClass().getSimpleName() + " is no " + type.getSimpleName());
  }
}
