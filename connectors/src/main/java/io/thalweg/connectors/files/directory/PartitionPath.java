package io.thalweg.connectors.files.directory;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.data.Values;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values as directories: `day=2026-01-01/channel=Apple/`. Stateless.
final class PartitionPath {
  private static final String NULL_NAME = "__HIVE_DEFAULT_PARTITION__";

  private PartitionPath() {}

  /// The directories of a row, each with `/` behind it.
  ///
  /// @param partitions ordinals of columns of `schema`
  static String of(Schema schema, List<Integer> partitions, Batch batch, int row) {
    StringBuilder path = new StringBuilder();
    for (int ordinal : partitions) {
      Field field = schema.field(ordinal);
      Object value = ColumnValues.get(field.type(), batch.column(ordinal), row);
      String text = value == null ? NULL_NAME : encode(Values.format(field.type(), value));
      path.append(encode(field.name())).append('=').append(text).append('/');
    }
    return path.toString();
  }

  /// The values in a file's path, in the order of `partitions`.
  ///
  /// @param name of the file below the root
  static List<@Nullable Object> values(Schema schema, List<Integer> partitions, String name) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int ordinal : partitions) {
      values.add(value(schema.field(ordinal), name));
    }
    return values;
  }

  private static @Nullable Object value(Field field, String name) {
    String prefix = encode(field.name()) + "=";
    for (String part : name.split("/")) {
      if (part.startsWith(prefix)) {
        String text = part.substring(prefix.length());
        return text.equals(NULL_NAME) ? null : parse(field, decode(text), name);
      }
    }
    throw new ThalwegException(
        ErrorCode.FILE_SCHEMA_MISMATCH,
        "the path of '" + name + "' lacks a directory '" + prefix + "…'; move the file");
  }

  private static Object parse(Field field, String text, String name) {
    try {
      return Values.parse(field.type(), text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ThalwegException(
          ErrorCode.FILE_SCHEMA_MISMATCH,
          "the path of '" + name + "': '" + text + "' is no " + field.type().sql(),
          e);
    }
  }

  private static String encode(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    // A name of dots alone would lead elsewhere.
    return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
