package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.sink.TextSink;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.type.Schema;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes CSV. Stateless.
public final class CsvFormat implements FileFormat {
  private static final char NONE = 0;
  private static final Set<String> OPTIONS =
      Set.of("compression", "delim", "delimiter", "escape", "header", "nullstr", "quote", "sep");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Set<String> options() {
    return OPTIONS;
  }

  @Override
  public TableSink write(Path target, Schema schema, Map<String, String> options) {
    Options checked = Options.checked("COPY … (FORMAT csv)", options, OPTIONS);
    char quote = checked.character(NONE, "quote").orElse('"');
    CsvDialect dialect =
        new CsvDialect(
            Compression.chosen(checked, target),
            checked.character(NONE, "delim", "sep", "delimiter").orElse(delimiter(target)),
            quote,
            checked.character(NONE, "escape").orElse(quote),
            NONE,
            0,
            checked.flag("header").orElse(true),
            checked.text("nullstr").orElse(""),
            false,
            false);
    return new TextSink(target, dialect.compression(), new CsvEncoder(schema, dialect));
  }

  private static char delimiter(Path target) {
    String name = Compression.withoutEnding(target.toString()).toLowerCase(Locale.ROOT);
    return name.endsWith(".tsv") ? '\t' : name.endsWith(".tbl") ? '|' : ',';
  }
}
