package io.thalweg.connectors.datagen;

import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.generator.Pace;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Rows `0..rows - 1`, each `splits`-th of them in one split. Immutable.
///
/// @param rows [#ENDLESS] for all
/// @param paced a stream hands rows out at the clock's rate
record DatagenTable(
    TableDeclaration declaration,
    List<GeneratedValues> columns,
    long rows,
    int splitCount,
    EventClock clock,
    boolean paced,
    Clock wall)
    implements Table {
  static final long ENDLESS = Long.MAX_VALUE;
  private static final String SPLIT = "split";

  @Override
  public TableHandle handle() {
    return declaration.handle();
  }

  @Override
  public Schema schema() {
    return declaration.schema();
  }

  @Override
  public TableStatistics statistics() {
    return rows == ENDLESS
        ? TableStatistics.UNKNOWN
        : new TableStatistics(OptionalDouble.of(rows), Map.of());
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(rows != ENDLESS, List.of(), List.of(), true, declaration.watermark());
  }

  /// @throws ThalwegException INVALID_STATEMENT when there is no end
  @Override
  public List<Split> splits(ScanRequest request) {
    if (rows == ENDLESS && request.limit().isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "table '"
              + handle().table()
              + "' has no end; read it with SELECT STREAM, add LIMIT, or declare it with rows = …");
    }
    return splits();
  }

  private List<Split> splits() {
    List<Split> all = new ArrayList<>();
    for (int i = 0; i < splitCount; i++) {
      long own = rows == ENDLESS ? -1 : rows / splitCount;
      Map<String, String> place = Map.of(SPLIT, Integer.toString(i));
      all.add(new Split(handle().table() + "#" + i, own, -1, place));
    }
    return all;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    return reader(split, request, null);
  }

  private DatagenReader reader(Split split, ScanRequest request, @Nullable Pace pace) {
    String position = split.properties().getOrDefault(TableStream.POSITION, "");
    String first = position.isEmpty() ? split.properties().getOrDefault(SPLIT, "0") : position;
    return new DatagenReader(this, request, Long.parseLong(first), pace);
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
            return DatagenTable.this.splits();
          }

          @Override
          public Map<String, String> ends() {
            Map<String, String> ends = new HashMap<>();
            if (rows != ENDLESS && !paced) {
              DatagenTable.this
                  .splits()
                  .forEach(split -> ends.put(split.label(), Long.toString(rows)));
            }
            return ends;
          }

          @Override
          public SplitReader open(Split split, ScanRequest request, ReadContext context) {
            return reader(split, request, paced ? Pace.fromFirst(wall, clock) : null);
          }
        });
  }
}
