package io.thalweg.connectors.files.table;

import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes one schema out of those of several files. Columns are matched by name; their order is that
/// of the first file. Used once.
final class SchemaJoin {
  private final SourceFormat format;
  private final boolean byUnion;
  private final Map<String, Field> columns = new LinkedHashMap<>();
  private final Map<String, SourceFile> origins = new LinkedHashMap<>();
  private @Nullable SourceFile first;

  /// @param byUnion whether a column that a file lacks is NULL there; otherwise it is an error
  SchemaJoin(SourceFormat format, boolean byUnion) {
    this.format = format;
    this.byUnion = byUnion || (format.guessesTypes() && format.columnsMayBeMissing());
  }

  /// The schema of all these files.
  ///
  /// @throws ThalwegException FILE_SCHEMA_MISMATCH naming two files and the column
  Schema join(List<SourceFile> files) {
    files.forEach(this::add);
    return new Schema(List.copyOf(columns.values()));
  }

  private void add(SourceFile file) {
    SourceFile reference = first;
    if (reference == null) {
      first = file;
      file.schema().fields().forEach(field -> put(file, field));
      return;
    }
    if (!byUnion) {
      requireSameNames(reference, file);
    }
    for (Field field : file.schema().fields()) {
      @Nullable Field known = columns.get(field.name());
      if (known == null) {
        put(file, field.withNullable(true));
      } else {
        columns.put(field.name(), joined(file, known, field));
      }
    }
    for (Map.Entry<String, Field> column : columns.entrySet()) {
      if (position(file, column.getKey()).isEmpty()) {
        column.setValue(column.getValue().withNullable(true));
      }
    }
  }

  private void put(SourceFile file, Field field) {
    columns.put(field.name(), field);
    origins.put(field.name(), file);
  }

  private Field joined(SourceFile file, Field known, Field field) {
    boolean nullable = known.nullable() || field.nullable();
    if (known.type().equals(field.type())) {
      return known.withNullable(nullable);
    }
    if (format.guessesTypes()) {
      DataType wider = format.widen(known.type(), field.type());
      return new Field(
          known.name(), wider == SimpleType.NULL ? SimpleType.VARCHAR : wider, nullable);
    }
    SourceFile origin = origins.getOrDefault(known.name(), file);
    throw new ThalwegException(
        ErrorCode.FILE_SCHEMA_MISMATCH,
        "column '"
            + field.name()
            + "' is "
            + known.type().sql()
            + " in '"
            + origin.stamp().name()
            + "' and "
            + field.type().sql()
            + " in '"
            + file.stamp().name()
            + "'; read them apart and cast the column");
  }

  private static void requireSameNames(SourceFile reference, SourceFile file) {
    requireNames(reference, file);
    requireNames(file, reference);
  }

  private static void requireNames(SourceFile having, SourceFile lacking) {
    for (Field field : having.schema().fields()) {
      if (position(lacking, field.name()).isEmpty()) {
        throw new ThalwegException(
            ErrorCode.FILE_SCHEMA_MISMATCH,
            "'"
                + having.stamp().name()
                + "' has the column '"
                + field.name()
                + "', '"
                + lacking.stamp().name()
                + "' has not; read them apart, or with union_by_name => true");
      }
    }
  }

  /// The file's column with exactly this name.
  static OptionalInt position(SourceFile file, String name) {
    List<Field> fields = file.schema().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /// The files as they are to be read under `joined`.
  List<SourceFile> readAs(Schema joined, List<SourceFile> files) {
    if (!format.guessesTypes() || files.size() == 1) {
      return files;
    }
    List<SourceFile> read = new ArrayList<>();
    files.forEach(file -> read.add(file.readAs(joined)));
    return read;
  }
}
