package io.thalweg.jdbc;

import io.thalweg.jdbc.spi.QueryProgress;

/// A statement or result set that can say how far its query is: `unwrap` one to this.
///
/// Callable from any thread.
public interface ProgressSource {

  QueryProgress progress();
}
