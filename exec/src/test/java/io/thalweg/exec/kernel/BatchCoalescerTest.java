package io.thalweg.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.Disguise;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchCoalescerTest {
  private static final Schema SCHEMA = RandomRows.schema(SimpleType.BIGINT, SimpleType.VARCHAR);

  private static Batch flat(int rows) {
    return Rows.batch(SCHEMA, RandomRows.of(rows).rows(SCHEMA, rows));
  }

  @Test
  void aLargeBatchPassesAsItIs() {
    Batch batch = flat(256);
    assertThat(new BatchCoalescer(2048).add(batch)).isSameAs(batch);
  }

  @Test
  void smallBatchesWaitUntilAQuarterHasCome() {
    BatchCoalescer coalescer = new BatchCoalescer(2048);
    for (int i = 0; i < 5; i++) {
      assertThat(coalescer.add(flat(100))).isNull();
    }
    assertThat(coalescer.add(flat(100))).extracting(Batch::rowCount).isEqualTo(600);
    assertThat(coalescer.flush()).isNull();
  }

  @Test
  void fewRowsDoNotWaitForever() {
    BatchCoalescer coalescer = new BatchCoalescer(2048);
    assertThat(coalescer.add(flat(1))).isNull();
    int empty = 0;
    Batch emitted = null;
    while (emitted == null && empty < 1000) {
      emitted = coalescer.add(flat(0));
      empty++;
    }
    assertThat(empty).isLessThan(100);
    assertThat(emitted).extracting(Batch::rowCount).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 2048})
  void rowsKeepTheirOrderAndBatchesTheirLimit(int batchRows) {
    Random random = new Random(batchRows);
    List<List<@Nullable Object>> all = RandomRows.of(1).rows(SCHEMA, 3000);
    Disguise disguise = new Disguise(SCHEMA, all, 1);
    BatchCoalescer coalescer = new BatchCoalescer(batchRows);
    List<Batch> emitted = new ArrayList<>();
    int at = 0;
    while (at < all.size()) {
      int count = Math.min(random.nextInt(batchRows + 1), all.size() - at);
      Batch out = coalescer.add(disguise.batch(all.subList(at, at + count)));
      if (out != null) {
        emitted.add(out);
      }
      at += count;
    }
    Batch rest = coalescer.flush();
    if (rest != null) {
      emitted.add(rest);
    }
    assertThat(Rows.of(SCHEMA, emitted)).isEqualTo(Rows.canonical(all));
    assertThat(emitted).allSatisfy(b -> assertThat(b.rowCount()).isBetween(1, batchRows));
  }

  @Test
  void weightsStayWithTheirRows() {
    BatchCoalescer coalescer = new BatchCoalescer(2048);
    coalescer.add(flat(2).withWeights(new int[] {2, 3}));
    coalescer.add(flat(1));
    Batch joined = coalescer.flush();
    assertThat(joined).isNotNull();
    assertThat(joined.weights()).containsExactly(2, 3, 1);
  }
}
