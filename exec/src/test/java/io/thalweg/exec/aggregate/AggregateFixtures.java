package io.thalweg.exec.aggregate;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.RandomRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plan nodes, calls and changelogs for tests of continuous aggregates.
final class AggregateFixtures {
  static final int INTEGERS = 1;
  static final int DECIMALS = 2;
  static final int DOUBLES = 3;
  static final int MORE_DOUBLES = 4;
  static final int TEXTS = 5;
  static final int BOOLEANS = 6;
  static final int INTERVALS = 7;
  static final int BIGINTS = 8;
  static final int TIMES = 9;

  static final Schema SCHEMA =
      RandomRows.schema(
          SimpleType.INTEGER,
          SimpleType.INTEGER,
          new DecimalType(12, 2),
          SimpleType.DOUBLE,
          SimpleType.DOUBLE,
          SimpleType.VARCHAR,
          SimpleType.BOOLEAN,
          IntervalType.DAY_TIME,
          SimpleType.BIGINT,
          TimestampType.MICROS);

  private AggregateFixtures() {}

  static Changelog changes(long seed) {
    RandomRows rows = RandomRows.of(seed).withoutEdges().withDomain(4);
    return Changelog.random(seed, rows, SCHEMA, 8, 14);
  }

  static Changelog additions(long seed) {
    // Many different numbers: otherwise results that are equal but for the last bits come and go.
    RandomRows random = RandomRows.of(seed).withoutEdges().withDomain(1000);
    List<List<List<@Nullable Object>>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      List<List<@Nullable Object>> rows = random.rows(SCHEMA, 14);
      rows.forEach(row -> row.set(0, row.get(0) == null ? null : (Integer) row.get(0) % 3));
      epochs.add(rows);
    }
    return Changelog.appendOnly(SCHEMA, epochs);
  }

  static NodeStream facts(boolean appendOnly) {
    return facts(appendOnly, Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  static NodeStream facts(
      boolean appendOnly, Optional<Expiry> expiry, Optional<Expiry> emitOn, OptionalLong ttl) {
    NodeStream.Input input = new NodeStream.Input(appendOnly, false, expiry);
    return new NodeStream("aggregate", false, List.of(input), emitOn, ttl);
  }

  static Aggregate aggregate(int keys, List<AggregateCall> calls) {
    List<Integer> columns = IntStream.range(0, keys).boxed().toList();
    return node(Phase.SINGLE, columns, List.of(columns), calls);
  }

  static Aggregate node(
      Phase phase, List<Integer> keys, List<List<Integer>> sets, List<AggregateCall> calls) {
    return node(SCHEMA, phase, keys, sets, calls);
  }

  static Aggregate node(
      Schema schema,
      Phase phase,
      List<Integer> keys,
      List<List<Integer>> sets,
      List<AggregateCall> calls) {
    List<Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(schema.field(key)));
    calls.forEach(call -> fields.add(Field.nullable("a" + fields.size(), call.type())));
    if (sets.size() > 1) {
      fields.add(Field.required("_grouping_set", SimpleType.INTEGER));
    }
    return new Aggregate(
        1,
        new Values(0, List.of(), schema),
        keys,
        sets,
        calls,
        phase,
        OptionalInt.empty(),
        new Schema(fields));
  }

  static AggregateCall call(String function, Integer... columns) {
    return HashAggregateFactoryTest.call(function, SCHEMA, columns);
  }

  static AggregateCall with(AggregateCall call, Literal constant) {
    return new AggregateCall(
        call.function(),
        call.arguments(),
        List.of(constant),
        call.distinct(),
        call.filter(),
        call.orderBy(),
        call.type());
  }

  static AggregateCall variant(AggregateCall call, boolean distinct, OptionalInt filter) {
    return new AggregateCall(
        call.function(),
        call.arguments(),
        call.constants(),
        distinct,
        filter,
        call.orderBy(),
        call.type());
  }

  static AggregateCall sorted(AggregateCall call, int column) {
    return new AggregateCall(
        call.function(),
        call.arguments(),
        call.constants(),
        call.distinct(),
        call.filter(),
        List.of(SortKey.ascending(column)),
        call.type());
  }
}
