package io.thalweg.planner;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// How the rows of a view follow from the rows it had under another query: both queries only
/// project and filter the output of one operator, and the old rows still tell what the new ones
/// need of it. Immutable.
public final class ResultDerivation {
  private final PlannedStatement before;
  private final PlannedStatement after;
  private final List<PlanNode> above;
  private final PlanNode common;
  private final int[] places;

  /// @param above nodes of the new plan above `common`, the lowest first
  /// @param places of the columns of `common` among the old rows' columns; -1: not there
  private ResultDerivation(
      PlannedStatement before,
      PlannedStatement after,
      List<PlanNode> above,
      PlanNode common,
      int[] places) {
    this.before = before;
    this.after = after;
    this.above = above;
    this.common = common;
    this.places = places;
  }

  /// @return empty when the new rows cannot be told from the old ones
  static Optional<ResultDerivation> of(PlannedStatement before, PlannedStatement after) {
    Map<String, int[]> known = places(before);
    List<PlanNode> above = new ArrayList<>();
    for (PlanNode node : path(after)) {
      int[] places = known.get(identity(after, node));
      if (places != null) {
        BitSet used = used(above.reversed(), node);
        return used.stream().allMatch(column -> places[column] >= 0)
            ? Optional.of(new ResultDerivation(before, after, above.reversed(), node, places))
            : Optional.empty();
      }
      above.add(node);
    }
    return Optional.empty();
  }

  private static String identity(PlannedStatement statement, PlanNode node) {
    Map<Integer, NodeStream> nodes =
        statement.plan().stream().map(stream -> stream.nodes()).orElse(Map.of());
    return Objects.requireNonNull(nodes.get(node.id()), "a continuous plan").identity();
  }

  /// The operators from the result down to the first that is more than a projection or a filter.
  private static List<PlanNode> path(PlannedStatement statement) {
    Map<Integer, Fragment> fragments = new HashMap<>();
    statement.plan().fragments().forEach(fragment -> fragments.put(fragment.id(), fragment));
    List<PlanNode> path = new ArrayList<>();
    PlanNode node = statement.plan().result().root();
    while (true) {
      if (node instanceof ExchangeSource source) {
        node = Objects.requireNonNull(fragments.get(source.fragment())).root();
      } else {
        path.add(node);
        if (!isLinear(node)) {
          return path;
        }
        node = node.inputs().getFirst();
      }
    }
  }

  private static boolean isLinear(PlanNode node) {
    return node instanceof Project || node instanceof Filter || node instanceof Consolidate;
  }

  /// For every operator whose rows are all among the result's: where its columns are.
  private static Map<String, int[]> places(PlannedStatement statement) {
    Map<String, int[]> places = new HashMap<>();
    int[] own = IntStream.range(0, statement.schema().size()).toArray();
    for (PlanNode node : path(statement)) {
      places.put(identity(statement, node), own);
      if (node instanceof Filter) {
        return places;
      }
      own = node instanceof Project project ? below(project, own) : own;
    }
    return places;
  }

  private static int[] below(Project project, int[] own) {
    int[] below = new int[project.input().schema().size()];
    Arrays.fill(below, -1);
    for (int i = 0; i < own.length; i++) {
      if (project.expressions().get(i) instanceof ColumnRef ref && own[i] >= 0) {
        below[ref.index()] = own[i];
      }
    }
    return below;
  }

  /// The columns of `common` that the operators above it need.
  private static BitSet used(List<PlanNode> above, PlanNode common) {
    BitSet used = new BitSet();
    for (PlanNode node : above) {
      if (node instanceof Filter filter) {
        used.or(Expressions.columns(filter.predicate()));
      } else if (node instanceof Project project) {
        project.expressions().forEach(each -> used.or(Expressions.columns(each)));
        return used;
      }
    }
    used.set(0, common.schema().size());
    return used;
  }

  /// A bounded query for the new rows.
  ///
  /// @param view the table with the old rows
  public PhysicalPlan plan(TableHandle view) {
    int id = highestId() + 1;
    int width = before.schema().size();
    PlanNode scan =
        new Scan(
            id,
            view,
            IntStream.range(0, width).boxed().toList(),
            List.of(),
            OptionalLong.empty(),
            List.of(),
            before.schema());
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Field field = common.schema().field(i);
      columns.add(
          places[i] < 0 ? new Literal(field.type(), null) : new ColumnRef(places[i], field.type()));
    }
    PlanNode node = new Project(id + 1, scan, columns, nullable(common.schema()));
    for (PlanNode next : above) {
      node = next instanceof Consolidate ? node : next.withInputs(List.of(node));
    }
    return new PhysicalPlan(
        List.of(new Fragment(0, node, Optional.empty(), false)),
        after.schema(),
        List.of(),
        Map.of(),
        Optional.empty());
  }

  private static Schema nullable(Schema schema) {
    return new Schema(
        schema.fields().stream().map(field -> Field.nullable(field.name(), field.type())).toList());
  }

  private int highestId() {
    return above.stream().mapToInt(PlanNode::id).max().orElse(0);
  }
}
