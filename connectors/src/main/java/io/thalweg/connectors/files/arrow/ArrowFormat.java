package io.thalweg.connectors.files.arrow;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.type.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Writes Arrow IPC files, without compression. Stateless.
public final class ArrowFormat implements FileFormat {
  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public TableSink write(Path target, Schema schema, Map<String, String> options) {
    Options.checked("COPY … (FORMAT arrow)", options, Set.of());
    return new ArrowSink(target, schema);
  }
}
