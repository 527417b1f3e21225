package io.thalweg.connectors.tpch;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Schema;
import io.trino.tpch.TpchEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One table at one scale. Immutable.
final class TpchTable<E extends TpchEntity> implements Table {
  private static final int SPLIT_ROWS = 100_000;
  private static final String PART = "part";
  private static final String PARTS = "parts";

  private final TableHandle handle;
  private final GeneratedTable<E> definition;
  private final double scale;
  private final Schema schema;

  TpchTable(TableHandle handle, GeneratedTable<E> definition, double scale) {
    this.handle = handle;
    this.definition = definition;
    this.scale = scale;
    this.schema = definition.schema();
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public TableStatistics statistics() {
    double rows = definition.rows(scale);
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (int i = 0; i < schema.size(); i++) {
      ColumnStatistics column = definition.columns().get(i).facts().at(scale);
      double distinct = Math.min(rows, column.distinct().orElse(rows));
      columns.put(
          i,
          new ColumnStatistics(
              OptionalDouble.of(distinct),
              column.nullFraction(),
              column.min(),
              column.max(),
              column.averageBytes()));
    }
    return new TableStatistics(OptionalDouble.of(rows), columns);
  }

  @Override
  public TableFacts facts() {
    List<SortKey> ordering = definition.key().stream().map(SortKey::ascending).toList();
    // The suppliers of one part come in no order.
    boolean byFirstOnly = definition.name().equals("partsupp");
    return new TableFacts(
        true,
        List.of(definition.keySet()),
        byFirstOnly ? ordering.subList(0, 1) : ordering,
        true,
        Optional.empty());
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    double rows = definition.rows(scale);
    int parts = definition.scaled() ? (int) Math.max(1, Math.ceil(rows / SPLIT_ROWS)) : 1;
    long wanted = request.limit().orElse(Long.MAX_VALUE);
    List<Split> splits = new ArrayList<>();
    for (int part = 1; part <= parts && wanted > 0; part++) {
      Map<String, String> place =
          Map.of(PART, Integer.toString(part), PARTS, Integer.toString(parts));
      splits.add(new Split(handle.table() + "#" + part, (long) (rows / parts), -1, place));
      // Parts are cut by orders, so that a part has at least as many lines as orders.
      wanted -= (long) (rows / parts / 7);
    }
    return splits;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    int part = Integer.parseInt(split.properties().getOrDefault(PART, "1"));
    int parts = Integer.parseInt(split.properties().getOrDefault(PARTS, "1"));
    List<GeneratedColumn<E>> columns =
        request.columns().stream().map(definition.columns()::get).toList();
    return new RowGenerator<>(
        definition.generator().createGenerator(scale, part, parts),
        columns,
        request.batchRows(),
        request.limit().orElse(Long.MAX_VALUE));
  }
}
