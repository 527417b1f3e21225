package io.thalweg.exec.testing;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.Distribution.Gather;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.StreamPlan;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes plans by hand: numbers nodes, and cuts a tree at its exchanges. One per plan.
public final class Plans {
  private final List<Fragment> fragments = new ArrayList<>();
  private int ids;

  /// The next node id.
  public int id() {
    return ++ids;
  }

  /// Reads all columns.
  public Scan scan(Table table) {
    return scan(table, List.of());
  }

  public Scan scan(Table table, List<Scan.RuntimeFilterTarget> filters) {
    return new Scan(
        id(),
        table.handle(),
        IntStream.range(0, table.schema().size()).boxed().toList(),
        List.of(),
        OptionalLong.empty(),
        filters,
        table.schema());
  }

  public Exchange exchange(PlanNode input, Distribution distribution) {
    return new Exchange(id(), input, distribution);
  }

  public Exchange gather(PlanNode input) {
    return exchange(input, new Gather(List.of()));
  }

  /// The plan whose result are the rows of `root`. A fragment that a gather feeds runs as one task,
  /// the others as many.
  public PhysicalPlan plan(PlanNode root, DataType... parameters) {
    PlanNode cut = cut(root);
    fragments.add(new Fragment(fragments.size(), cut, Optional.empty(), isParallel(cut)));
    return new PhysicalPlan(
        fragments, root.schema(), List.of(parameters), Map.of(), Optional.empty());
  }

  /// A continuous plan whose result are the changes of `root`'s rows. All that is said of its nodes
  /// is who they are.
  public PhysicalPlan streamPlan(PlanNode root) {
    return streamPlan(root, _ -> true);
  }

  /// @param followed whether a table has changes; the others are read once
  public PhysicalPlan streamPlan(PlanNode root, Predicate<TableHandle> followed) {
    PhysicalPlan plan = plan(root);
    Map<Integer, NodeStream> nodes = new HashMap<>();
    plan.fragments().forEach(fragment -> describe(fragment.root(), followed, nodes));
    return new PhysicalPlan(
        plan.fragments(),
        plan.schema(),
        plan.parameters(),
        plan.estimates(),
        Optional.of(new StreamPlan(nodes, StreamPlan.Emit.CHANGES)));
  }

  private void describe(
      PlanNode node, Predicate<TableHandle> followed, Map<Integer, NodeStream> nodes) {
    List<NodeStream.Input> inputs =
        node.inputs().stream()
            .map(
                input ->
                    new NodeStream.Input(false, !isFollowed(input, followed), Optional.empty()))
            .toList();
    nodes.put(
        node.id(),
        new NodeStream(
            node.name() + "-" + node.id(), false, inputs, Optional.empty(), OptionalLong.empty()));
    node.inputs().forEach(input -> describe(input, followed, nodes));
  }

  private boolean isFollowed(PlanNode node, Predicate<TableHandle> followed) {
    return switch (node) {
      case Scan scan -> followed.test(scan.table());
      case ExchangeSource source -> isFollowed(fragments.get(source.fragment()).root(), followed);
      default -> node.inputs().stream().anyMatch(input -> isFollowed(input, followed));
    };
  }

  private PlanNode cut(PlanNode node) {
    if (node instanceof Exchange exchange) {
      PlanNode input = cut(exchange.input());
      int fragment = fragments.size();
      fragments.add(
          new Fragment(fragment, input, Optional.of(exchange.distribution()), isParallel(input)));
      return new ExchangeSource(
          exchange.id(), fragment, exchange.distribution(), exchange.schema());
    }
    return node.inputs().isEmpty()
        ? node
        : node.withInputs(node.inputs().stream().map(this::cut).toList());
  }

  private static boolean isParallel(PlanNode node) {
    return !(node instanceof ExchangeSource source && source.distribution() instanceof Gather)
        && node.inputs().stream().allMatch(Plans::isParallel);
  }
}
