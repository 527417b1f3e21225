package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.accumulator.collect.CollectedRows;
import io.thalweg.exec.aggregate.accumulator.collect.CollectingAccumulator;
import io.thalweg.exec.state.Groups;
import java.util.List;

/// Writes down all groups of a grouping set in the streams of a [GroupLayout]. Used once.
final class GroupExport {
  private static final int ROWS = 1 << 12;

  private final GroupLayout layout;
  private final GroupingSet set;
  private final int number;
  private final Target target;

  /// Takes rows of a stream.
  @FunctionalInterface
  interface Target {
    void put(int stream, Batch rows);
  }

  /// @param number of the set among those of the aggregate
  GroupExport(GroupLayout layout, GroupingSet set, int number, Target target) {
    this.layout = layout;
    this.set = set;
    this.number = number;
    this.target = target;
  }

  void write() {
    set.ensure();
    writeStates();
    for (int call = 0; call < layout.routes().size(); call++) {
      GroupLayout.Route route = layout.routes().get(call);
      if (route.isMerged()) {
        continue;
      }
      if (set.accumulator(call) instanceof CollectingAccumulator collecting) {
        writeCollected(route.stream(), collecting.collected());
      } else {
        writeDistinct(route.stream(), set.filter(call));
      }
    }
  }

  private void writeStates() {
    if (layout.streams().getFirst().schema().size() == 0) {
      return;
    }
    for (int from = 0; from < set.count(); from += ROWS) {
      Groups some = Groups.range(from, Math.min(ROWS, set.count() - from));
      List<Column> columns = keys(some);
      for (int call = 0; call < layout.routes().size(); call++) {
        if (layout.routes().get(call).isMerged()) {
          columns.addAll(set.accumulator(call).states(some));
        }
      }
      target.put(0, Batch.of(some.count(), columns));
    }
  }

  private void writeCollected(int stream, CollectedRows rows) {
    for (int i = 0; i < rows.partCount(); i++) {
      List<Column> columns = keys(rows.partGroups(i));
      columns.addAll(rows.part(i));
      target.put(stream, Batch.of(columns.getLast().length(), columns));
    }
  }

  private void writeDistinct(int stream, RowFilter rows) {
    for (int from = 0; from < rows.distinctCount(); from += ROWS) {
      int count = Math.min(ROWS, rows.distinctCount() - from);
      List<Column> columns = keys(rows.distinctGroups(from, count));
      columns.addAll(rows.distinctColumns(from, count));
      target.put(stream, Batch.of(count, columns));
    }
  }

  private List<Column> keys(Groups groups) {
    List<Column> columns = set.keyColumns(groups);
    if (columns.size() < layout.keys().size()) {
      columns.add(ColumnBuilder.constant(SimpleType.INTEGER, number, groups.count()));
    }
    return columns;
  }
}
