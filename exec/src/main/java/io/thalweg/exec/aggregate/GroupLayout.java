package io.thalweg.exec.aggregate;

import io.thalweg.core.function.AggregateStates;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.accumulator.Accumulator;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.accumulator.PairAccumulator;
import io.thalweg.exec.aggregate.accumulator.collect.CollectingAccumulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The columns in which groups travel through files: several streams of rows, each with the keys
/// first. Immutable.
///
/// The first stream has a row per group, with the states of all calls that can be merged. Each
/// other call has a stream of its own: of a DISTINCT one the combinations of arguments that it has
/// seen, of one that keeps all values those values.
final class GroupLayout {
  private final List<DataType> keys = new ArrayList<>();
  private final boolean hasSets;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  /// @param isDistinct whether rows that come again change nothing
  record Stream(Schema schema, boolean isDistinct) {}

  /// How a call travels.
  ///
  /// @param stream 0: its state is merged
  /// @param call over the columns of the stream
  record Route(int stream, AggregateCall call, boolean isPair) {
    boolean isMerged() {
      return stream == 0;
    }
  }

  /// @param setColumn position of a key that belongs behind the calls; -1: none
  GroupLayout(Aggregate node, int setColumn) {
    Schema input = node.input().schema();
    node.keys().forEach(key -> keys.add(input.type(key)));
    boolean addsSet = node.groupingSets().size() > 1;
    if (addsSet) {
      keys.add(SimpleType.INTEGER);
    }
    this.hasSets = addsSet || setColumn >= 0;
    List<DataType> states = new ArrayList<>(keys);
    streams.add(new Stream(schema(keys), false));
    for (AggregateCall call : node.calls()) {
      routes.add(route(call, input, node.phase() == Phase.FINAL, states));
    }
    streams.set(0, new Stream(schema(states), false));
  }

  private Route route(AggregateCall call, Schema input, boolean merges, List<DataType> states) {
    Accumulator accumulator = Accumulators.of(call, input, merges);
    if (accumulator instanceof CollectingAccumulator collecting) {
      int[] ordinals = collecting.collected().ordinals();
      List<Integer> columns = IntStream.of(ordinals).boxed().toList();
      return own(call, columns, input, false);
    }
    if (RowFilter.of(call, merges, true, input, new ArrayList<>()).isDistinct()) {
      return own(call, call.arguments(), input, true);
    }
    boolean isPair = accumulator instanceof PairAccumulator;
    List<DataType> own = isPair ? pairStates() : states(call, input);
    int first = states.size();
    states.addAll(own);
    List<Integer> ordinals = IntStream.range(first, states.size()).boxed().toList();
    return new Route(0, over(call, ordinals, List.of(), false), isPair);
  }

  private static List<DataType> pairStates() {
    return Collections.nCopies(PairAccumulator.WIDTH, SimpleType.DOUBLE);
  }

  private static List<DataType> states(AggregateCall call, Schema input) {
    List<DataType> arguments = call.arguments().stream().map(input::type).toList();
    // What has no states of its own has its result for one: the only value of a subquery.
    return AggregateStates.of(call.function(), arguments, call.type(), false)
        .orElseGet(() -> List.of(call.type()));
  }

  /// A stream for one call, with these columns of the input.
  private Route own(AggregateCall call, List<Integer> columns, Schema input, boolean isDistinct) {
    List<DataType> types = new ArrayList<>(keys);
    columns.forEach(column -> types.add(input.type(column)));
    int first = keys.size();
    List<Integer> arguments =
        IntStream.range(first, first + call.arguments().size()).boxed().toList();
    List<SortKey> order = new ArrayList<>();
    for (int i = 0; !isDistinct && i < call.orderBy().size() && columns.size() > 1; i++) {
      SortKey key = call.orderBy().get(i);
      order.add(new SortKey(first + 1 + i, key.descending(), key.nullsFirst()));
    }
    streams.add(new Stream(schema(types), isDistinct));
    List<SortKey> kept = order.isEmpty() ? call.orderBy() : order;
    return new Route(streams.size() - 1, over(call, arguments, kept, call.distinct()), false);
  }

  private static AggregateCall over(
      AggregateCall call, List<Integer> arguments, List<SortKey> orderBy, boolean distinct) {
    return new AggregateCall(
        call.function(),
        arguments,
        call.constants(),
        distinct,
        OptionalInt.empty(),
        orderBy,
        call.type());
  }

  private static Schema schema(List<DataType> types) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(Field.nullable("c" + i, types.get(i)));
    }
    return new Schema(fields);
  }

  /// The types of the keys; the last one is the number of the grouping set, if there are several.
  List<DataType> keys() {
    return keys;
  }

  /// Whether the last key is the number of a set, which belongs behind the calls.
  boolean hasSets() {
    return hasSets;
  }

  List<Stream> streams() {
    return streams;
  }

  /// By call.
  List<Route> routes() {
    return routes;
  }
}
