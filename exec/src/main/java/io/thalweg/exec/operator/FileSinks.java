package io.thalweg.exec.operator;

import io.thalweg.core.connector.TableSink;
import io.thalweg.core.plan.WriteFile;

/// Opens what `COPY … TO` writes to; the one place that decides which paths are allowed.
/// Thread-safe; called at query start.
@FunctionalInterface
public interface FileSinks {

  /// @param target names path, format and options; the rows have the schema of its input
  /// @throws io.thalweg.core.error.ThalwegException PERMISSION_DENIED for a path outside what is
  ///   allowed, INVALID_ARGUMENT for an unknown format or option
  TableSink open(WriteFile target);
}
