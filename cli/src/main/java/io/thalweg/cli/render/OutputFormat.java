package io.thalweg.cli.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The formats that a result can be written in.
public enum OutputFormat {
  /// A box with a row of names and a row of types.
  TABLE,
  /// Commas; the first line has the names.
  CSV,
  /// Tabs; tabs, line ends and backslashes in values are escaped with a backslash.
  TSV,
  /// One array of objects.
  JSON,
  /// One object per line.
  JSONL,
  MARKDOWN,
  /// One line per value, for rows that are too wide.
  VERTICAL,
  /// Arrow's IPC stream.
  ARROW;

  /// @param name in any case
  public static Optional<OutputFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.toString().equals(lower(name)))
        .findAny();
  }

  /// All names, for messages.
  public static String names() {
    return Arrays.stream(values()).map(OutputFormat::toString).collect(Collectors.joining(", "));
  }

  /// Whether people read it: counts and times may stand below the rows.
  public boolean isForPeople() {
    return this == TABLE || this == VERTICAL;
  }

  /// @param style what a person's terminal can show
  public ResultWriter writer(TextStyle style) {
    return switch (this) {
      case TABLE -> new TableWriter(style);
      case CSV -> new DelimitedWriter(Delimiter.COMMA);
      case TSV -> new DelimitedWriter(Delimiter.TAB);
      case JSON -> new JsonWriter(true);
      case JSONL -> new JsonWriter(false);
      case MARKDOWN -> new MarkdownWriter();
      case VERTICAL -> new VerticalWriter(style);
      case ARROW -> new ArrowWriter();
    };
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return lower(name());
  }
}
