package io.thalweg.planner.stream;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.StreamPlan;
import io.thalweg.core.plan.StreamPlan.Emit;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.planner.PlannerOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Makes a plan continuous: says of every node what [NodeStream] says, and refuses state that only
/// grows. Used once.
public final class StreamPlans {
  private final StreamFacts facts;
  private final Emit emit;
  private final PlannerOptions options;
  private final StateBounds bounds;
  private final Map<Integer, NodeStream> nodes = new HashMap<>();
  private final Map<Integer, String> notes = new HashMap<>();
  private final Map<String, Integer> identities = new HashMap<>();
  private final List<String> growing = new ArrayList<>();
  private Map<Integer, TableHandle> lateRows = Map.of();

  public StreamPlans(StreamFacts facts, Emit emit, PlannerOptions options) {
    this.facts = facts;
    this.emit = emit;
    this.options = options;
    this.bounds = new StateBounds(facts, options.stateTtl().isPresent());
  }

  /// @param notes on nodes for EXPLAIN, by node id
  public record Continuous(PhysicalPlan plan, Map<Integer, String> notes) {}

  /// @param tables where late rows go
  /// @throws ThalwegException UNBOUNDED_STATE
  public Continuous continuous(PhysicalPlan plan, LateRowTables tables) {
    lateRows = LateRows.of(plan, facts, tables);
    lateRows.forEach((scan, side) -> notes.put(scan, "late rows: to " + side));
    for (Fragment fragment : plan.fragments()) {
      add(fragment.root(), OptionalLong.empty());
    }
    if (!growing.isEmpty() && !options.allowUnboundedState()) {
      throw new ThalwegException(
          ErrorCode.UNBOUNDED_STATE,
          "the state of this query can only grow: "
              + String.join("; ", growing)
              + ". Group or join by event time, SET state_ttl to forget what was not touched for"
              + " so long, or SET allow_unbounded_state = true");
    }
    if (emit == Emit.ON_WATERMARK) {
      refuseChanges(plan.result().root());
    }
    PhysicalPlan continuous =
        new PhysicalPlan(
            plan.fragments(),
            plan.schema(),
            plan.parameters(),
            plan.estimates(),
            Optional.of(new StreamPlan(nodes, emit)));
    return new Continuous(continuous, notes);
  }

  /// What is emitted on watermark is never taken back.
  private void refuseChanges(PlanNode root) {
    PlanNode node = root instanceof Modify modify ? modify.input() : root;
    if (facts.of(node).appendOnly()) {
      return;
    }
    PlanNode changing = node;
    while (true) {
      PlanNode below =
          changing instanceof ExchangeSource source ? facts.fragmentRoot(source) : null;
      if (below == null
          && (changing.inputs().size() != 1
              || facts.of(changing.inputs().getFirst()).appendOnly())) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT,
            "EMIT ON WATERMARK: nothing tells when rows of "
                + changing.name()
                + " "
                + changing.details()
                + " are final: "
                + WaysOut.of(changing)
                + ", or use EMIT CHANGES");
      }
      changing = below == null ? changing.inputs().getFirst() : below;
    }
  }

  /// @param firstRows all that is wanted of a window over positions
  private void add(PlanNode node, OptionalLong firstRows) {
    OptionalLong below =
        node instanceof Filter filter ? FirstRows.of(filter) : OptionalLong.empty();
    node.inputs().forEach(input -> add(input, below));
    Facts own = facts.of(node);
    Optional<StateBound> state = bounds.of(node, firstRows);
    List<Optional<Expiry>> expiries = bounds.expiries(node);
    List<NodeStream.Input> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Facts input = facts.of(node.inputs().get(i));
      inputs.add(new NodeStream.Input(input.appendOnly(), input.bounded(), expiries.get(i)));
    }
    nodes.put(
        node.id(),
        new NodeStream(
            identity(node, own, firstRows),
            own.appendOnly(),
            inputs,
            emitOn(node),
            state.isPresent() ? ttl() : OptionalLong.empty(),
            firstRows,
            Optional.ofNullable(lateRows.get(node.id()))));
    state.ifPresent(bound -> note(node, bound));
  }

  private void note(PlanNode node, StateBound bound) {
    notes.put(node.id(), "state: " + bound.text());
    if (!bound.isBounded()) {
      growing.add(node.name() + " " + node.details() + " is " + bound.text());
    }
  }

  private OptionalLong ttl() {
    return options
        .stateTtl()
        .map(ttl -> OptionalLong.of(TimeUnit.NANOSECONDS.toMicros(ttl.toNanos())))
        .orElse(OptionalLong.empty());
  }

  /// Exchanges keep nothing; equal siblings are told apart by their order.
  private String identity(PlanNode node, Facts own, OptionalLong firstRows) {
    boolean exchange = node instanceof Exchange || node instanceof ExchangeSource;
    String kept = firstRows.isPresent() ? "-first-" + firstRows.getAsLong() : "";
    String name = (exchange ? "exchange-" : "") + own.identity() + kept;
    int same = identities.merge(name, 1, Integer::sum);
    return same == 1 ? name : name + "#" + same;
  }

  private Optional<Expiry> emitOn(PlanNode node) {
    if (node instanceof TemporalJoin join) {
      return facts.temporal(join).emitOn();
    }
    if (node instanceof Consolidate consolidate) {
      return consolidate.release();
    }
    if (emit != Emit.ON_WATERMARK
        || !(node instanceof Aggregate aggregate)
        || aggregate.phase() == Aggregate.Phase.PARTIAL) {
      return Optional.empty();
    }
    return bounds
        .groupExpiry(aggregate)
        .map(over -> new Expiry(aggregate.keys().indexOf(over.column()), over.lagMicros()));
  }
}
