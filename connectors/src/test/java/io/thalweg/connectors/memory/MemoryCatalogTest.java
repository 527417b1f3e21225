package io.thalweg.connectors.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.ChangeAction;
import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryCatalogTest {
  private static final Schema COLUMNS =
      Schema.of(
          Field.required("id", SimpleType.INTEGER), Field.nullable("name", SimpleType.VARCHAR));

  private final Catalog catalog = new MemoryConnector().createCatalog("memory", Map.of());
  private final Table empty = catalog.createTable("main", "t", COLUMNS, false);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 2047, 2048, 2049, 70_000})
  void whatIsInsertedIsReadInOrder(int rows) {
    insert(rows(0, rows));
    assertThat(ids(table())).isEqualTo(IntStream.range(0, rows).boxed().toList());
    assertThat(table().statistics().rowCount()).hasValue(rows);
  }

  @Test
  void manySmallInsertsFillOneChunkAfterTheOther() {
    for (int i = 0; i < 5000; i++) {
      insert(rows(i, 1));
    }
    assertThat(ids(table())).isEqualTo(IntStream.range(0, 5000).boxed().toList());
    assertThat(((MemoryTable) table()).chunks()).hasSize(3);
  }

  @Test
  void aTableObjectKeepsItsRowsWhileOthersCommit() {
    insert(rows(0, 10));
    Table before = table();
    insert(rows(10, 10));
    change(table(), ChangeAction.DELETE, 3);
    assertThat(ids(before)).hasSize(10);
    assertThat(ids(catalog.table(before.handle()))).hasSize(10);
    assertThat(ids(table())).hasSize(19).doesNotContain(3);
    assertThat(empty.statistics().rowCount()).hasValue(0);
  }

  @Test
  void updatesAndDeletesTouchTheRowsTheyName() {
    insert(rows(0, 3000));
    change(table(), ChangeAction.DELETE, 0, 2999);
    change(table(), ChangeAction.UPDATE, 5);
    assertThat(ids(table())).hasSize(2998).doesNotContain(0, 2999, 5).contains(1005);
  }

  @Test
  void aRowThatAnotherStatementChangedIsAConflict() {
    insert(rows(0, 10));
    Table mine = table();
    Table theirs = table();
    change(theirs, ChangeAction.UPDATE, 4);
    assertThatThrownBy(() -> change(mine, ChangeAction.DELETE, 4))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITE_CONFLICT));
    change(mine, ChangeAction.DELETE, 5);
    assertThat(ids(table())).hasSize(9);
  }

  @Test
  void aRowThatOneStatementUpdatesTwiceIsAnError() {
    insert(rows(0, 10));
    assertThatThrownBy(() -> change(table(), ChangeAction.UPDATE, 4, 4))
        .isInstanceOfSatisfying(
            ThalwegException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MORE_THAN_ONE_ROW));
  }

  @Test
  void nullInARequiredColumnIsRefusedByName() {
    Batch bad =
        Batch.of(
            1,
            ColumnBuilder.of(SimpleType.INTEGER, Arrays.asList((Object) null)),
            ColumnBuilder.of(SimpleType.VARCHAR, List.of("x")));
    TableSink sink = empty.insert();
    assertThatThrownBy(() -> sink.write(bad))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("'id'")
        .hasMessageContaining("'t'");
    sink.abort();
    assertThat(ids(table())).isEmpty();
  }

  @Test
  void writersOfOneSinkMayRunAtOnce() throws InterruptedException {
    TableSink sink = empty.insert();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int from = i * 1000;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    awaitStart(start);
                    for (int j = 0; j < 10; j++) {
                      sink.write(rows(from + j * 100, 100));
                    }
                  }));
    }
    start.countDown();
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(ids(table())).isEmpty();
    assertThat(sink.commit()).isEqualTo(4000);
    assertThat(ids(table())).hasSize(4000).doesNotHaveDuplicates();
  }

  @Test
  void statisticsKnowBoundsAndDistinctValues() {
    insert(rows(0, 10_000));
    ColumnStatistics id = table().statistics().column(0).orElseThrow();
    assertThat(id.min()).isEqualTo(0);
    assertThat(id.max()).isEqualTo(9999);
    assertThat(id.distinct().orElseThrow()).isBetween(7500.0, 10_000.0);
    ColumnStatistics name = table().statistics().column(1).orElseThrow();
    assertThat(name.distinct().orElseThrow()).isBetween(6.0, 8.0);
    assertThat(name.nullFraction().orElseThrow()).isBetween(0.1, 0.15);
    assertThat(name.min()).isEqualTo("n1");
  }

  @Test
  void aLimitNeedsOnlySomeSplits() {
    insert(rows(0, 200_000));
    assertThat(table().splits(TableReads.request(table(), OptionalLong.of(10)))).hasSize(1);
    assertThat(table().splits(TableReads.request(table(), OptionalLong.empty()))).hasSize(4);
  }

  @Test
  void namesAreFoundIgnoringCaseAndVersionsGrow() {
    long before = catalog.version();
    catalog.createSchema("Other");
    catalog.createTable("other", "T2", COLUMNS, false);
    assertThat(catalog.version()).isGreaterThan(before);
    assertThat(catalog.table("OTHER", "t2")).isPresent();
    assertThat(catalog.tables("Other")).containsExactly("T2");
    assertThatThrownBy(() -> catalog.dropSchema("Other")).hasMessageContaining("has tables");
    catalog.dropTable("other", "t2");
    catalog.dropSchema("Other");
    assertThat(catalog.schemas()).containsExactly("main");
  }

  @Test
  void aReplacedTableRefusesSinksOfItsPredecessor() {
    TableSink sink = empty.insert();
    sink.write(rows(0, 1));
    catalog.createTable("main", "t", COLUMNS, true);
    assertThatThrownBy(sink::commit)
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITE_CONFLICT));
    assertThatThrownBy(() -> catalog.createTable("main", "T", COLUMNS, false))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_NAME));
  }

  private Table table() {
    return catalog.table("main", "t").orElseThrow();
  }

  private void insert(Batch batch) {
    TableSink sink = table().insert();
    sink.write(batch);
    assertThat(sink.commit()).isEqualTo(batch.rowCount());
  }

  /// Changes the rows with these ids; an update adds 1000 to the id.
  private static void change(Table target, ChangeAction action, int... ids) {
    List<List<@Nullable Object>> rows = TableReads.rowsWithRowIds(target);
    List<@Nullable Object> actions = new ArrayList<>();
    List<@Nullable Object> rowIds = new ArrayList<>();
    List<@Nullable Object> newIds = new ArrayList<>();
    List<@Nullable Object> names = new ArrayList<>();
    for (int id : ids) {
      List<@Nullable Object> row =
          rows.stream().filter(r -> Integer.valueOf(id).equals(r.get(0))).findFirst().orElseThrow();
      actions.add(action.ordinal());
      rowIds.add(row.get(2));
      newIds.add(action == ChangeAction.DELETE ? null : id + 1000);
      names.add(null);
    }
    List<Column> columns =
        List.of(
            ColumnBuilder.of(SimpleType.INTEGER, actions),
            ColumnBuilder.of(SimpleType.BIGINT, rowIds),
            ColumnBuilder.of(SimpleType.INTEGER, newIds),
            ColumnBuilder.of(SimpleType.VARCHAR, names));
    TableSink sink = target.change();
    sink.write(Batch.of(ids.length, columns));
    assertThat(sink.commit()).isEqualTo(ids.length);
  }

  private static Batch rows(int from, int count) {
    List<Object> ids = new ArrayList<>();
    List<@Nullable Object> names = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      ids.add(i);
      names.add(i % 8 == 0 ? null : "n" + i % 8);
    }
    return Batch.of(
        count,
        ColumnBuilder.of(SimpleType.INTEGER, ids),
        ColumnBuilder.of(SimpleType.VARCHAR, names));
  }

  private static List<Object> ids(Table table) {
    List<Object> ids = new ArrayList<>();
    TableReads.rows(table).forEach(row -> ids.add(row.getFirst()));
    return ids;
  }

  private static void awaitStart(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
