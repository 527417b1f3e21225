package io.thalweg.planner.command;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.stream.LateRowTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `late_rows = 'side'` and `late_rows = 'bids = late_bids, asks = late_asks'`. Stateless.
public final class LateRowOption {
  private LateRowOption() {}

  /// @param options of WITH, keys in lower case
  /// @throws ThalwegException UNKNOWN_TABLE, INVALID_ARGUMENT
  public static LateRowTables read(Map<String, String> options, PlannerSession session) {
    String text = options.get(LateRowTables.OPTION);
    if (text == null) {
      return LateRowTables.NONE;
    }
    if (!text.contains("=")) {
      return new LateRowTables(Optional.of(table(text, session)), Map.of());
    }
    Map<String, Table> byName = new HashMap<>();
    for (String entry : text.split(",", -1)) {
      String[] sides = entry.split("=", -1);
      if (sides.length != 2) {
        throw new ThalwegException(
            ErrorCode.INVALID_ARGUMENT,
            "option late_rows is '"
                + text
                + "'; write 'side', or 'read_table = side, other_table = other_side'");
      }
      byName.put(table(sides[0], session).handle().toString(), table(sides[1], session));
    }
    return new LateRowTables(Optional.empty(), byName);
  }

  private static Table table(String text, PlannerSession session) {
    String written = text.strip();
    QualifiedName name =
        new NameResolution(session).object(List.of(written.split("\\s*\\.\\s*", -1)));
    Optional<Catalog> catalog = session.catalog(name.schema().catalog());
    return catalog
        .flatMap(found -> found.table(name.schema().schema(), name.name()))
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_TABLE,
                    "option late_rows: there is no table " + written + "; create it first"));
  }
}
