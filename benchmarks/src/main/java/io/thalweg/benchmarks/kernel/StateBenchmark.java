package io.thalweg.benchmarks.kernel;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.HashKernel;
import io.thalweg.exec.kernel.VectorModule;
import io.thalweg.exec.state.GroupKeys;
import io.thalweg.exec.state.GroupLookup;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Hashes and look-ups of joins and aggregates, in nanoseconds per row of batches of 2,048.
@State(Scope.Thread)
@OperationsPerInvocation(Batch.DEFAULT_ROWS)
public class StateBenchmark extends KernelBenchmark {
  private static final int ROWS = Batch.DEFAULT_ROWS;

  /// As many different batches of a probe as touch all of a table.
  private static final int BATCHES = 512;

  /// A table of keys that do not come near each other.
  @State(Scope.Thread)
  public static class Table {
    @Param({"18", "22"})
    public int slotBits;

    private final GroupKeys keys = GroupKeys.of(List.of(SimpleType.BIGINT));
    private final Column[][] batches = new Column[BATCHES][];
    private final int[] groups = new int[ROWS];
    private final GroupLookup lookup = keys.lookup();
    private int batch;

    /// Half of the slots are taken, and half of what is looked for is there.
    @Setup
    public void fill() {
      VectorModule.use(true);
      Random random = new Random(42);
      long[] present = random.longs((1L << slotBits - 1) - ROWS).toArray();
      for (int from = 0; from < present.length; from += ROWS) {
        long[] some = Arrays.copyOfRange(present, from, Math.min(present.length, from + ROWS));
        keys.assign(new Column[] {longs(some)}, some.length, groups);
      }
      for (int i = 0; i < BATCHES; i++) {
        long[] wanted = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
          wanted[row] =
              random.nextBoolean() ? present[random.nextInt(present.length)] : random.nextLong();
        }
        batches[i] = new Column[] {longs(wanted)};
      }
    }
  }

  private final LongColumn column = longs(new Random(42).longs(ROWS).toArray());
  private final long[] hashes = new long[ROWS];
  private final PricingSummary oneSum = PricingSummary.ofOneSum();
  private final PricingSummary pricingSummary = PricingSummary.ofAll();

  private static LongColumn longs(long[] values) {
    return new LongColumn(values.length, values, null);
  }

  @Setup
  public void useVectors() {
    VectorModule.use(true);
  }

  @Benchmark
  public long[] hashLongs() {
    HashKernel.hash(column, hashes);
    return hashes;
  }

  @Benchmark
  public int[] probe(Table table) {
    table.batch = (table.batch + 1) % BATCHES;
    table.lookup.find(table.batches[table.batch], ROWS, table.groups);
    return table.groups;
  }

  @Benchmark
  public Object updateOneSum() {
    return oneSum.add();
  }

  @Benchmark
  public Object updatePricingSummary() {
    return pricingSummary.add();
  }
}
