package io.thalweg.connectors.files.listing;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.SimpleType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Columns written as directories: `…/year=2024/month=7/x.parquet`. Immutable.
///
/// A column is BIGINT or DATE when all its values are, otherwise VARCHAR.
///
/// @param columns nullable
/// @param values per file, one value per column in the Java form of the column's type
public record PathPartitions(List<Field> columns, List<List<@Nullable Object>> values) {
  private static final String NULL_NAME = "__HIVE_DEFAULT_PARTITION__";
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  public PathPartitions {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /// No partition column for any of `files` files.
  public static PathPartitions none(int files) {
    return new PathPartitions(List.of(), java.util.Collections.nCopies(files, List.of()));
  }

  /// The partition columns of these files.
  ///
  /// @throws ThalwegException FILE_SCHEMA_MISMATCH when the files do not have the same ones
  public static PathPartitions of(List<Path> files) {
    List<Map<String, @Nullable String>> texts = files.stream().map(PathPartitions::texts).toList();
    Map<String, @Nullable String> first = texts.getFirst();
    for (int i = 1; i < files.size(); i++) {
      if (!texts.get(i).keySet().equals(first.keySet())) {
        throw new ThalwegException(
            ErrorCode.FILE_SCHEMA_MISMATCH,
            "'"
                + files.getFirst()
                + "' has the partition columns "
                + first.keySet()
                + ", '"
                + files.get(i)
                + "' has "
                + texts.get(i).keySet()
                + "; read them apart, or with hive_partitioning => false");
      }
    }
    List<Field> columns = new ArrayList<>();
    for (String name : first.keySet()) {
      columns.add(Field.nullable(name, type(texts.stream().map(t -> t.get(name)).toList())));
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (Map<String, @Nullable String> file : texts) {
      List<@Nullable Object> row = new ArrayList<>();
      columns.forEach(column -> row.add(parse(column.type(), file.get(column.name()))));
      values.add(row);
    }
    return new PathPartitions(columns, values);
  }

  private static Map<String, @Nullable String> texts(Path file) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    @Nullable Path parent = file.getParent();
    if (parent == null) {
      return texts;
    }
    for (Path part : parent) {
      String name = part.toString();
      int equals = name.indexOf('=');
      if (equals > 0) {
        String value = decode(name.substring(equals + 1));
        texts.put(decode(name.substring(0, equals)), value.equals(NULL_NAME) ? null : value);
      }
    }
    return texts;
  }

  private static String decode(String text) {
    try {
      return text.indexOf('%') < 0
          ? text
          : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static DataType type(List<@Nullable String> texts) {
    List<String> present = texts.stream().filter(Objects::nonNull).toList();
    if (present.isEmpty()) {
      return SimpleType.VARCHAR;
    }
    if (present.stream().allMatch(text -> INTEGER.matcher(text).matches())) {
      return SimpleType.BIGINT;
    }
    return present.stream().allMatch(PathPartitions::isDate) ? SimpleType.DATE : SimpleType.VARCHAR;
  }

  private static boolean isDate(String text) {
    try {
      return DATE.matcher(text).matches() && LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static @Nullable Object parse(DataType type, @Nullable String text) {
    return text == null ? null : io.thalweg.core.data.Values.parse(type, text);
  }

  /// These columns with the path of each file as a last one.
  public PathPartitions withFileName(String name, List<Path> files) {
    List<Field> wider = new ArrayList<>(columns);
    wider.add(Field.nullable(name, SimpleType.VARCHAR));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      List<@Nullable Object> row = new ArrayList<>(values.get(i));
      row.add(files.get(i).toString());
      rows.add(row);
    }
    return new PathPartitions(wider, rows);
  }

  /// Whether any column comes from the path.
  public boolean isEmpty() {
    return columns.isEmpty();
  }
}
