package io.thalweg.connectors.files;

import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.files.table.FileTables;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.core.function.FunctionSignature.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `read_file('…')`, `read_csv('…', header => true)` and so on. Thread-safe.
final class ReadFunction implements TableFunction {
  /// Reads any format; what `FROM 'path'` calls.
  static final String ANY = "read_file";

  private final FileReading reading;
  private final @Nullable SourceFormat format;

  /// @param format null: whatever the file is
  ReadFunction(FileReading reading, @Nullable SourceFormat format) {
    this.reading = reading;
    this.format = format;
  }

  @Override
  public FunctionSignature signature() {
    String name = format == null ? ANY : "read_" + format.name();
    String kind = format == null ? "" : format.name() + " ";
    Set<String> options = new TreeSet<>(FileTables.OPTIONS);
    if (format != null) {
      options.addAll(format.options());
    }
    return new FunctionSignature(
        name,
        Kind.TABLE,
        "path VARCHAR [, path …] [, option => value …]",
        "the columns of the files",
        "",
        "Reads "
            + kind
            + "files named by a path, a directory or a glob; options: "
            + String.join(", ", options)
            + ".");
  }

  @Override
  public Table apply(List<Literal> arguments, Map<String, Literal> options) {
    List<String> paths = new ArrayList<>();
    arguments.forEach(argument -> addPaths(argument.value(), paths));
    if (paths.isEmpty()) {
      throw badPath("nothing");
    }
    Map<String, String> texts = new HashMap<>();
    options.forEach((name, value) -> texts.put(name, text(name, value)));
    return reading.read(paths, format, texts);
  }

  private void addPaths(@Nullable Object value, List<String> paths) {
    switch (value) {
      case String path -> paths.add(path);
      case List<?> list -> list.forEach(item -> addPaths(item, paths));
      case null, default -> throw badPath(String.valueOf(value));
    }
  }

  private ThalwegException badPath(String given) {
    return new ThalwegException(
        ErrorCode.INVALID_ARGUMENT,
        signature().name() + " takes the path of a file as text, not " + given);
  }

  private String text(String name, Literal literal) {
    if (literal.value() == null) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          signature().name() + ": option " + name + " is NULL; leave it out or give it a value");
    }
    return String.valueOf(literal.value());
  }
}
