package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.files.text.ColumnList;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.files.text.ValueText;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads `.csv`, `.tsv` and their like. Stateless.
public final class CsvSource implements SourceFormat {
  /// Stands for an escape that is whatever the quote turns out to be.
  static final char ESCAPE_IS_QUOTE = 1;

  private static final char NONE = 0;
  private static final long SAMPLE_RECORDS = 20_480;
  private static final int MAX_SKIPPED = 1_000_000;

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<String> extensions() {
    return List.of("csv", "tsv", "tbl", "psv");
  }

  @Override
  public Set<String> options() {
    return Set.of(
        "all_varchar",
        "columns",
        "comment",
        "compression",
        "delim",
        "delimiter",
        "escape",
        "header",
        "ignore_errors",
        "null_padding",
        "nullstr",
        "parallel",
        "quote",
        "sample_size",
        "sep",
        "skip");
  }

  @Override
  public boolean guessesTypes() {
    return true;
  }

  @Override
  public SourceFile open(FileStamp file, Options options) {
    Optional<Character> delimiter =
        options.character(NONE, "delim", "sep", "delimiter").or(() -> byName(file));
    Optional<Character> quote = options.character(NONE, "quote");
    CsvDialect dialect =
        DialectSniffer.sniff(file, given(file, options, delimiter, quote), delimiter, quote);
    long sample = options.integer("sample_size", -1, Integer.MAX_VALUE).orElse(SAMPLE_RECORDS);
    SchemaSniffer.Sniffed sniffed =
        SchemaSniffer.sniff(
            file,
            dialect,
            options.flag("header"),
            sample < 0 ? Long.MAX_VALUE : sample,
            options.flag("all_varchar").orElse(false));
    boolean header = sniffed.header();
    Schema schema = sniffed.schema();
    Optional<String> columns = options.text("columns");
    if (columns.isPresent()) {
      Schema declared = new Schema(ColumnList.parse(columns.get()));
      header = options.flag("header").orElseGet(() -> namesMatch(declared, schema));
      return file(file, dialect.withHeader(header), declared, sniffed.rowBytes(), options);
    }
    if (schema.size() == 0) {
      throw new ThalwegException(
          ErrorCode.FILE_MALFORMED_ROW,
          "'" + file.name() + "' is empty, so that its columns are not known; give columns => '…'");
    }
    return file(file, dialect.withHeader(header), schema, sniffed.rowBytes(), options);
  }

  private static CsvFile file(
      FileStamp stamp, CsvDialect dialect, Schema schema, double rowBytes, Options options) {
    schema.types().forEach(ValueText::new);
    boolean parallel = options.flag("parallel").orElse(true);
    return new CsvFile(stamp, dialect, schema, rowBytes, parallel);
  }

  private static boolean namesMatch(Schema declared, Schema sniffed) {
    return sniffed.fields().stream()
        .map(Field::name)
        .anyMatch(name -> declared.indexOf(name).isPresent());
  }

  private static Optional<Character> byName(FileStamp file) {
    String name = Compression.withoutEnding(file.shortName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".tsv") ? Optional.of('\t') : Optional.empty();
  }

  private static CsvDialect given(
      FileStamp file, Options options, Optional<Character> delimiter, Optional<Character> quote) {
    char escape = options.character(NONE, "escape").orElse(ESCAPE_IS_QUOTE);
    char quoteSign = quote.orElse('"');
    return new CsvDialect(
        Compression.chosen(options, file.path()),
        delimiter.orElse(','),
        quoteSign,
        escape == ESCAPE_IS_QUOTE && quote.isPresent() ? quoteSign : escape,
        options.character(NONE, "comment").orElse(NONE),
        (int) options.integer("skip", 0, MAX_SKIPPED).orElse(0),
        false,
        options.text("nullstr").orElse(""),
        options.flag("null_padding").orElse(false),
        options.flag("ignore_errors").orElse(false));
  }
}
