package io.thalweg.planner;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A table that can be planned but not read. Its readers apply no filter unless told so.
final class FakeTable implements Table {
  private final String name;
  private final Schema schema;
  private final TableStatistics statistics;
  private boolean exact;
  private boolean writable;
  private boolean retractable;
  private boolean endless;
  private List<Integer> key = List.of();
  private Optional<TableStream> stream = Optional.empty();
  private Optional<WatermarkSpec> watermark = Optional.empty();

  /// @param columns `name TYPE [NOT NULL] [~distinct values]`
  FakeTable(String name, double rows, String... columns) {
    this.name = name;
    List<Field> fields = new ArrayList<>();
    Map<Integer, ColumnStatistics> known = new HashMap<>();
    for (String column : columns) {
      String[] parts = column.split(" ~", 2);
      if (parts.length > 1) {
        known.put(fields.size(), distinct(Double.parseDouble(parts[1])));
      }
      boolean required = parts[0].endsWith(" NOT NULL");
      String plain = required ? parts[0].substring(0, parts[0].length() - 9) : parts[0];
      String[] words = plain.split(" ", 2);
      fields.add(new Field(words[0], DataType.parse(words[1]), !required));
    }
    this.schema = new Schema(fields);
    this.statistics = new TableStatistics(OptionalDouble.of(rows), known);
  }

  private static ColumnStatistics distinct(double count) {
    return new ColumnStatistics(
        OptionalDouble.of(count), OptionalDouble.of(0), null, null, OptionalDouble.empty());
  }

  FakeTable exact() {
    exact = true;
    return this;
  }

  FakeTable writable() {
    writable = true;
    retractable = true;
    return this;
  }

  /// Whose rows cannot be taken back.
  FakeTable growing() {
    writable = true;
    return this;
  }

  /// Whose writers know rows by these columns.
  FakeTable keyed(Integer... ordinals) {
    key = List.of(ordinals);
    return writable();
  }

  /// With changes to follow.
  FakeTable stream(boolean appendOnly) {
    stream = Optional.of(new FakeStream(appendOnly));
    return this;
  }

  FakeTable endless() {
    endless = true;
    return this;
  }

  /// With event time in the last column.
  FakeTable late(Duration delay) {
    watermark = Optional.of(new WatermarkSpec(schema.size() - 1, delay.toMillis() * 1000));
    return this;
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(!endless, List.of(), List.of(), true, watermark);
  }

  @Override
  public Optional<TableStream> stream() {
    return stream;
  }

  private record FakeStream(boolean appendOnly) implements TableStream {
    @Override
    public List<Split> splits(ScanRequest request) {
      return List.of();
    }

    @Override
    public SplitReader open(Split split, ScanRequest request, ReadContext context) {
      throw new IllegalStateException("never read");
    }
  }

  @Override
  public TableHandle handle() {
    return new TableHandle("memory", "main", name, Map.of());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Schema schemaWithRowId() {
    return writable
        ? schema.concat(Schema.of(Field.required(ROW_ID, DataType.parse("BIGINT"))))
        : schema;
  }

  @Override
  public List<Integer> streamTargetKey() {
    return key;
  }

  @Override
  public boolean acceptsRetractions() {
    return retractable;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public TableStatistics statistics() {
    return statistics;
  }

  @Override
  public List<Expression> exactFilters(List<Expression> conjuncts) {
    return exact ? conjuncts : List.of();
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    return List.of();
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    throw new IllegalStateException("never read");
  }
}
