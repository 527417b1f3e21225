package io.thalweg.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.testing.Disguise;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PaddedGatherTest {
  static List<DataType> types() {
    return RandomRows.scalarTypes();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aNegativeRowBecomesNull(DataType type) {
    Schema schema = RandomRows.schema(type);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<List<@Nullable Object>> rows = RandomRows.of(seed).rows(schema, 70);
      Column source = new Disguise(schema, rows, seed).batch(rows).compact().column(0);
      int count = random.nextInt(130);
      int[] picked = new int[count];
      List<List<@Nullable Object>> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        picked[i] = random.nextInt(seed % 3 + 1) == 0 ? random.nextInt(70) : -1;
        List<@Nullable Object> value = new ArrayList<>();
        value.add(picked[i] < 0 ? null : rows.get(picked[i]).getFirst());
        expected.add(value);
      }
      Column column = PaddedGather.gather(source, picked, count);
      assertThat(Rows.of(schema, Batch.of(count, column))).isEqualTo(Rows.canonical(expected));
    }
  }
}
