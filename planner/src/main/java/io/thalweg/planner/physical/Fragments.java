package io.thalweg.planner.physical;

import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.SortKey;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.physical.Lowered.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the fragments of one plan, producers first, and hands out node ids. Used by one thread.
final class Fragments {
  private final List<Fragment> fragments = new ArrayList<>();
  private final Map<Integer, Double> estimates = new HashMap<>();
  private int nextNode = 1;

  int nextNode() {
    return nextNode++;
  }

  /// Notes the estimated rows of a node.
  void estimate(PlanNode node, double rows) {
    estimates.put(node.id(), rows);
  }

  Map<Integer, Double> estimates() {
    return estimates;
  }

  /// The root of the fragment with this id.
  PlanNode root(int fragment) {
    return fragments.get(fragment).root();
  }

  /// Ends a fragment: its rows go on to the tasks of another.
  Lowered exchange(Lowered input, Distribution distribution) {
    Fragment fragment =
        new Fragment(fragments.size(), input.node(), Optional.of(distribution), input.isParallel());
    fragments.add(fragment);
    ExchangeSource source =
        new ExchangeSource(nextNode(), fragment.id(), distribution, input.node().schema());
    estimate(source, input.rows());
    Spread spread =
        switch (distribution) {
          case Distribution.Gather _ -> Spread.SINGLE;
          case Distribution.Hash hash ->
              Spread.hashed(hash.columns().stream().map(i -> input.columns().get(i).id()).toList());
          case Distribution.Broadcast _, Distribution.RoundRobin _ -> Spread.ANY;
        };
    return new Lowered(source, input.columns(), spread, input.rows());
  }

  /// A fragment that several others read.
  ///
  /// @param rows as its root yields them
  record Shared(int fragment, Distribution distribution, Lowered rows) {}

  /// Ends a fragment whose rows several others read, see [#read].
  Shared shared(Lowered rows) {
    Distribution distribution =
        rows.isParallel() ? new Distribution.RoundRobin() : new Distribution.Gather(List.of());
    Fragment fragment =
        new Fragment(fragments.size(), rows.node(), Optional.of(distribution), rows.isParallel());
    fragments.add(fragment);
    return new Shared(fragment.id(), distribution, rows);
  }

  /// All rows of a shared fragment, for one more reader.
  ///
  /// @param columns the reader's, one for each of the fragment's
  Lowered read(Shared shared, List<Column> columns) {
    Lowered rows = shared.rows();
    ExchangeSource source =
        new ExchangeSource(
            nextNode(), shared.fragment(), shared.distribution(), rows.node().schema());
    estimate(source, rows.rows());
    return new Lowered(
        source, columns, rows.isParallel() ? Spread.ANY : Spread.SINGLE, rows.rows());
  }

  /// All rows in one task, in the order of `order` (ordinals) when the input's tasks are sorted.
  Lowered gather(Lowered input, List<SortKey> order) {
    return input.isParallel() ? exchange(input, new Distribution.Gather(order)) : input;
  }

  /// The rows of one task spread over several, each row to one.
  Lowered spread(Lowered input) {
    return exchange(input, new Distribution.RoundRobin());
  }

  /// Rows with equal values in the columns `ids` in one task.
  Lowered hash(Lowered input, List<Integer> ids) {
    return exchange(input, new Distribution.Hash(input.ordinals(ids)));
  }

  /// Ends the plan.
  List<Fragment> finish(Lowered root) {
    fragments.add(new Fragment(fragments.size(), root.node(), Optional.empty(), root.isParallel()));
    return fragments;
  }
}
