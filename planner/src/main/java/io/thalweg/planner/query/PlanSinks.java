package io.thalweg.planner.query;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.PlannedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the plan of a query into one that writes the query's rows and yields their number.
public final class PlanSinks {
  private static final Schema COUNT = Schema.of(Field.required("count", SimpleType.BIGINT));

  private PlanSinks() {}

  /// Appends the rows to a table that has the query's columns.
  public static PlannedStatement insertInto(TableHandle table, PlannedStatement query) {
    return append(query, (id, rows) -> new Modify(id, rows, table, false, COUNT));
  }

  /// Changes a table by rows as [io.thalweg.core.connector.ChangeAction] describes them.
  public static PlannedStatement change(TableHandle table, PlannedStatement query) {
    return append(query, (id, rows) -> new Modify(id, rows, table, true, COUNT));
  }

  /// Writes the rows to one file.
  ///
  /// @param format the name of a [io.thalweg.core.connector.FileFormat]
  /// @param options of the format, keys in lower case
  public static PlannedStatement writeFile(
      String path, String format, Map<String, String> options, PlannedStatement query) {
    return append(query, (id, rows) -> new WriteFile(id, rows, path, format, options, COUNT));
  }

  private interface Sink {
    PlanNode over(int id, PlanNode rows);
  }

  /// One more fragment of one task behind the query's last. The rows keep the query's order.
  private static PlannedStatement append(PlannedStatement query, Sink sink) {
    PhysicalPlan plan = query.plan();
    Fragment result = plan.result();
    int nodeId = 1;
    int fragmentId = 1;
    List<Fragment> fragments = new ArrayList<>();
    for (Fragment fragment : plan.fragments()) {
      nodeId = Math.max(nodeId, 1 + largestId(fragment.root()));
      fragmentId = Math.max(fragmentId, 1 + fragment.id());
      fragments.add(fragment);
    }
    Distribution gather = new Distribution.Gather(List.of());
    fragments.set(
        fragments.size() - 1,
        new Fragment(result.id(), result.root(), Optional.of(gather), result.parallel()));
    PlanNode rows = new ExchangeSource(nodeId, result.id(), gather, plan.schema());
    fragments.add(new Fragment(fragmentId, sink.over(nodeId + 1, rows), Optional.empty(), false));
    return new PlannedStatement(
            PlannedStatement.Kind.UPDATE,
            new PhysicalPlan(fragments, COUNT, plan.parameters(), plan.estimates(), plan.stream()),
            query.parameterTypes())
        .withCounts(query.counts());
  }

  private static int largestId(PlanNode node) {
    int largest = node.id();
    for (PlanNode input : node.inputs()) {
      largest = Math.max(largest, largestId(input));
    }
    return largest;
  }
}
