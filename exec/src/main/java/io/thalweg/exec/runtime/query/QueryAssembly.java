package io.thalweg.exec.runtime.query;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.exchange.ExchangeReceivers;
import io.thalweg.exec.exchange.LocalExchange;
import io.thalweg.exec.exchange.TaskQueue;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.SourceFactory;
import io.thalweg.exec.runtime.pipeline.NodeMetrics;
import io.thalweg.exec.spill.SpillingFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes the factories of a plan and connects its fragments. Used once.
final class QueryAssembly {
  private final QueryContext context;
  private final PlanBinder binder;
  private final Map<Integer, LocalExchange> exchanges = new HashMap<>();
  private final Map<Integer, NodeMetrics> metrics = new HashMap<>();
  private final List<AutoCloseable> made = new ArrayList<>();

  QueryAssembly(QueryContext context, PlanBinder binder) {
    this.context = context;
    this.binder = binder;
  }

  /// @param fragments producers first
  /// @param metrics by node id
  record Parts(List<FragmentRun> fragments, TaskQueue result, Map<Integer, NodeMetrics> metrics) {}

  Parts assemble(PhysicalPlan plan) {
    try {
      List<FragmentRun> runs = new ArrayList<>();
      for (Fragment fragment : plan.fragments()) {
        runs.add(fragment(fragment, fragment.equals(plan.result())));
      }
      LocalExchange last = Objects.requireNonNull(exchanges.get(plan.result().id()));
      MemoryPool account = context.memory().child("the result", Long.MAX_VALUE);
      return new Parts(
          runs, last.addResult(account.reservation("the result")), Map.copyOf(metrics));
    } catch (RuntimeException e) {
      made.reversed().forEach(QueryAssembly::closeQuietly);
      throw e;
    }
  }

  private static void closeQuietly(AutoCloseable factory) {
    try {
      factory.close();
    } catch (Exception e) {
      throw ThalwegException.wrap(e);
    }
  }

  private FragmentRun fragment(Fragment fragment, boolean isResult) {
    int tasks = fragment.parallel() ? context.options().parallelism() : 1;
    boolean continuous =
        context.stream().map(stream -> stream.shape().isContinuous(fragment.root())).orElse(false);
    LocalExchange output = new LocalExchange(tasks, context.options().batchRows(), continuous);
    exchanges.put(fragment.id(), output);
    FragmentNode root = node(binder.bind(fragment.root()), tasks);
    return new FragmentRun(
        context, root, output, tasks, new FragmentRun.Role(isResult, continuous));
  }

  private FragmentNode node(PlanNode node, int tasks) {
    String name = node.name() + " #" + node.id();
    NodeMetrics counts = new NodeMetrics(context.memory().child(name, Long.MAX_VALUE));
    metrics.put(node.id(), counts);
    if (context.stream().map(stream -> stream.shape().isOver(node)).orElse(false)) {
      return new FragmentNode.Leaf(node, counts, _ -> _ -> Source.Step.FINISHED, () -> {});
    }
    List<FragmentNode> inputs = node.inputs().stream().map(input -> node(input, tasks)).toList();
    Optional<NodeStream> facts = context.stream().flatMap(stream -> stream.shape().facts(node));
    NodeContext nodeContext = new NodeContext(context, counts, facts);
    if (node instanceof ExchangeSource source) {
      ExchangeReceivers receivers = receivers(source, tasks, counts.memory());
      return new FragmentNode.Leaf(
          node, counts, own -> receivers.create(own, own.runs()), () -> {});
    }
    if (inputs.isEmpty()) {
      SourceFactory factory = OperatorFactories.source(node, nodeContext, context.progress());
      made.add(factory);
      context.stream()
          .filter(stream -> stream.shape().isContinuous(node))
          .ifPresent(stream -> stream.coordinator().expectSources(tasks));
      return new FragmentNode.Leaf(node, counts, factory::create, factory::close);
    }
    OperatorFactory factory =
        SpillingFactory.around(node, OperatorFactories.operator(node, nodeContext), nodeContext);
    made.add(factory);
    return new FragmentNode.Inner(
        node, counts, factory, inputs, SpillingFactory.advice(node, nodeContext));
  }

  private ExchangeReceivers receivers(ExchangeSource source, int tasks, MemoryPool memory) {
    LocalExchange exchange = exchanges.get(source.fragment());
    if (exchange == null) {
      throw new ThalwegException(
          ErrorCode.INTERNAL_ERROR,
          "the plan reads from fragment "
              + source.fragment()
              + " before it is made; please report the statement");
    }
    return exchange.addConsumer(source, tasks, memory);
  }
}
