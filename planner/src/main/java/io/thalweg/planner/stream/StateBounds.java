package io.thalweg.planner.stream;

import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.Expiry.Clock;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Which nodes keep state across epochs, when parts of it are over, and what bounds it.
///
/// @param ttl whether state that is not touched is forgotten
record StateBounds(StreamFacts facts, boolean ttl) {
  /// Whose state per group is a few numbers, whatever comes.
  private static final Set<String> FIXED =
      Set.of(
          "count",
          "sum",
          "avg",
          "bool_and",
          "bool_or",
          "var_pop",
          "var_samp",
          "stddev_pop",
          "stddev_samp",
          "approx_count_distinct",
          "count_if",
          "regr_count",
          "corr",
          "covar_pop",
          "covar_samp",
          "bit_xor");

  /// Whose state is one value as long as nothing is retracted.
  private static final Set<String> FIXED_WHEN_ONLY_ADDED =
      Set.of("min", "max", "any_value", "arg_min", "arg_max", "first", "last", "bit_and", "bit_or");

  /// When rows of each input are over.
  List<Optional<Expiry>> expiries(PlanNode node) {
    return switch (node) {
      case Aggregate aggregate ->
          List.of(groupExpiry(aggregate).or(() -> groupExpiryByClock(aggregate)));
      case HashJoin join -> joinExpiries(JoinTime.of(join, facts.of(join.left()), right(join)));
      case NestedLoopJoin join ->
          joinExpiries(JoinTime.of(join, facts.of(join.left()), facts.of(join.right())));
      case TemporalJoin join -> facts.temporal(join).expiries();
      case Window window -> List.of(WindowTime.expiry(window, facts.of(window.input())));
      default -> node.inputs().stream().map(_ -> Optional.<Expiry>empty()).toList();
    };
  }

  private Facts right(HashJoin join) {
    return facts.of(join.right());
  }

  private static List<Optional<Expiry>> joinExpiries(JoinTime time) {
    return List.of(time.leftExpiry(), time.rightExpiry());
  }

  /// The earliest time that a group's keys name.
  Optional<Expiry> groupExpiry(Aggregate aggregate) {
    return groupExpiry(aggregate, facts.of(aggregate.input()).slack(), Clock.EVENT_TIME);
  }

  private Optional<Expiry> groupExpiryByClock(Aggregate aggregate) {
    return groupExpiry(aggregate, facts.of(aggregate.input()).clock(), Clock.PROCESSING_TIME);
  }

  private static Optional<Expiry> groupExpiry(
      Aggregate aggregate, Map<Integer, Long> slacks, Clock clock) {
    for (int key = 0; key < aggregate.keys().size(); key++) {
      int column = aggregate.keys().get(key);
      Long slack = slacks.get(column);
      if (slack != null && StreamFacts.isInAllSets(aggregate, key)) {
        return Optional.of(new Expiry(column, slack + 1, clock));
      }
    }
    return Optional.empty();
  }

  /// Empty for a node that keeps nothing from one epoch to the next.
  ///
  /// @param firstRows all that is wanted of a window over positions
  Optional<StateBound> of(PlanNode node, OptionalLong firstRows) {
    return switch (node) {
      case Aggregate aggregate ->
          aggregate.phase() == Aggregate.Phase.PARTIAL
              ? Optional.empty()
              : Optional.of(aggregate(aggregate));
      case HashJoin join -> Optional.of(join(join, join.type(), join.left(), join.right()));
      case NestedLoopJoin join -> Optional.of(join(join, join.type(), join.left(), join.right()));
      case TemporalJoin join -> Optional.of(temporal(join));
      case TopN top -> Optional.of(ordered(facts.of(top.input()), "rows that may move up"));
      case Limit limit -> Optional.of(ordered(facts.of(limit.input()), "rows that may move up"));
      case Window window -> Optional.of(window(window, firstRows));
      case Consolidate consolidate ->
          consolidate.release().map(over -> watermark(consolidate.input(), over));
      case Scan _,
          Values _,
          Filter _,
          Project _,
          Sort _,
          UnionAll _,
          Unnest _,
          Modify _,
          WriteFile _,
          Exchange _,
          ExchangeSource _ ->
          Optional.empty();
    };
  }

  private StateBound orTtl(StateBound bound) {
    return !bound.isBounded() && ttl ? StateBound.TTL : bound;
  }

  private StateBound aggregate(Aggregate aggregate) {
    Facts input = facts.of(aggregate.input());
    if (!input.growing()) {
      return StateBound.TABLE;
    }
    Optional<Expiry> expiry = expiries(aggregate).getFirst();
    if (expiry.isPresent()) {
      return watermark(aggregate.input(), expiry.get());
    }
    if (!aggregate.keys().isEmpty()) {
      return orTtl(
          StateBound.unbounded(
              "a group for every value of " + names(aggregate.input().schema(), aggregate.keys())));
    }
    return aggregate.calls().stream()
        .filter(call -> !isFixed(call, input.appendOnly()))
        .findFirst()
        .map(call -> orTtl(StateBound.unbounded(call.function() + " keeps every value")))
        .orElse(StateBound.FIXED);
  }

  private static boolean isFixed(AggregateCall call, boolean appendOnly) {
    boolean plain =
        !call.distinct() || call.function().equals("min") || call.function().equals("max");
    return plain
        && (FIXED.contains(call.function())
            || (appendOnly && FIXED_WHEN_ONLY_ADDED.contains(call.function())));
  }

  private static StateBound watermark(PlanNode input, Expiry expiry) {
    return StateBound.watermark(input.schema().fields().get(expiry.column()).name(), expiry);
  }

  private static String names(Schema schema, List<Integer> columns) {
    return String.join(
        ", ", columns.stream().map(column -> schema.fields().get(column).name()).toList());
  }

  private StateBound join(PlanNode node, JoinType type, PlanNode left, PlanNode right) {
    List<Optional<Expiry>> expiries = expiries(node);
    return StateBound.of(
        List.of(
            side("left", left, facts.of(right), expiries.get(0), type.keepsRight()),
            side("right", right, facts.of(left), expiries.get(1), type.keepsLeft())));
  }

  /// Of versions that are over, the last one of each key stays.
  private StateBound temporal(TemporalJoin join) {
    Facts right = facts.of(join.right());
    Optional<Expiry> over = expiries(join).getFirst();
    if (right.bounded() || !(right.growing() || facts.of(join.left()).growing())) {
      return StateBound.TABLE;
    }
    return over.map(expiry -> watermark(join.left(), expiry))
        .orElseGet(() -> orTtl(StateBound.unbounded("every row of both inputs is kept")));
  }

  private StateBound side(
      String name, PlanNode own, Facts other, Optional<Expiry> expiry, boolean otherKept) {
    Facts facts = facts().of(own);
    // Rows that meet a table which never changes need not wait for later ones.
    if (!facts.growing() || (other.bounded() && !otherKept)) {
      return StateBound.TABLE;
    }
    return expiry
        .map(over -> watermark(own, over))
        .orElseGet(
            () -> orTtl(StateBound.unbounded("every row of the " + name + " input is kept")));
  }

  private StateBound ordered(Facts input, String what) {
    if (!input.growing()) {
      return StateBound.TABLE;
    }
    return input.appendOnly()
        ? StateBound.FIXED
        : orTtl(StateBound.unbounded("all " + what + " when others are retracted are kept"));
  }

  private StateBound window(Window window, OptionalLong firstRows) {
    Facts input = facts.of(window.input());
    if (!input.growing()) {
      return StateBound.TABLE;
    }
    Optional<Expiry> over = WindowTime.expiry(window, input);
    if (over.isPresent()) {
      return watermark(window.input(), over.get());
    }
    if (firstRows.isEmpty() || !input.appendOnly()) {
      return orTtl(StateBound.unbounded("every row of a partition is kept"));
    }
    String first = "the rows up to position " + firstRows.getAsLong();
    if (!window.partitionBy().isEmpty()) {
      String keys = names(window.input().schema(), window.partitionBy());
      return orTtl(StateBound.unbounded(first + " for every value of " + keys));
    }
    // Ranks leave any number of rows in one position.
    boolean one = window.calls().getFirst().call().function().equals("row_number");
    return one ? StateBound.FIXED : orTtl(StateBound.unbounded(first));
  }
}
