package io.thalweg.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTableTest {
  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    write("sales/year=2023/month=1/a.csv", "id,v\n1,10\n2,20\n");
    write("sales/year=2023/month=2/b.csv", "id,v\n3,30\n");
    write("sales/year=2024/month=1/c.csv", "id,v\n4,40\n");
    write("sales/_temporary/d.csv", "nonsense");
    write("plain/a1.csv", "id,v\n1,x\n");
    write("plain/a2.csv", "id,v\n2,y\n");
    write("plain/b[1].csv", "id,v\n3,z\n");
    write("plain/.hidden.csv", "id,v\n9,h\n");
  }

  private void write(String name, String text) throws IOException {
    Path path = directory.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Table table(String name, String... options) {
    return Reading.read("read_file", directory + "/" + name, options);
  }

  private static List<@Nullable Object> ids(Table table) {
    return TableReads.rows(table).stream().<@Nullable Object>map(List::getFirst).toList();
  }

  @Test
  void aGlobADirectoryAndAFileAreTables() {
    assertThat(ids(table("plain/a?.csv"))).containsExactly(1L, 2L);
    assertThat(ids(table("plain/a[2-9].csv"))).containsExactly(2L);
    assertThat(ids(table("plain/a[!2].csv"))).containsExactly(1L);
    assertThat(ids(table("plain/{a2,a1}.csv"))).containsExactly(1L, 2L);
    assertThat(ids(table("plain/b[1].csv"))).containsExactly(3L);
    assertThat(ids(table("plain"))).containsExactly(1L, 2L, 3L);
    assertThat(ids(table("{sales/year=2023,nothing}/**/*.csv"))).containsExactly(1L, 2L, 3L);
    assertThat(ids(table("sales/year=*/**"))).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void directoriesNamedKeyAndValueAreColumns() {
    Table table = table("sales");
    assertThat(table.schema()).hasToString("(id BIGINT, v BIGINT, year BIGINT, month BIGINT)");
    assertThat(TableReads.rows(table))
        .containsExactly(
            List.of(1L, 10L, 2023L, 1L),
            List.of(2L, 20L, 2023L, 1L),
            List.of(3L, 30L, 2023L, 2L),
            List.of(4L, 40L, 2024L, 1L));
    assertThat(table.statistics().column(2).orElseThrow().max()).isEqualTo(2024L);
    assertThat(table("sales", "hive_partitioning", "false").schema().size()).isEqualTo(2);
  }

  @Test
  void aFilterOnAPartitionLeavesFilesOut() {
    Table table = table("sales");
    Expression year =
        new Call(
            "ge",
            List.of(new ColumnRef(2, SimpleType.BIGINT), new Literal(SimpleType.BIGINT, 2024L)),
            SimpleType.BOOLEAN);
    assertThat(table.exactFilters(List.of(year))).containsExactly(year);
    ScanRequest request =
        TableReads.request(List.of(2, 0), List.of(year), OptionalLong.empty(), 100);
    List<Split> splits = table.splits(request);
    assertThat(splits).hasSize(1);
    PredicateCompiler passing =
        predicate ->
            (batch, selection) -> {
              assertThat(predicate).isEqualTo(year);
              return 1;
            };
    ReadContext context = new ReadContext(passing, List.of(), MemoryPool.root("test", 1 << 30));
    try (SplitReader reader = table.open(splits.getFirst(), request, context)) {
      assertThat(reader.read())
          .isInstanceOfSatisfying(
              SplitReader.Progress.Rows.class,
              rows -> {
                assertThat(rows.batch().rowCount()).isEqualTo(1);
                assertThat(rows.batch().column(0).length()).isEqualTo(1);
              });
    }
  }

  @Test
  void theNameOfTheFileCanBeAColumn() {
    Table table = table("plain/a*.csv", "filename", "true");
    assertThat(TableReads.rows(table).get(1)).containsExactly(2L, "y", directory + "/plain/a2.csv");
  }

  @Test
  void aHandleFindsItsTableAgainUntilItsColumnsChange() throws IOException {
    FilesConnector connector = new FilesConnector();
    Table table = Reading.with(connector, "read_file", directory + "/plain/a*.csv");
    var catalog = connector.createCatalog("files", Map.of());
    assertThat(catalog.table(table.handle())).isSameAs(table);
    write("plain/a1.csv", "id,v\n7,more\n8,rows\n");
    assertThat(ids(catalog.table(table.handle()))).containsExactly(7L, 8L, 2L);
    write("plain/a1.csv", "id,v\nseven,rows\n");
    assertThatThrownBy(() -> catalog.table(table.handle()))
        .hasMessageContaining("have changed meanwhile");
  }

  @Test
  void guessedTypesOfSeveralFilesAreWidened() throws IOException {
    write("wide/1.csv", "a,b\n1,2024-01-01\n");
    write("wide/2.csv", "b,a\n2024-01-01 10:00:00,0.5\n");
    Table table = table("wide");
    assertThat(table.schema()).hasToString("(a DOUBLE, b TIMESTAMP)");
    assertThat(TableReads.rows(table).get(1).getFirst()).isEqualTo(0.5);
  }

  @Test
  void filesWithOtherColumnsAreRefusedByName() throws IOException {
    write("mixed/1.csv", "a,b\n1,2\n");
    write("mixed/2.csv", "a,c\n1,2\n");
    assertThatThrownBy(() -> table("mixed"))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_SCHEMA_MISMATCH))
        .hasMessageContaining("1.csv' has the column 'b'")
        .hasMessageContaining("2.csv' has not");
    assertThat(TableReads.rows(table("mixed", "union_by_name", "true")))
        .containsExactly(
            java.util.Arrays.asList(1L, 2L, null), java.util.Arrays.asList(1L, null, 2L));
  }

  @Test
  void aMissingFileIsToldWithWhatLiesNear() {
    assertThatThrownBy(() -> table("plain/a3.csv"))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND))
        .hasMessageContaining("plain/a3.csv")
        .hasMessageContaining("did you mean '" + directory + "/plain/a1.csv'?");
    assertThatThrownBy(() -> table("plain/zzzzzzzzzz.parquet"))
        .hasMessageContaining("has a1.csv, a2.csv, b[1].csv");
    assertThatThrownBy(() -> table("nowhere/at/all.csv"))
        .hasMessageContaining("there is no directory '" + directory + "/nowhere/at' either")
        .hasMessageContaining("has plain/, sales/");
    assertThatThrownBy(() -> table("plain/*.orc"))
        .hasMessageContaining("no file matches")
        .hasMessageContaining("has a1.csv");
  }

  @Test
  void aLimitStopsReading() {
    Table table = table("plain");
    ScanRequest two = TableReads.request(List.of(1), List.of(), OptionalLong.of(2), 1);
    // Each split stops at the limit; who asked counts over all of them.
    assertThat(TableReads.rows(table, two)).hasSize(3);
    Table sales = table("sales/year=2023/month=1/*.csv");
    ScanRequest one = TableReads.request(List.of(0), List.of(), OptionalLong.of(1), 10);
    assertThat(TableReads.rows(sales, one)).containsExactly(List.of(1L));
  }
}
