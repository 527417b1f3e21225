package io.thalweg.connectors.files.json;

import io.thalweg.connectors.files.sink.TextSink;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.type.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Writes JSON: an object per line, or with the option `array` one array of objects. Stateless.
public final class JsonFormat implements FileFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public Set<String> options() {
    return Set.of("array", "compression");
  }

  @Override
  public TableSink write(Path target, Schema schema, Map<String, String> options) {
    Options checked = Options.checked("COPY … (FORMAT json)", options, options());
    boolean array = checked.flag("array").orElse(false);
    return new TextSink(
        target, Compression.chosen(checked, target), new JsonEncoder(schema, array));
  }
}
