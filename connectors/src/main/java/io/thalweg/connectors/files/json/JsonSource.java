package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonParser;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.files.text.ColumnList;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.files.text.TypeGuess;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.function.CommonType;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `.json`, `.jsonl` and `.ndjson`. Stateless.
public final class JsonSource implements SourceFormat {
  private static final long SAMPLE_ROWS = 20_480;

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<String> extensions() {
    return List.of("json", "jsonl", "ndjson");
  }

  @Override
  public Set<String> options() {
    return Set.of("columns", "compression", "parallel", "sample_size");
  }

  @Override
  public boolean guessesTypes() {
    return true;
  }

  @Override
  public boolean columnsMayBeMissing() {
    return true;
  }

  @Override
  public DataType widen(DataType left, DataType right) {
    if (left instanceof RowType a && right instanceof RowType b) {
      return widenRows(a, b);
    }
    if (left instanceof ArrayType a && right instanceof ArrayType b) {
      return new ArrayType(widen(a.element(), b.element()));
    }
    return CommonType.of(left, right).orElse(SimpleType.JSON);
  }

  private DataType widenRows(RowType left, RowType right) {
    Map<String, Field> fields = new LinkedHashMap<>();
    left.fields().forEach(field -> fields.put(field.name(), field));
    for (Field field : right.fields()) {
      fields.merge(
          field.name(), field, (a, b) -> Field.nullable(a.name(), widen(a.type(), b.type())));
    }
    return new RowType(List.copyOf(fields.values()));
  }

  @Override
  public SourceFile open(FileStamp file, Options options) {
    Compression compression = Compression.chosen(options, file.path());
    long sample = options.integer("sample_size", -1, Integer.MAX_VALUE).orElse(SAMPLE_ROWS);
    Sample seen = look(file, compression, sample < 0 ? Long.MAX_VALUE : sample);
    Optional<String> columns = options.text("columns");
    Schema schema =
        new Schema(columns.isPresent() ? ColumnList.parse(columns.get()) : seen.guess().fields());
    if (schema.size() == 0) {
      throw new ThalwegException(
          ErrorCode.FILE_MALFORMED_ROW,
          "'"
              + file.name()
              + "' has no row, so that its columns are not known; give columns => '…'");
    }
    boolean parallel = options.flag("parallel").orElse(true);
    return new JsonFile(file, compression, schema, parallel && seen.lines(), seen.rowBytes());
  }

  /// What the first rows tell.
  ///
  /// @param lines whether each of them is one line
  private record Sample(JsonGuess guess, boolean lines, double rowBytes) {}

  private static Sample look(FileStamp file, Compression compression, long sampleRows) {
    JsonGuess guess = new JsonGuess();
    TypeGuess.Reader reader = new TypeGuess.Reader();
    long count = 0;
    boolean lines = true;
    try (JsonRows rows = new JsonRows(file, compression, 0, Long.MAX_VALUE)) {
      try {
        JsonParser parser = rows.parser();
        int lastLine = 0;
        while (count < sampleRows && rows.next()) {
          int line = parser.currentLocation().getLineNr();
          guess.add(parser, reader);
          lines &= line > lastLine && line == parser.currentLocation().getLineNr();
          lines &= parser.getParsingContext().inRoot();
          lastLine = line;
          count++;
        }
      } catch (IOException e) {
        throw rows.failed(e);
      }
      return new Sample(guess, lines, Math.max(1.0, (double) rows.offset() / Math.max(1, count)));
    }
  }
}
