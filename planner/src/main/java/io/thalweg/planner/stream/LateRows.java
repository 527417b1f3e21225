package io.thalweg.planner.stream;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds the scans whose late rows go to a table, as the option `late_rows` of a job or view says.
/// Used by one thread, while one plan is made.
final class LateRows {
  private final StreamFacts facts;
  private final LateRowTables tables;
  private final List<Scan> scans = new ArrayList<>();

  private LateRows(StreamFacts facts, LateRowTables tables) {
    this.facts = facts;
    this.tables = tables;
  }

  /// Where late rows go, by the id of the scan that sees them. A table that is scanned several
  /// times has the same late rows each time: they are taken from one of the scans.
  ///
  /// @throws ThalwegException INVALID_ARGUMENT when the option does not fit the query
  static Map<Integer, TableHandle> of(PhysicalPlan plan, StreamFacts facts, LateRowTables tables) {
    LateRows late = new LateRows(facts, tables);
    for (Fragment fragment : plan.fragments()) {
      late.add(fragment.root());
    }
    return late.sides();
  }

  private void add(PlanNode node) {
    node.inputs().forEach(this::add);
    if (node instanceof Scan scan
        && facts.table(scan).stream().isPresent()
        && facts.table(scan).facts().watermark().isPresent()) {
      scans.add(scan);
    }
  }

  private Map<Integer, TableHandle> sides() {
    Set<String> names = new TreeSet<>();
    scans.forEach(scan -> names.add(scan.table().toString()));
    Map<Integer, TableHandle> sides = new HashMap<>();
    Set<String> wanted = new HashSet<>(tables.byName().keySet());
    Set<String> found = new HashSet<>();
    for (Scan scan : scans) {
      String name = scan.table().toString();
      Optional<Table> side = tables.of(name, names.size() == 1);
      wanted.remove(name);
      if (side.isPresent() && found.add(name)) {
        requireFits(scan, side.get(), names);
        sides.put(scan.id(), side.get().handle());
      }
    }
    if (!wanted.isEmpty()) {
      throw refused(
          "the query reads no table with a WATERMARK of the name "
              + String.join(", ", wanted)
              + "; it reads "
              + names);
    }
    if (sides.isEmpty() && tables.single().isPresent()) {
      throw refused(
          names.isEmpty()
              ? "the query reads no table with a WATERMARK, so that no row is late"
              : "the query reads several tables with a WATERMARK; say which: late_rows = '"
                  + String.join(" = …, ", names)
                  + " = "
                  + tables.single().get().handle().table()
                  + "'");
    }
    return sides;
  }

  private void requireFits(Scan scan, Table side, Set<String> read) {
    Table table = facts.table(scan);
    String name = side.handle().toString();
    if (read.contains(name)) {
      throw refused("the query reads table " + name + " itself; late rows go to another one");
    }
    if (!side.isWritable()) {
      throw refused("table " + name + " cannot be written");
    }
    boolean appendOnly = table.stream().orElseThrow().appendOnly();
    if (!appendOnly && !side.acceptsRetractions()) {
      throw refused(
          "table "
              + name
              + " takes only new rows, but rows of "
              + table.handle()
              + " are retracted");
    }
    if (!takes(side.schema(), table.schema())) {
      throw refused(
          "table "
              + name
              + " has to have the columns of "
              + table.handle()
              + ": "
              + table.schema().fields());
    }
  }

  private static boolean takes(Schema side, Schema rows) {
    boolean fits = side.types().equals(rows.types());
    for (int i = 0; fits && i < rows.size(); i++) {
      fits = side.field(i).nullable() || !rows.field(i).nullable();
    }
    return fits;
  }

  private static ThalwegException refused(String reason) {
    return new ThalwegException(
        ErrorCode.INVALID_ARGUMENT, "option " + LateRowTables.OPTION + ": " + reason);
  }
}
