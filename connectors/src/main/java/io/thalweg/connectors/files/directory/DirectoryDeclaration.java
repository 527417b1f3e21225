package io.thalweg.connectors.files.directory;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads the options of `WITH (connector = 'files')` that are not the format's. Stateless.
public final class DirectoryDeclaration {
  public static final String OWNER = "connector 'files'";
  public static final List<String> OPTIONS =
      List.of("path", "format", "partition_by", "poll_interval_ms");
  private static final int DEFAULT_POLL_MILLIS = 1000;

  private DirectoryDeclaration() {}

  public static Path root(Options options) {
    String text = options.required(OWNER, "path");
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw Options.invalid("path", text, "the path of a directory");
    }
  }

  public static Duration poll(Options options) {
    return Duration.ofMillis(
        options.integer("poll_interval_ms", 1, Integer.MAX_VALUE).orElse(DEFAULT_POLL_MILLIS));
  }

  /// Ordinals of the columns in the path.
  public static List<Integer> partitions(Options options, Schema schema) {
    List<Integer> ordinals = new ArrayList<>();
    for (String name : options.text("partition_by").map(String::strip).orElse("").split(",")) {
      if (!name.isBlank()) {
        int ordinal = schema.indexOf(name.strip()).orElse(-1);
        if (ordinal < 0 || ordinals.contains(ordinal)) {
          throw Options.invalid("partition_by", name.strip(), "different columns of the table");
        }
        ordinals.add(ordinal);
      }
    }
    if (ordinals.size() == schema.size()) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "a file needs a column; list the table's columns, and not all of them in partition_by");
    }
    return ordinals;
  }

  /// The other columns, as the option `columns` of formats that guess.
  public static String columnList(Schema schema, List<Integer> partitions) {
    return schema.fields().stream()
        .filter(field -> !partitions.contains(schema.fields().indexOf(field)))
        .map(DirectoryDeclaration::text)
        .collect(Collectors.joining(", "));
  }

  private static String text(Field field) {
    return '"' + field.name() + "\" " + field.type().sql();
  }
}
