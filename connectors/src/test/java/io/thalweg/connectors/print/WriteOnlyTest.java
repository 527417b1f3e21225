package io.thalweg.connectors.print;

import static io.thalweg.connectors.Declarations.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.Declarations;
import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.blackhole.BlackholeConnector;
import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WriteOnlyTest {
  private static final Schema COLUMNS =
      Schema.of(column("a", SimpleType.BIGINT), column("b", SimpleType.VARCHAR));

  private final List<String> lines = new ArrayList<>();
  private final PrintConnector print = new PrintConnector(lines::add);

  private static Batch rows() {
    return Batch.of(
        3,
        ColumnBuilder.of(SimpleType.BIGINT, List.of(1L, 2L, 3L)),
        ColumnBuilder.of(SimpleType.VARCHAR, Arrays.asList("x", null, "z")));
  }

  @Test
  void rowsArePrintedWithTheirWeights() {
    StreamWriter writer = Declarations.declare(print, "t", COLUMNS).streamTarget("job").writer(0);
    writer.write(rows().withWeights(new int[] {1, -2, 1}).withSelection(new int[] {0, 1}, 2));
    assertThat(lines).containsExactly("t +1 1 | x", "t -2 2 | null");
    assertThat(writer.prepare(1)).isEmpty();
  }

  @Test
  void anInsertedRowIsPrintedUnderThePrefix() {
    TableSink sink = Declarations.declare(print, "t", COLUMNS, "prefix", "new:").insert();
    sink.write(rows());
    assertThat(sink.commit()).isEqualTo(3);
    assertThat(lines).containsExactly("new: +1 1 | x", "new: +1 2 | null", "new: +1 3 | z");
  }

  @Test
  void whatOnlyTakesRowsCannotBeReadAndHasNoCatalog() {
    Table hole = Declarations.declare(new BlackholeConnector(), "t", COLUMNS);
    TableSink sink = hole.insert();
    sink.write(rows());
    assertThat(sink.commit()).isEqualTo(3);
    assertThatThrownBy(() -> TableReads.rows(hole)).hasMessageContaining("only be written");
    assertThatThrownBy(() -> print.createCatalog("print", Map.of()))
        .hasMessageContaining("connector = 'print'");
    assertThatThrownBy(() -> Declarations.declare(print, "t", COLUMNS, "colour", "red"))
        .hasMessageContaining("it has prefix");
    assertThatThrownBy(() -> Declarations.declare(print, "t", Schema.EMPTY))
        .hasMessageContaining("needs columns");
  }
}
