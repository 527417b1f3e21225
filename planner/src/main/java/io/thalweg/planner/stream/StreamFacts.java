package io.thalweg.planner.stream;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Expiry;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// Derives the facts of a plan's nodes, each once. Used by one thread, while one plan is made.
public final class StreamFacts {
  private final Map<Integer, Facts> known = new HashMap<>();
  private final Map<Integer, Table> tables = new HashMap<>();
  private final IntFunction<PlanNode> fragmentRoots;
  private final boolean onWatermark;

  /// @param fragmentRoots the root of a finished fragment by its id
  /// @param onWatermark groups that are over at some time leave only then
  public StreamFacts(IntFunction<PlanNode> fragmentRoots, boolean onWatermark) {
    this.fragmentRoots = fragmentRoots;
    this.onWatermark = onWatermark;
  }

  /// Notes which table a scan reads, before its facts are asked for.
  public void scans(Scan scan, Table table) {
    tables.put(scan.id(), table);
  }

  Table table(Scan scan) {
    Table table = tables.get(scan.id());
    if (table == null) {
      throw new IllegalStateException("the table of scan " + scan.id() + " is not known");
    }
    return table;
  }

  PlanNode fragmentRoot(ExchangeSource source) {
    return fragmentRoots.apply(source.fragment());
  }

  public Facts of(PlanNode node) {
    Facts facts = known.get(node.id());
    if (facts == null) {
      facts = derive(node);
      known.put(node.id(), facts);
    }
    return facts;
  }

  private Facts derive(PlanNode node) {
    return switch (node) {
      case Scan scan -> scan(scan);
      case Values _ -> new Facts(true, true, false, true, Map.of(), Identity.of(node, List.of()));
      case Filter filter -> keeping(node, of(filter.input()));
      case Project project -> project(project);
      case Aggregate aggregate -> aggregate(aggregate);
      case HashJoin join -> join(join, JoinTime.of(join, of(join.left()), of(join.right())));
      case NestedLoopJoin join -> join(join, JoinTime.of(join, of(join.left()), of(join.right())));
      case TemporalJoin join -> temporal(join).facts();
      case Sort sort -> keeping(node, of(sort.input()));
      case TopN top -> changing(node, of(top.input()), Map.of(), false);
      case Limit limit -> limit(limit, of(limit.input()));
      case UnionAll union -> union(union);
      case Consolidate consolidate -> consolidated(consolidate);
      case Window window ->
          changing(
              node,
              of(window.input()),
              WindowTime.slack(window, of(window.input())),
              of(window.input()).growing());
      case Unnest unnest -> unnest(unnest);
      case Modify modify -> changing(node, of(modify.input()), Map.of(), false);
      case WriteFile write -> changing(node, of(write.input()), Map.of(), false);
      case Exchange exchange -> of(exchange.input());
      case ExchangeSource source -> of(fragmentRoot(source));
    };
  }

  private Facts scan(Scan scan) {
    Table table = table(scan);
    Optional<TableStream> stream = table.stream();
    boolean appendOnly = stream.map(TableStream::appendOnly).orElse(true);
    Map<Integer, Long> slack = new HashMap<>();
    if (stream.isPresent()) {
      table
          .facts()
          .watermark()
          .map(watermark -> scan.columns().indexOf(watermark.column()))
          .filter(column -> column >= 0)
          .ifPresent(column -> slack.put(column, 0L));
    }
    boolean growing = stream.isPresent() && appendOnly;
    return new Facts(appendOnly, stream.isEmpty(), growing, appendOnly, slack, Identity.of(scan));
  }

  /// A node that passes rows on or drops them.
  private static Facts keeping(PlanNode node, Facts input) {
    return new Facts(
            input.appendOnly(),
            input.bounded(),
            input.growing(),
            input.consolidated(),
            input.slack(),
            Identity.of(node, List.of(input)))
        .withClock(input.clock());
  }

  /// A node that keeps state and emits each epoch's net change.
  private static Facts changing(
      PlanNode node, Facts input, Map<Integer, Long> slack, boolean growing) {
    return new Facts(
        input.bounded(), input.bounded(), growing, true, slack, Identity.of(node, List.of(input)));
  }

  /// Of rows that only come, the first ones stay.
  private static Facts limit(Limit limit, Facts input) {
    return input.appendOnly()
        ? keeping(limit, input).notGrowing()
        : changing(limit, input, Map.of(), false);
  }

  private Facts project(Project project) {
    Facts input = of(project.input());
    Map<Integer, Long> slack = new HashMap<>();
    Map<Integer, Long> clock = new HashMap<>();
    boolean[] kept = new boolean[project.input().schema().size()];
    for (int i = 0; i < project.expressions().size(); i++) {
      int column = i;
      Expression expression = project.expressions().get(i);
      EventTime.slack(expression, input.slack()).ifPresent(own -> slack.put(column, own));
      EventTime.clockSlack(expression, input.clock()).ifPresent(own -> clock.put(column, own));
      Injective.column(expression).ifPresent(of -> kept[of] = true);
    }
    boolean all = true;
    for (boolean column : kept) {
      all &= column;
    }
    return new Facts(
            input.appendOnly(),
            input.bounded(),
            input.growing(),
            input.appendOnly() || (input.consolidated() && all),
            slack,
            Identity.of(project, List.of(input)))
        .withClock(clock);
  }

  private Facts aggregate(Aggregate aggregate) {
    Facts input = of(aggregate.input());
    Map<Integer, Long> slack = ofKeys(aggregate, input.slack());
    boolean partial = aggregate.phase() == Aggregate.Phase.PARTIAL;
    boolean last = onWatermark && !partial && !slack.isEmpty();
    return new Facts(
        input.bounded() || last || (partial && input.appendOnly()),
        input.bounded(),
        input.growing() && !aggregate.keys().isEmpty(),
        true,
        slack,
        ofKeys(aggregate, input.clock()),
        Identity.of(aggregate, this));
  }

  /// Of the input's columns, by output column.
  private static Map<Integer, Long> ofKeys(Aggregate aggregate, Map<Integer, Long> slack) {
    Map<Integer, Long> all = new HashMap<>();
    for (int key = 0; key < aggregate.keys().size(); key++) {
      Long own = slack.get(aggregate.keys().get(key));
      if (own != null && isInAllSets(aggregate, key)) {
        all.put(key, own);
      }
    }
    return all;
  }

  static boolean isInAllSets(Aggregate aggregate, int key) {
    return aggregate.groupingSets().stream().allMatch(set -> set.contains(key));
  }

  private Facts join(PlanNode node, JoinTime time) {
    Facts left = time.left();
    Facts right = time.right();
    boolean appendOnly =
        left.appendOnly() && right.appendOnly() && neverRetracts(time.type(), left, right);
    return new Facts(
        appendOnly,
        left.bounded() && right.bounded(),
        left.growing() || right.growing(),
        appendOnly,
        time.slack(),
        Identity.of(node, List.of(left, right)));
  }

  TemporalTime temporal(TemporalJoin join) {
    return new TemporalTime(join, of(join.left()), of(join.right()), onWatermark);
  }

  /// Over inputs that only add.
  private static boolean neverRetracts(JoinType type, Facts left, Facts right) {
    return switch (type) {
      case INNER, SEMI, RIGHT_SEMI -> true;
      case LEFT, ANTI, NULL_AWARE_ANTI -> right.bounded();
      case RIGHT, RIGHT_ANTI -> left.bounded();
      case FULL -> left.bounded() && right.bounded();
    };
  }

  private Facts union(UnionAll union) {
    List<Facts> inputs = union.inputs().stream().map(this::of).toList();
    Map<Integer, Long> slack = new HashMap<>();
    for (int column = 0; column < union.schema().size(); column++) {
      long most = Long.MIN_VALUE;
      boolean known = true;
      for (Facts input : inputs) {
        Long own = input.bounded() ? Long.valueOf(Long.MIN_VALUE) : input.slack().get(column);
        known &= own != null;
        most = own == null ? most : Math.max(most, own);
      }
      if (known && most != Long.MIN_VALUE) {
        slack.put(column, most);
      }
    }
    boolean appendOnly = inputs.stream().allMatch(Facts::appendOnly);
    return new Facts(
        appendOnly,
        inputs.stream().allMatch(Facts::bounded),
        inputs.stream().anyMatch(Facts::growing),
        appendOnly,
        slack,
        Identity.of(union, inputs));
  }

  private Facts consolidated(Consolidate consolidate) {
    Facts input = of(consolidate.input());
    Optional<Expiry> release = consolidate.release();
    return new Facts(
        input.appendOnly() || release.isPresent(),
        input.bounded(),
        input.growing(),
        true,
        release.map(over -> Map.of(over.column(), over.lagMicros() - 1)).orElse(input.slack()),
        release.isPresent() ? Map.of() : input.clock(),
        Identity.of(consolidate, List.of(input)));
  }

  /// When rows of `node` are final that change until then; empty when they never are, when they
  /// never change, and when changes are what is wanted.
  public Optional<Expiry> release(PlanNode node) {
    Facts facts = of(node);
    if (!onWatermark || facts.appendOnly()) {
      return Optional.empty();
    }
    return facts.slack().entrySet().stream()
        .filter(entry -> EventTime.isTime(node.schema().type(entry.getKey())))
        .min(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> new Expiry(entry.getKey(), entry.getValue() + 1));
  }

  /// The elements of an array of times make the progress that the array does.
  private Facts unnest(Unnest unnest) {
    Facts input = of(unnest.input());
    int width = unnest.input().schema().size();
    return keeping(unnest, input)
        .withSlack(withElements(unnest, width, input.slack()))
        .withClock(withElements(unnest, width, input.clock()));
  }

  private static Map<Integer, Long> withElements(
      Unnest unnest, int width, Map<Integer, Long> slack) {
    Map<Integer, Long> all = new HashMap<>(slack);
    if (!unnest.outer() && unnest.columns().size() == 1) {
      Long array = slack.get(unnest.columns().getFirst());
      if (array != null) {
        all.put(width, array);
      }
    }
    return all;
  }
}
