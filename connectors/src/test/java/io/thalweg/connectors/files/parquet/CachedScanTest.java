package io.thalweg.connectors.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.connectors.files.parquet.read.ColumnCache;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.SimpleType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedScanTest {
  private static final int ROWS = 9000;
  private static final int ROW_GROUPS = 5;

  @TempDir Path directory;
  private Path path = Path.of("");
  private final MemoryPool memory = MemoryPool.root("test", 1L << 30);

  @BeforeEach
  void write() throws Exception {
    path = directory.resolve("t.parquet");
    write(ROWS, path);
  }

  private static void write(int rows, Path target) throws Exception {
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute(
          "COPY ("
              + ParquetScanTest.everything(rows)
              + ") TO '"
              + target
              + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
    }
  }

  private List<List<@Nullable Object>> rows(
      ParquetFile file, ParquetScanRequest request, boolean caches) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Scans.forEachBatch(
        file,
        request,
        new ReadContext(NaivePredicate::new, List.of(), memory, caches),
        batch -> Scans.addRows(file.schema().select(request.columns()).types(), batch, rows));
    assertThat(memory.usedBytes()).isZero();
    return rows;
  }

  @Test
  void every_scan_gives_the_same_rows_and_the_third_finds_all_flat_columns() {
    ParquetFile file = ParquetFile.open(path, path);
    ParquetScanRequest all = Scans.all(file, 700);
    List<List<@Nullable Object>> expected = rows(file, all, false);
    long before = ColumnCache.SHARED.state().hits();
    for (int i = 0; i < 2; i++) {
      assertThat(rows(file, all, true)).isEqualTo(expected);
    }
    assertThat(ColumnCache.SHARED.state().hits()).isEqualTo(before);
    assertThat(rows(file, all, true)).isEqualTo(expected);
    long flat =
        file.fields().stream()
            .filter(field -> field instanceof SchemaNode.Leaf leaf && leaf.column().isFlat())
            .count();
    assertThat(ColumnCache.SHARED.state().hits() - before).isEqualTo(flat * ROW_GROUPS);
  }

  @Test
  void filters_give_the_same_rows_from_the_cache() {
    ParquetFile file = ParquetFile.open(path, path);
    Expression few =
        new Call(
            "eq",
            List.of(
                new ColumnRef(file.schema().indexOf("word").orElseThrow(), SimpleType.VARCHAR),
                new Literal(SimpleType.VARCHAR, "word 3")),
            SimpleType.BOOLEAN);
    ParquetScanRequest request = Scans.filtered(file, few);
    List<List<@Nullable Object>> expected = rows(file, request, false);
    assertThat(expected).isNotEmpty();
    for (int i = 0; i < 3; i++) {
      assertThat(rows(file, request, true)).isEqualTo(expected);
    }
  }

  @Test
  void another_state_of_a_file_does_not_find_the_columns_of_the_one_before() throws Exception {
    ParquetFile file = ParquetFile.open(path, List.of(path, 1));
    for (int i = 0; i < 3; i++) {
      rows(file, Scans.all(file, 2048), true);
    }
    write(100, path);
    ParquetFile changed = ParquetFile.open(path, List.of(path, 2));
    for (int i = 0; i < 3; i++) {
      assertThat(rows(changed, Scans.all(changed, 2048), true)).hasSize(100);
    }
  }
}
