package io.thalweg.benchmarks.kernel;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.HashAggregateFactory;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/// The aggregate of TPC-H Q1 over one batch, again and again: two dictionary columns as keys, in
/// four combinations, and sums, averages and a count. One thread's.
final class PricingSummary {
  private static final int ROWS = Batch.DEFAULT_ROWS;
  private static final int KEYS = 2;
  private static final DataType PRICE = new DecimalType(15, 2);
  private static final DataType DISCOUNTED = new DecimalType(31, 4);

  /// Return flag, line status; quantity, price, discount, discounted price, charge.
  private static final Schema ROW =
      Schema.of(
          Field.required("flag", SimpleType.VARCHAR),
          Field.required("status", SimpleType.VARCHAR),
          Field.required("quantity", PRICE),
          Field.required("price", PRICE),
          Field.required("discount", PRICE),
          Field.required("discounted", DISCOUNTED),
          Field.required("charge", DISCOUNTED));

  private final Batch batch = rows();
  private final Operator operator;

  private PricingSummary(List<AggregateCall> calls) {
    LoneContext context = new LoneContext();
    this.operator = new HashAggregateFactory(node(calls), context).create(context);
  }

  /// Only the sum of the quantities.
  static PricingSummary ofOneSum() {
    return new PricingSummary(List.of(call("sum", 2)));
  }

  static PricingSummary ofAll() {
    return new PricingSummary(
        List.of(
            call("sum", 2),
            call("sum", 3),
            call("sum", 5),
            call("sum", 6),
            call("avg", 2),
            call("avg", 3),
            call("avg", 4),
            call("count")));
  }

  /// Adds the batch to the groups.
  Operator add() {
    operator.accept(0, batch, Refusing.INSTANCE);
    return operator;
  }

  private static AggregateCall call(String function, Integer... columns) {
    List<Integer> arguments = List.of(columns);
    DataType type =
        FunctionCatalog.resolve(function, arguments.stream().map(ROW::type).toList()).resultType();
    return new AggregateCall(
        function, arguments, List.of(), false, OptionalInt.empty(), List.of(), type);
  }

  private static Aggregate node(List<AggregateCall> calls) {
    List<Field> fields = new ArrayList<>(ROW.fields().subList(0, KEYS));
    calls.forEach(call -> fields.add(Field.nullable("a" + fields.size(), call.type())));
    return new Aggregate(
        1,
        new Values(0, List.of(), ROW),
        List.of(0, 1),
        List.of(List.of(0, 1)),
        calls,
        Aggregate.Phase.SINGLE,
        OptionalInt.empty(),
        Schema.of(fields.toArray(Field[]::new)));
  }

  private static Batch rows() {
    Random random = new Random(42);
    int[] flags = new int[ROWS];
    int[] statuses = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int group = random.nextInt(4);
      flags[i] = Math.min(group, 2);
      statuses[i] = group == 3 ? 1 : 0;
    }
    return Batch.of(
        ROWS,
        new DictionaryColumn(ROWS, flags, letters("ANR"), null),
        new DictionaryColumn(ROWS, statuses, letters("FO"), null),
        decimals(random, 5_000),
        decimals(random, 10_500_000),
        decimals(random, 11),
        decimals(random, 1_000_000_000),
        decimals(random, 1_100_000_000));
  }

  private static BytesColumn letters(String letters) {
    int[] offsets = new int[letters.length() + 1];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = i;
    }
    return new BytesColumn(
        letters.length(), offsets, letters.getBytes(StandardCharsets.US_ASCII), null);
  }

  private static Column decimals(Random random, int bound) {
    return Int128Column.ofLongs(ROWS, random.longs(ROWS, 0, bound).toArray(), null);
  }

  /// Takes nothing: an aggregate emits when its input ends, which it does not here.
  private enum Refusing implements Output {
    INSTANCE;

    @Override
    public void emit(Batch rows) {
      throw new IllegalStateException("a row before the end of the input");
    }

    @Override
    public void watermark(long micros) {
      throw new IllegalStateException("a watermark in a bounded query");
    }

    @Override
    public void barrier(Barrier barrier) {
      throw new IllegalStateException("a barrier in a bounded query");
    }

    @Override
    public boolean isFull() {
      return false;
    }
  }
}
