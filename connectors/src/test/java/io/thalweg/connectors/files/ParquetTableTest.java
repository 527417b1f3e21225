package io.thalweg.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
  @TempDir Path directory;

  @Test
  void severalFilesAreOneTableWithTheirStatisticsJoined() throws SQLException {
    try (DuckDb duck = new DuckDb()) {
      for (int part = 0; part < 3; part++) {
        duck.run(
            "COPY (SELECT i + %d AS id, i %% 7 AS m, 'n' || i AS name FROM range(5000) t(i)) TO '%s/p%d.parquet' (ROW_GROUP_SIZE 2048)"
                .formatted(part * 5000, directory, part));
      }
      Table table = Reading.read("read_file", directory + "/*.parquet");
      assertThat(DuckDb.texts(TableReads.rows(table)))
          .isEqualTo(duck.rows("SELECT * FROM '" + directory + "/*.parquet'"));
      assertThat(table.statistics().rowCount()).hasValue(15_000);
      assertThat(table.statistics().column(0).orElseThrow().min()).isEqualTo(0L);
      assertThat(table.statistics().column(0).orElseThrow().max()).isEqualTo(14_999L);
      Expression late =
          new Call(
              "gt",
              List.of(new ColumnRef(0, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, 14_000L)),
              SimpleType.BOOLEAN);
      ScanRequest request =
          TableReads.request(List.of(0), List.of(late), OptionalLong.empty(), 2048);
      assertThat(table.splits(request)).hasSizeLessThan(3);
      assertThat(table.exactFilters(List.of(late))).containsExactly(late);
    }
  }

  @Test
  void filesOfOtherTypesAreRefusedWithBothNames() throws SQLException {
    try (DuckDb duck = new DuckDb()) {
      duck.run("COPY (SELECT 1::BIGINT AS a) TO '" + directory + "/x.parquet'");
      duck.run("COPY (SELECT 1.5::DOUBLE AS a) TO '" + directory + "/y.parquet'");
    }
    assertThatThrownBy(() -> Reading.read("read_file", directory.toString()))
        .hasMessageContaining("column 'a' is BIGINT in '" + directory + "/x.parquet'")
        .hasMessageContaining("DOUBLE in '" + directory + "/y.parquet'");
  }
}
