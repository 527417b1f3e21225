package io.thalweg.exec.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.exec.kernel.RowHash;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.RecordedState;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedRowsTest {
  private final MemoryPool pool = MemoryPool.root("test", 1 << 28);

  static List<List<DataType>> types() {
    return List.of(
        List.of(SimpleType.BIGINT, SimpleType.VARCHAR),
        List.of(SimpleType.BIGINT, SimpleType.INTEGER, SimpleType.DOUBLE),
        List.of(SimpleType.VARCHAR, SimpleType.UUID),
        List.of(SimpleType.BOOLEAN, SimpleType.BIGINT));
  }

  @ParameterizedTest
  @MethodSource("types")
  void rowsAddUpAndAreFoundByKey(List<DataType> types) {
    Schema schema = RandomRows.schema(types);
    List<Integer> key = types.size() == 3 ? List.of(0, 1) : List.of(0);
    Random random = new Random(5);
    List<List<@Nullable Object>> rows = RandomRows.of(7).withDomain(12).rows(schema, 3000);
    Map<List<@Nullable Object>, Integer> expected = new HashMap<>();
    try (KeyedRows keyed = rows(types, key, false)) {
      for (List<List<@Nullable Object>> part : Rows.chunks(rows, 100)) {
        int[] weights = part.stream().mapToInt(row -> random.nextInt(7) - 3).toArray();
        keyed.add(Rows.batch(schema, part).withWeights(weights));
        model(expected, part, weights);
        keyed.trim();
        assertThat(found(keyed, schema, key)).isEqualTo(byKey(expected, key));
        assertThat(keyed.size()).isEqualTo(expected.size());
      }
    }
    assertThat(pool.usedBytes()).isZero();
  }

  /// Every third snapshot is full; each chain is restored as one task and as three.
  @ParameterizedTest
  @MethodSource("types")
  void snapshotsAddUpToTheRows(List<DataType> types) {
    Schema schema = RandomRows.schema(types);
    List<Integer> key = List.of(0);
    Random random = new Random(6);
    Map<List<@Nullable Object>, Integer> expected = new HashMap<>();
    RecordedState state = new RecordedState();
    KeyedRows keyed = rows(types, key, false);
    int step = 0;
    for (List<List<@Nullable Object>> part :
        Rows.chunks(RandomRows.of(8).withDomain(40).rows(schema, 6000), 500)) {
      int[] weights = part.stream().mapToInt(row -> random.nextInt(3) - 1).toArray();
      keyed.add(Rows.batch(schema, part).withWeights(weights));
      model(expected, part, weights);
      keyed.snapshot(state.writer(step++ % 3 == 0, vnode -> true), "rows");
      keyed.trim();
      Map<List<@Nullable Object>, Map<List<@Nullable Object>, Integer>> all = new HashMap<>();
      for (int task = 0; task < 3; task++) {
        int own = task;
        KeyedRows restored = rows(types, key, false);
        restored.restore(state.reader(vnode -> vnode * 3 / RowHash.VNODES == own), "rows");
        all.putAll(found(restored, schema, key));
        restored.close();
      }
      assertThat(all).isEqualTo(byKey(expected, key));
      if (step % 4 == 0) {
        keyed.close();
        keyed = rows(types, key, false);
        keyed.restore(state.reader(vnode -> true), "rows");
      }
    }
    keyed.close();
    assertThat(pool.usedBytes()).isZero();
  }

  @Test
  void aSnapshotOfWhatChangedHoldsNothingElse() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT);
    KeyedRows keyed = rows(schema.types(), List.of(0), false);
    List<List<@Nullable Object>> many = new ArrayList<>();
    for (long i = 0; i < 5000; i++) {
      many.add(List.of(i % 100, i));
    }
    RecordedState state = new RecordedState();
    keyed.add(Rows.batch(schema, many));
    keyed.snapshot(state.writer(true, vnode -> true), "rows");
    long before = state.rowsWritten();
    keyed.add(Rows.batch(schema, many.subList(0, 3)).withWeights(new int[] {-1, -1, 2}));
    keyed.add(Rows.batch(schema, many.subList(3, 4)).withWeights(new int[] {1}));
    keyed.add(Rows.batch(schema, many.subList(3, 4)).withWeights(new int[] {-1}));
    keyed.snapshot(state.writer(false, vnode -> true), "rows");
    assertThat(state.rowsWritten() - before).isEqualTo(3);
    assertThat(keyed.size()).isEqualTo(4998);
    keyed.close();
  }

  /// Every row's tally is the number it was last given, in snapshots and behind [KeyedRows#trim].
  @Test
  void talliesStayWithTheirRows() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT);
    KeyedRowsConfig config = new KeyedRowsConfig(schema.types(), List.of(0), false, true, false);
    RecordedState state = new RecordedState();
    Map<Long, Long> expected = new HashMap<>();
    Random random = new Random(9);
    KeyedRows keyed = new KeyedRows(config, pool.reservation("KeyedRows"));
    for (int step = 0; step < 12; step++) {
      List<List<@Nullable Object>> added = new ArrayList<>();
      for (long i = 0; i < 2000; i++) {
        added.add(List.of(i % 7, step * 2000 + i));
      }
      keyed.add(Rows.batch(schema, added));
      for (int i = 0; i < added.size(); i++) {
        int row = keyed.added()[i];
        keyed.setTally(row, 100 + step);
        expected.put(step * 2000L + i, 100L + step);
      }
      List<List<@Nullable Object>> gone = new ArrayList<>();
      for (long id : List.copyOf(expected.keySet())) {
        if (random.nextInt(10) < 7) {
          gone.add(List.of(id % 2000 % 7, id));
          expected.remove(id);
        }
      }
      int[] retracted = new int[gone.size()];
      java.util.Arrays.fill(retracted, -1);
      keyed.add(Rows.batch(schema, gone).withWeights(retracted));
      keyed.snapshot(state.writer(step % 5 == 0, vnode -> true), "rows");
      keyed.trim();
      assertThat(tallies(keyed)).isEqualTo(expected);
      keyed.close();
      keyed = new KeyedRows(config, pool.reservation("KeyedRows"));
      keyed.restore(state.reader(vnode -> true), "rows");
      assertThat(tallies(keyed)).isEqualTo(expected);
    }
    keyed.close();
  }

  private static Map<Long, Long> tallies(KeyedRows keyed) {
    Map<Long, Long> tallies = new HashMap<>();
    for (int row = 0; row < keyed.numberCount(); row++) {
      if (keyed.weight(row) != 0) {
        long id = ((LongColumn) keyed.column(1, new int[] {row}, 1)).values()[0];
        tallies.put(id, keyed.tally(row));
      }
    }
    return tallies;
  }

  @Test
  void appendOnlyRowsThatAreOverAreNotTakenBackInSnapshots() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, TimestampType.MICROS);
    RecordedState state = new RecordedState();
    KeyedRows keyed = rows(schema.types(), List.of(0), true);
    keyed.add(Rows.batch(schema, List.of(List.of(1L, time(10)), List.of(1L, time(20)))));
    keyed.snapshot(state.writer(true, vnode -> true), "rows");
    keyed.expire(new Expiry(1, 0), 15);
    keyed.snapshot(state.writer(false, vnode -> true), "rows");
    keyed.close();
    KeyedRows restored = rows(schema.types(), List.of(0), true);
    restored.restore(state.reader(vnode -> true), "rows");
    restored.expire(new Expiry(1, 0), 15);
    assertThat(restored.size()).isEqualTo(1);
    restored.close();
  }

  @Test
  void appendOnlyRowsStayApart() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR);
    KeyedRows keyed = rows(schema.types(), List.of(0), true);
    keyed.add(Rows.batch(schema, List.of(List.of(1L, "a"), List.of(1L, "a"), List.of(2L, "b"))));
    assertThat(keyed.size()).isEqualTo(3);
    Map<List<@Nullable Object>, Integer> expected = new HashMap<>();
    expected.put(List.of(1L, "a"), 2);
    expected.put(List.of(2L, "b"), 1);
    assertThat(found(keyed, schema, List.of(0))).isEqualTo(byKey(expected, List.of(0)));
    keyed.close();
  }

  @Test
  void allRowsAreOfOneKeyWhenThereAreNoKeyColumns() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT);
    KeyedRows keyed = rows(schema.types(), List.of(), false);
    assertThat(keyed.first(0)).isEqualTo(-1);
    keyed.add(Rows.batch(schema, List.of(List.of(1L), List.of(2L))));
    int first = keyed.first(0);
    assertThat(keyed.next(keyed.next(first))).isEqualTo(-1);
    keyed.close();
  }

  @Test
  void rowsThatAreOverGo() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, TimestampType.MICROS);
    try (KeyedRows keyed = rows(schema.types(), List.of(0), false)) {
      List<List<@Nullable Object>> many = new ArrayList<>();
      for (long i = 0; i < 10_000; i++) {
        many.add(java.util.Arrays.asList(i, i % 10 == 0 ? null : time(i)));
      }
      Expiry expiry = new Expiry(1, 50);
      for (List<List<@Nullable Object>> part : Rows.chunks(many, 500)) {
        keyed.add(Rows.batch(schema, part));
      }
      keyed.expire(expiry, 50 + 4999);
      assertThat(keyed.size()).isEqualTo(5000 + 500);
      assertThat(keyed.due(expiry, 50 + 5001)).hasSize(1);
      assertThat(keyed.trim()).isFalse();
      keyed.add(Rows.batch(schema, many.subList(9_000, 10_000)));
      for (int i = 0; i < 10; i++) {
        keyed.add(Rows.batch(schema, many.subList(9_000, 10_000)));
      }
      keyed.expire(expiry, 50 + 8999);
      assertThat(keyed.size()).isEqualTo(900 + 1000);
      assertThat(keyed.trim()).isTrue();
      assertThat(keyed.numberCount()).isEqualTo(1900);
      assertThat(found(keyed, schema, List.of(0))).hasSize(1900);
    }
  }

  @Test
  void rowsThatNoSnapshotTakesBackGoAtOnce() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, TimestampType.MICROS);
    RecordedState state = new RecordedState();
    for (boolean appendOnly : new boolean[] {true, false}) {
      try (KeyedRows keyed = rows(schema.types(), List.of(0), appendOnly)) {
        List<List<@Nullable Object>> many = new ArrayList<>();
        for (long i = 0; i < 5_000; i++) {
          many.add(List.of(i, time(i)));
        }
        keyed.add(Rows.batch(schema, many));
        keyed.snapshot(state.writer(true, any -> true), "rows");
        keyed.expire(new Expiry(1, 0), 4_998);
        assertThat(keyed.size()).isEqualTo(1);
        assertThat(keyed.trim()).isEqualTo(appendOnly);
        keyed.snapshot(state.writer(false, any -> true), "rows");
        assertThat(keyed.trim()).isNotEqualTo(appendOnly);
        assertThat(keyed.numberCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void nothingIsOverBeforeThereIsAWatermark() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, TimestampType.MICROS);
    try (KeyedRows keyed = rows(schema.types(), List.of(0), true)) {
      keyed.add(Rows.batch(schema, List.of(List.of(1L, time(10)))));
      for (long lag : new long[] {-1, 0, 1, 10_000_000}) {
        keyed.expire(new Expiry(1, lag), Long.MIN_VALUE);
      }
      assertThat(keyed.size()).isEqualTo(1);
      keyed.expire(new Expiry(1, -1), Long.MAX_VALUE);
      assertThat(keyed.size()).isZero();
    }
  }

  @Test
  void keysThatNobodyTouchesGo() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT);
    try (KeyedRows keyed = rows(schema.types(), List.of(0), false)) {
      keyed.add(Rows.batch(schema, List.of(List.of(1L, 1L), List.of(2L, 1L))));
      keyed.expireUntouched(1_000, 500);
      keyed.add(Rows.batch(schema, List.of(List.of(2L, 2L), List.of(3L, 1L))));
      keyed.expireUntouched(1_400, 500);
      assertThat(keyed.size()).isEqualTo(4);
      keyed.add(Rows.batch(schema, List.of(List.of(3L, 2L))));
      keyed.expireUntouched(1_700, 500);
      assertThat(found(keyed, schema, List.of(0)).keySet()).containsExactly(List.of(3L));
      keyed.expireUntouched(9_000, 500);
      assertThat(keyed.size()).isZero();
    }
  }

  @Test
  void aRestoreKnowsWhenKeysWereTouched() {
    Schema schema = RandomRows.schema(SimpleType.BIGINT, SimpleType.BIGINT);
    KeyedRowsConfig plain = new KeyedRowsConfig(schema.types(), List.of(0), false);
    RecordedState state = new RecordedState();
    try (KeyedRows untimed = new KeyedRows(plain, pool.reservation("KeyedRows"))) {
      untimed.add(Rows.batch(schema, List.of(List.of(0L, 1L))));
      untimed.snapshot(state.writer(true, any -> true), "rows");
    }
    try (KeyedRows keyed = new KeyedRows(plain.timed(true), pool.reservation("KeyedRows"))) {
      keyed.restore(state.reader(any -> true), "rows");
      keyed.add(Rows.batch(schema, List.of(List.of(1L, 1L), List.of(2L, 1L))));
      keyed.expireUntouched(1_000, 500);
      keyed.snapshot(state.writer(false, any -> true), "rows");
      keyed.expireUntouched(1_400, 500);
      keyed.add(Rows.batch(schema, List.of(List.of(2L, 2L))));
      keyed.expireUntouched(1_450, 500);
      keyed.snapshot(state.writer(false, any -> true), "rows");
    }
    try (KeyedRows restored = new KeyedRows(plain.timed(true), pool.reservation("KeyedRows"))) {
      restored.restore(state.reader(any -> true), "rows");
      restored.add(Rows.batch(schema, List.of(List.of(3L, 1L))));
      restored.expireUntouched(1_600, 500);
      assertThat(found(restored, schema, List.of(0)).keySet())
          .as("of 0 nobody knows when")
          .containsExactlyInAnyOrder(List.of(0L), List.of(2L), List.of(3L));
      restored.expireUntouched(2_000, 500);
      assertThat(found(restored, schema, List.of(0)).keySet())
          .containsExactlyInAnyOrder(List.of(0L), List.of(3L));
      restored.expireUntouched(2_200, 500);
      assertThat(restored.size()).isZero();
    }
    assertThat(pool.usedBytes()).isZero();
  }

  private static java.time.LocalDateTime time(long micros) {
    return java.time.LocalDateTime.ofEpochSecond(
        0, Math.toIntExact(micros * 1000), java.time.ZoneOffset.UTC);
  }

  private KeyedRows rows(List<DataType> types, List<Integer> key, boolean appendOnly) {
    return new KeyedRows(
        new KeyedRowsConfig(types, key, appendOnly), pool.reservation("KeyedRows"));
  }

  private static void model(
      Map<List<@Nullable Object>, Integer> model,
      List<List<@Nullable Object>> rows,
      int[] weights) {
    List<List<@Nullable Object>> canonical = Rows.canonical(rows);
    for (int i = 0; i < weights.length; i++) {
      model.merge(canonical.get(i), weights[i], Integer::sum);
    }
    model.values().removeIf(weight -> weight == 0);
  }

  private static Map<List<@Nullable Object>, Map<List<@Nullable Object>, Integer>> byKey(
      Map<List<@Nullable Object>, Integer> rows, List<Integer> key) {
    Map<List<@Nullable Object>, Map<List<@Nullable Object>, Integer>> result = new HashMap<>();
    rows.forEach(
        (row, weight) ->
            result.computeIfAbsent(key(row, key), any -> new HashMap<>()).put(row, weight));
    return result;
  }

  private static List<@Nullable Object> key(List<@Nullable Object> row, List<Integer> key) {
    List<@Nullable Object> values = new ArrayList<>();
    key.forEach(column -> values.add(row.get(column)));
    return values;
  }

  /// All rows, found by the keys that all numbered rows have.
  private static Map<List<@Nullable Object>, Map<List<@Nullable Object>, Integer>> found(
      KeyedRows keyed, Schema schema, List<Integer> key) {
    int[] every = new int[keyed.numberCount()];
    for (int i = 0; i < every.length; i++) {
      every[i] = i;
    }
    Column[] probe =
        key.stream()
            .map(column -> keyed.column(column, every, every.length))
            .toArray(Column[]::new);
    int[] first = new int[every.length];
    keyed.find(probe, every.length, first);
    Map<List<@Nullable Object>, Map<List<@Nullable Object>, Integer>> result = new HashMap<>();
    for (int probed : first) {
      Map<List<@Nullable Object>, Integer> rows = new HashMap<>();
      for (int row = probed; row >= 0; row = keyed.next(row)) {
        Batch one = keyed.gather(new int[] {row}, 1).withWeights(null);
        rows.merge(Rows.of(schema, one).getFirst(), keyed.weight(row), Integer::sum);
      }
      if (!rows.isEmpty()) {
        result.put(key(rows.keySet().iterator().next(), key), rows);
      }
    }
    return result;
  }
}
