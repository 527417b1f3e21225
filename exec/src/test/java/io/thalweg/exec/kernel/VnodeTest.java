package io.thalweg.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.testing.RandomRows;
import io.thalweg.exec.testing.Rows;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Checkpoints hold rows by vnode: a hash that changes would send restored keys to other tasks than
/// their later rows.
class VnodeTest {
  @Test
  void theVnodesOfKeysStayAsCheckpointsHaveThem() {
    Schema schema =
        RandomRows.schema(
            SimpleType.BIGINT,
            SimpleType.VARCHAR,
            SimpleType.DOUBLE,
            SimpleType.BOOLEAN,
            new DecimalType(38, 2));
    List<List<Object>> rows =
        List.of(
            List.of(1L, "a", 0.5, true, new BigDecimal("1.00")),
            List.of(-7L, "a longer text than a word", -0.0, false, new BigDecimal("-2.50")));
    assertThat(vnodes(schema, rows, 0)).isEqualTo("[221, 156]");
    assertThat(vnodes(schema, rows, 1)).isEqualTo("[79, 5]");
    assertThat(vnodes(schema, rows, 2)).isEqualTo("[13, 0]");
    assertThat(vnodes(schema, rows, 3)).isEqualTo("[221, 0]");
    assertThat(vnodes(schema, rows, 4)).isEqualTo("[76, 175]");
    assertThat(vnodes(schema, rows, 0, 1)).isEqualTo("[18, 153]");
    assertThat(vnodes(schema, List.of(Arrays.asList(null, null, null, null, null)), 0, 1))
        .isEqualTo("[121]");
  }

  private static String vnodes(Schema schema, List<? extends List<Object>> rows, int... key) {
    long[] hashes = new RowHash(key).hash(Rows.batch(schema, rows));
    return LongStream.of(hashes).limit(rows.size()).mapToObj(RowHash::vnode).toList().toString();
  }
}
