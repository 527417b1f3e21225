package io.thalweg.exec.aggregate;

import static io.thalweg.exec.aggregate.HashAggregateFactoryTest.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.Values;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.VectorModule;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.testing.CollectingOutput;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import io.thalweg.exec.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Aggregates over batches of which most rows count, against the same batches with these picked.
final class StrayRowsTest {
  private static final Schema SCHEMA =
      RandomRows.schema(
          SimpleType.VARCHAR,
          new DecimalType(12, 2),
          SimpleType.BIGINT,
          new DecimalType(28, 3),
          SimpleType.INTEGER);

  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsThatDoNotCountChangeNothing(boolean vectors) {
    VectorModule.use(vectors);
    try {
      for (int trial = 0; trial < 120; trial++) {
        List<Batch> batches = batches(trial);
        for (int keys = 0; keys <= 1; keys++) {
          Aggregate node = node(keys);
          assertThat(run(node, batches))
              .as("trial %d, %d keys", trial, keys)
              .isEqualTo(run(node, batches.stream().map(Batch::compact).toList()));
        }
      }
    } finally {
      VectorModule.use(false);
    }
  }

  /// Some with NULLs, some with the largest and smallest numbers, some with many groups; some are
  /// small, so that groups come with each, and with NULLs in some of them.
  private List<Batch> batches(int trial) {
    boolean small = trial % 4 == 1;
    RandomRows random = RandomRows.of(trial).withDomain(trial % 5 == 0 || small ? 200 : 4);
    RandomRows rows = trial % 3 == 0 ? random : random.withoutEdges();
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < (small ? 40 : 3); i++) {
      boolean nulls = small ? this.random.nextBoolean() : trial % 2 != 0;
      List<List<@Nullable Object>> values =
          (nulls ? rows : rows.withNulls(0)).rows(SCHEMA, small ? 5 : 300);
      batches.add(selected(Rows.batch(SCHEMA, values)));
    }
    return batches;
  }

  private Batch selected(Batch batch) {
    int dropped = 1 + random.nextInt(12);
    int[] rows =
        IntStream.range(0, batch.length()).filter(_ -> random.nextInt(12) >= dropped / 4).toArray();
    return batch.withSelection(rows, rows.length);
  }

  private static Aggregate node(int keys) {
    List<AggregateCall> calls = new ArrayList<>();
    calls.add(call("count", SCHEMA));
    for (int column = 1; column < SCHEMA.size(); column++) {
      calls.add(call("sum", SCHEMA, column));
      calls.add(call("avg", SCHEMA, column));
      calls.add(call("count", SCHEMA, column));
    }
    List<Field> fields = new ArrayList<>();
    List<Integer> columns = IntStream.range(0, keys).boxed().toList();
    columns.forEach(key -> fields.add(SCHEMA.field(key)));
    calls.forEach(call -> fields.add(Field.nullable("a" + fields.size(), call.type())));
    return new Aggregate(
        1,
        new Values(0, List.of(), SCHEMA),
        columns,
        List.of(columns),
        calls,
        Phase.SINGLE,
        OptionalInt.empty(),
        Schema.of(fields.toArray(Field[]::new)));
  }

  /// The groups, or the code of the error.
  private static Object run(Aggregate node, List<Batch> batches) {
    CollectingOutput out = CollectingOutput.endless(node.schema());
    TestContext context = new TestContext(512);
    try (Operator operator = new HashAggregateFactory(node, context).create(context.task())) {
      for (Batch batch : batches) {
        operator.accept(0, batch, out);
      }
      operator.end(0, out);
      do {
        out.beginCall();
      } while (!operator.drain(out));
    } catch (ThalwegException e) {
      return e.code();
    }
    return Rows.sorted(Rows.of(node.schema(), out.batches()));
  }
}
