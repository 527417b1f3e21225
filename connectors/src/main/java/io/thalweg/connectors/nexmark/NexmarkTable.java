package io.thalweg.connectors.nexmark;

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
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// One kind of events of one sequence. Immutable.
final class NexmarkTable implements Table {
  /// How much rows may be behind; the suite's. Ours are not, but what joins wait for is measured.
  private static final long DELAY_MICROS = 4_000_000;

  private static final String SPLIT = "split";
  private static final long SECOND = 1_000_000;

  private final TableHandle handle;
  private final EventTable table;
  private final EventSequence sequence;
  private final Schema schema;
  private final List<EventColumn> columns;
  private final Optional<WatermarkSpec> watermark;
  private final Clock clock;

  /// @param schema columns of the table, all or some
  /// @param watermark empty: that of the suite, if the event time is among the columns
  NexmarkTable(
      TableHandle handle,
      EventTable table,
      EventSequence sequence,
      Schema schema,
      Optional<WatermarkSpec> watermark,
      Clock clock) {
    this.handle = handle;
    this.table = table;
    this.sequence = sequence;
    this.schema = schema;
    this.columns =
        schema.fields().stream()
            .flatMap(
                field ->
                    table.columns().stream()
                        .filter(column -> column.field().name().equalsIgnoreCase(field.name())))
            .toList();
    this.watermark =
        watermark.or(
            () ->
                schema.indexOf(EventTable.TIME).stream()
                    .mapToObj(time -> new WatermarkSpec(time, DELAY_MICROS))
                    .findFirst());
    this.clock = clock;
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
    if (sequence.isEndless()) {
      return TableStatistics.UNKNOWN;
    }
    double rows = table.rows(sequence.events());
    Map<Integer, ColumnStatistics> known = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      known.put(
          i,
          new ColumnStatistics(
              OptionalDouble.of(Math.min(rows, columns.get(i).distinct())),
              OptionalDouble.of(0),
              null,
              null,
              OptionalDouble.empty()));
    }
    return new TableStatistics(OptionalDouble.of(rows), known);
  }

  @Override
  public TableFacts facts() {
    int key = columns.indexOf(table.columns().getFirst());
    List<SortKey> order =
        schema.indexOf(EventTable.TIME).stream().mapToObj(SortKey::ascending).toList();
    return new TableFacts(
        !sequence.isEndless(),
        table.isKeyed() && key >= 0 ? List.of(Set.of(key)) : List.of(),
        order,
        true,
        watermark);
  }

  /// @throws ThalwegException INVALID_STATEMENT when there is no end
  @Override
  public List<Split> splits(ScanRequest request) {
    if (sequence.isEndless() && request.limit().isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "table '"
              + handle.table()
              + "' has no end; read it with SELECT STREAM, add LIMIT, or declare it with"
              + " events = …");
    }
    return splits();
  }

  private List<Split> splits() {
    double rows = sequence.isEndless() ? -1 : table.rows(sequence.events()) / sequence.splits();
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < sequence.splits(); i++) {
      String label = handle.table() + "#" + i;
      splits.add(new Split(label, (long) rows, -1, Map.of(SPLIT, Integer.toString(i))));
    }
    return splits;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    return reader(split, request, sequence.atOnce());
  }

  private EventReader reader(Split split, ScanRequest request, EventSequence read) {
    int number = Integer.parseInt(split.properties().getOrDefault(SPLIT, "0"));
    String position = split.properties().getOrDefault(TableStream.POSITION, "");
    return new EventReader(
        table,
        request.columns().stream().map(columns::get).toList(),
        read,
        position.isEmpty()
            ? EventPosition.first(table, read, number, read.startMicros().orElseGet(this::now))
            : EventPosition.parse(position),
        clock,
        request.batchRows(),
        request.limit().orElse(Long.MAX_VALUE));
  }

  /// The last full second, so that tables of one query begin together.
  private long now() {
    return clock.epochMicros() / SECOND * SECOND;
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(
        new TableStream() {
          @Override
          public boolean appendOnly() {
            return true;
          }

          @Override
          public List<Split> splits(ScanRequest request) {
            return NexmarkTable.this.splits();
          }

          @Override
          public Map<String, String> ends() {
            Map<String, String> ends = new HashMap<>();
            if (!sequence.isEndless() && !sequence.paced()) {
              String end = Long.toString(sequence.events());
              NexmarkTable.this.splits().forEach(split -> ends.put(split.label(), end));
            }
            return ends;
          }

          @Override
          public SplitReader open(Split split, ScanRequest request, ReadContext context) {
            return reader(split, request, sequence);
          }
        });
  }
}
