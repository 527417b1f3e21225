package io.thalweg.exec.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsolidationTest {
  private final Schema schema = RandomRows.schema(SimpleType.VARCHAR, SimpleType.BIGINT);

  @Test
  void whatCancelsIsNotThereAndTheNextEpochStartsAnew() {
    MemoryPool pool = MemoryPool.root("test", 1 << 24);
    try (Consolidation epoch = new Consolidation(schema.types(), pool.reservation("test"))) {
      for (int round = 0; round < 2; round++) {
        Batch rows =
            Rows.batch(
                schema,
                List.of(List.of("a", 1L), List.of("b", 1L), List.of("a", 1L), List.of("c", 1L)));
        epoch.add(rows.withWeights(new int[] {2, -1, -2, 3}));
        epoch.add(rows.withSelection(new int[] {1, 3}, 2), -1);
        assertThat(taken(epoch, 1)).containsExactly("[b, 1] -2", "[c, 1] 2");
      }
      assertThat(epoch.take(7)).isNull();
    }
    assertThat(pool.usedBytes()).isZero();
  }

  @Test
  void rowsWithoutColumnsAreAllEqual() {
    MemoryPool pool = MemoryPool.root("test", 1 << 24);
    try (Consolidation epoch = new Consolidation(List.of(), pool.reservation("test"))) {
      assertThat(epoch.take(7)).isNull();
      epoch.add(Batch.of(3));
      Batch sum = epoch.take(7);
      assertThat(sum).isNotNull();
      assertThat(sum.weights()).containsExactly(3);
      assertThat(epoch.take(7)).isNull();
      assertThat(epoch.take(7)).isNull();
    }
  }

  private List<String> taken(Consolidation epoch, int maxRows) {
    List<String> rows = new ArrayList<>();
    for (Batch batch = epoch.take(maxRows); batch != null; batch = epoch.take(maxRows)) {
      int[] weights = batch.weights();
      List<?> values = Rows.of(schema, batch.withWeights(null));
      for (int i = 0; i < values.size(); i++) {
        rows.add(values.get(i) + " " + (weights == null ? 1 : weights[i]));
      }
    }
    return rows;
  }
}
