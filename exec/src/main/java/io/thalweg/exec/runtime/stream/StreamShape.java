package io.thalweg.exec.runtime.stream;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.StreamPlan;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.operator.TableResolver;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which parts of a plan go on for ever, and which end by themselves: tables without changes, which
/// are read once, and what is computed from them alone. Barriers pass through the former only.
public final class StreamShape {
  private final Optional<StreamPlan> stream;
  private final TableResolver tables;
  private final Set<String> readBefore;
  private final boolean allOver;
  private final Set<Integer> continuous = new HashSet<>();
  private final Set<Integer> over = new HashSet<>();
  private final Map<String, List<String>> bounded = new TreeMap<>();

  /// @param restored the checkpoint that the query goes on from
  public StreamShape(PhysicalPlan plan, TableResolver tables, Optional<Restored> restored) {
    this.stream = plan.stream();
    this.tables = tables;
    this.allOver =
        restored.map(from -> from.notes().job().containsKey(Durability.OVER)).orElse(false);
    this.readBefore = restored.map(from -> from.notes().sources().keySet()).orElse(Set.of());
    for (Fragment fragment : plan.fragments()) {
      if (isContinuous(fragment.root())) {
        continuous.add(fragment.id());
      } else if (isOver(fragment.root())) {
        over.add(fragment.id());
      }
      if (stream.isPresent()) {
        noteBounded(fragment.root());
      }
    }
  }

  /// Whether rows of `node` never end by themselves.
  public boolean isContinuous(PlanNode node) {
    if (node instanceof ExchangeSource source) {
      return continuous.contains(source.fragment());
    }
    return node instanceof Scan scan
        ? stream.isPresent() && !allOver && tables.resolve(scan.table()).stream().isPresent()
        : node.inputs().stream().anyMatch(this::isContinuous);
  }

  /// Whether the rows of `node` have ended before the checkpoint: what they had to say is in the
  /// state of others.
  public boolean isOver(PlanNode node) {
    if (node instanceof ExchangeSource source) {
      return over.contains(source.fragment());
    }
    if (node.inputs().isEmpty()) {
      return stream.isPresent()
          && !isContinuous(node)
          && (allOver || readBefore.contains(identity(node)));
    }
    // A sink has still to make visible what it prepared.
    return !(node instanceof Modify) && node.inputs().stream().allMatch(this::isOver);
  }

  /// Names the state of `node`; in continuous plans.
  public String identity(PlanNode node) {
    return facts(node).orElseThrow().identity();
  }

  /// What a continuous plan says of a node.
  public Optional<NodeStream> facts(PlanNode node) {
    Optional<NodeStream> facts =
        stream.flatMap(plan -> Optional.ofNullable(plan.nodes().get(node.id())));
    if (stream.isPresent() && facts.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INTERNAL_ERROR,
          "the continuous plan says nothing of "
              + node.name()
              + " #"
              + node.id()
              + "; please report the statement");
    }
    return facts;
  }

  private void noteBounded(PlanNode node) {
    if (node.inputs().isEmpty() && !(node instanceof ExchangeSource) && !isContinuous(node)) {
      bounded.put(identity(node), List.of("read"));
    }
    node.inputs().forEach(this::noteBounded);
  }

  /// The leaves that are read once, by identity: what a later run has to know of them, because it
  /// must not read them again.
  public Map<String, List<String>> readOnce() {
    return bounded;
  }
}
