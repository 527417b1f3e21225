package io.thalweg.core.connector;

import io.thalweg.core.type.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Writes query results to files: `COPY … TO`. Thread-safe.
public interface FileFormat {

  /// The name in `FORMAT …`, in lower case.
  String name();

  /// The options there are.
  default Set<String> options() {
    return Set.of();
  }

  /// A sink that writes one file; it appears under `target` only on commit.
  ///
  /// @param options in lower case, for example `compression`; unknown ones are an INVALID_ARGUMENT
  ///   error that lists those that exist
  TableSink write(Path target, Schema schema, Map<String, String> options);
}
