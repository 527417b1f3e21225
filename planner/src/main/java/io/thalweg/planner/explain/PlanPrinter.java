package io.thalweg.planner.explain;

import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanJson;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.planner.ExplainFormat;
import io.thalweg.planner.NodeMetrics;
import io.thalweg.planner.PlannedStatement;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/// Prints physical plans.
public final class PlanPrinter {
  private static final double NANOS_PER_MILLI = 1e6;

  private PlanPrinter() {}

  /// @param metrics what was measured while the plan ran
  public static String print(
      PlannedStatement statement, ExplainFormat format, Optional<NodeMetrics> metrics) {
    return switch (format) {
      case TEXT -> text(statement, metrics);
      case JSON -> PlanJson.write(statement.plan());
      case DOT -> dot(statement, metrics);
    };
  }

  /// The result first; producers are indented below the node they feed.
  private static String text(PlannedStatement statement, Optional<NodeMetrics> metrics) {
    StringBuilder text = new StringBuilder();
    append(statement, statement.plan().result().root(), 0, metrics, text, new BitSet());
    return text.toString();
  }

  /// @param printed fragments that stand above: what several read is printed once
  private static void append(
      PlannedStatement plan,
      PlanNode node,
      int depth,
      Optional<NodeMetrics> metrics,
      StringBuilder text,
      BitSet printed) {
    text.append("  ".repeat(depth)).append(label(plan, node, metrics));
    boolean again = node instanceof ExchangeSource source && printed.get(source.fragment());
    text.append(again ? "  [rows computed above]\n" : "\n");
    if (node instanceof ExchangeSource source && !again) {
      printed.set(source.fragment());
      append(plan, fragment(plan.plan(), source).root(), depth + 1, metrics, text, printed);
    }
    node.inputs().forEach(input -> append(plan, input, depth + 1, metrics, text, printed));
  }

  private static Fragment fragment(PhysicalPlan plan, ExchangeSource source) {
    return plan.fragments().stream()
        .filter(fragment -> fragment.id() == source.fragment())
        .findFirst()
        .orElseThrow();
  }

  private static String label(
      PlannedStatement statement, PlanNode node, Optional<NodeMetrics> metrics) {
    PhysicalPlan plan = statement.plan();
    String details =
        node instanceof ExchangeSource source
            ? source.distribution() + (fragment(plan, source).parallel() ? " from all tasks" : "")
            : node.details();
    String name = node instanceof ExchangeSource ? "Exchange" : node.name();
    StringBuilder text = new StringBuilder(name);
    if (!details.isEmpty()) {
      text.append(' ').append(details);
    }
    Double rows = plan.estimates().get(node.id());
    if (rows != null) {
      text.append("  (~").append(Math.round(rows)).append(" rows)");
    }
    String note = statement.notes().get(node.id());
    if (note != null) {
      text.append("  [").append(note).append(']');
    }
    metrics.flatMap(m -> m.of(node.id())).ifPresent(figures -> text.append(measured(figures)));
    return text.toString();
  }

  private static String measured(NodeMetrics.Figures figures) {
    return String.format(
        Locale.ROOT,
        "  [rows=%d time=%.2fms memory=%d%s]",
        figures.rows(),
        figures.time().toNanos() / NANOS_PER_MILLI,
        figures.memoryBytes(),
        figures.spilledBytes() == 0 ? "" : " spilled=" + figures.spilledBytes());
  }

  private static String dot(PlannedStatement statement, Optional<NodeMetrics> metrics) {
    PhysicalPlan plan = statement.plan();
    StringBuilder text = new StringBuilder("digraph plan {\n  rankdir=BT;\n  node [shape=box];\n");
    for (Fragment fragment : plan.fragments()) {
      text.append("  subgraph cluster_").append(fragment.id()).append(" {\n");
      nodes(statement, fragment.root(), metrics, text);
      text.append("  }\n");
    }
    plan.fragments().forEach(fragment -> edges(plan, fragment.root(), text));
    return text.append("}\n").toString();
  }

  private static void nodes(
      PlannedStatement plan, PlanNode node, Optional<NodeMetrics> metrics, StringBuilder text) {
    String label = label(plan, node, metrics).replace("\\", "\\\\").replace("\"", "\\\"");
    text.append("    n").append(node.id()).append(" [label=\"").append(label).append("\"];\n");
    node.inputs().forEach(input -> nodes(plan, input, metrics, text));
  }

  private static void edges(PhysicalPlan plan, PlanNode node, StringBuilder text) {
    if (node instanceof ExchangeSource source) {
      edge(fragment(plan, source).root(), node, text);
    }
    for (PlanNode input : node.inputs()) {
      edge(input, node, text);
      edges(plan, input, text);
    }
  }

  private static void edge(PlanNode from, PlanNode to, StringBuilder text) {
    text.append("  n").append(from.id()).append(" -> n").append(to.id()).append(";\n");
  }
}
