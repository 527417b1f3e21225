package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Consolidation;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangelogHarnessTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR);

  /// What an operator may do wrong.
  private enum Fault {
    IGNORES_WEIGHTS,
    IGNORES_SELECTIONS,
    EMITS_BOTH,
    FORGETS_AT_RESTORE,
    WRITES_ALL_AS_CHANGES,
    KEEPS_MEMORY
  }

  @Test
  void anOperatorThatDoesItRightPasses() {
    harness(EnumSet.noneOf(Fault.class)).matches(prefix -> distinct(prefix.rows()));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultIsFound(Fault fault) {
    assertThatThrownBy(() -> harness(EnumSet.of(fault)).matches(prefix -> distinct(prefix.rows())))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void timedChangesNeverTouchRowsBehindTheWatermark() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, TimestampType.MICROS);
    Changelog changes =
        Changelog.random(3, RandomRows.of(4).withDomain(4), schema, 9, 50).timed(1, 5);
    int retracted = 0;
    for (int epoch = 1; epoch < 9; epoch++) {
      long watermark = changes.epochs().get(epoch - 1).watermark().orElseThrow();
      for (Changelog.Change change : changes.epochs().get(epoch).changes()) {
        java.time.LocalDateTime time = (java.time.LocalDateTime) change.row().get(1);
        assertThat(time).isNotNull();
        long micros =
            time.toEpochSecond(java.time.ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
        assertThat(micros).isGreaterThanOrEqualTo(watermark);
        retracted += change.weight() < 0 ? 1 : 0;
      }
      assertThat(changes.accumulated(epoch)).isNotEmpty();
    }
    assertThat(retracted).isGreaterThan(20);
  }

  private static ChangelogHarness harness(Set<Fault> faults) {
    return new ChangelogHarness(_ -> context -> new Distinct(context, faults), SCHEMA)
        .input(Changelog.random(1, RandomRows.of(2).withDomain(4), SCHEMA, 6, 60), 0);
  }

  private static List<List<@Nullable Object>> distinct(List<List<@Nullable Object>> rows) {
    return new ArrayList<>(new HashSet<>(Rows.canonical(rows)));
  }

  /// Each row once.
  private static final class Distinct implements Operator {
    private final TaskContext context;
    private final Set<Fault> faults;
    private final KeyedRows rows;
    private final Consolidation changes;
    private final List<Batch> epoch = new ArrayList<>();
    private final List<Batch> pending = new ArrayList<>();

    Distinct(TaskContext context, Set<Fault> faults) {
      this.context = context;
      this.faults = faults;
      this.rows =
          new KeyedRows(
              new KeyedRowsConfig(SCHEMA.types(), List.of(0), false), context.reserve("rows"));
      this.changes = new Consolidation(SCHEMA.types(), context.reserve("changes"));
    }

    @Override
    public void accept(int input, Batch batch, Output out) {
      Batch kept = faults.contains(Fault.IGNORES_WEIGHTS) ? batch.withWeights(null) : batch;
      if (faults.contains(Fault.IGNORES_SELECTIONS) && batch.selection() != null) {
        kept = Batch.of(batch.length(), batch.columns()).withWeights(batch.weights());
      }
      epoch.add(kept);
    }

    @Override
    public void barrier(Barrier barrier) {
      flush();
    }

    @Override
    public void end(int input, Output out) {
      flush();
    }

    private void flush() {
      add(-1);
      epoch.forEach(rows::add);
      epoch.clear();
      add(1);
      for (Batch batch = changes.take(5); batch != null; batch = changes.take(5)) {
        pending.add(batch);
        if (faults.contains(Fault.EMITS_BOTH)) {
          pending.add(weighted(batch, 1));
          pending.add(weighted(batch, -1));
        }
      }
    }

    private void add(int factor) {
      for (int key = 0; key < rows.keyCount(); key++) {
        for (int row = rows.first(key); row >= 0; row = rows.next(row)) {
          if (rows.weight(row) > 0) {
            changes.add(rows.gather(new int[] {row}, 1).withWeights(null), factor);
          }
        }
      }
    }

    private static Batch weighted(Batch batch, int weight) {
      int[] weights = new int[batch.length()];
      java.util.Arrays.fill(weights, weight);
      return batch.withWeights(weights);
    }

    @Override
    public boolean drain(Output out) {
      if (!pending.isEmpty() && !out.isFull()) {
        out.emit(pending.removeFirst());
      }
      return pending.isEmpty();
    }

    @Override
    public void snapshot(StateWriter state) {
      StateWriter writer = state;
      if (faults.contains(Fault.WRITES_ALL_AS_CHANGES)) {
        writer =
            new StateWriter() {
              @Override
              public boolean full() {
                return true;
              }

              @Override
              public void write(String part, int vnode, Batch batch) {
                state.write(part, vnode, batch);
              }
            };
      }
      rows.snapshot(writer, "rows");
    }

    @Override
    public void restore(StateReader state) {
      if (!faults.contains(Fault.FORGETS_AT_RESTORE)) {
        rows.restore(state, "rows");
      }
    }

    @Override
    public void close() {
      if (!faults.contains(Fault.KEEPS_MEMORY)) {
        rows.close();
      }
      changes.close();
    }
  }
}
