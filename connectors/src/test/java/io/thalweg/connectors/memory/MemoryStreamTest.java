package io.thalweg.connectors.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.StreamReads;
import io.thalweg.connectors.StreamReads.Change;
import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.ChangeAction;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryStreamTest {
  private static final Schema COLUMNS =
      Schema.of(
          Field.required("id", SimpleType.INTEGER),
          Field.nullable("name", SimpleType.VARCHAR),
          Field.nullable("price", SimpleType.DOUBLE));

  private final Catalog catalog = new MemoryConnector().createCatalog("memory", Map.of());

  MemoryStreamTest() {
    catalog.createTable("main", "t", COLUMNS, false);
  }

  private Table table() {
    return catalog.table("main", "t").orElseThrow();
  }

  private static Batch rows(int... ids) {
    List<Integer> all = IntStream.of(ids).boxed().toList();
    return Batch.of(
        ids.length,
        ColumnBuilder.of(SimpleType.INTEGER, all),
        ColumnBuilder.of(
            SimpleType.VARCHAR, all.stream().map(id -> id % 3 == 0 ? null : "n" + id).toList()),
        ColumnBuilder.of(SimpleType.DOUBLE, all.stream().map(id -> id / 2.0).toList()));
  }

  private void insert(int from, int count) {
    TableSink sink = table().insert();
    sink.write(rows(IntStream.range(from, from + count).toArray()));
    sink.commit();
  }

  /// Deletes, or updates by adding a million to the id.
  private void change(ChangeAction action, int... ids) {
    Map<Integer, Long> rowIds = new HashMap<>();
    TableReads.rowsWithRowIds(table())
        .forEach(row -> rowIds.put((Integer) row.getFirst(), (Long) row.getLast()));
    Batch news = rows(IntStream.of(ids).map(id -> id + 1_000_000).toArray());
    List<io.thalweg.core.data.Column> columns = new ArrayList<>();
    columns.add(ColumnBuilder.constant(SimpleType.INTEGER, action.ordinal(), ids.length));
    columns.add(
        ColumnBuilder.of(SimpleType.BIGINT, IntStream.of(ids).mapToObj(rowIds::get).toList()));
    columns.addAll(news.columns());
    TableSink sink = table().change();
    sink.write(Batch.of(ids.length, columns));
    sink.commit();
  }

  private SplitReader open(String position, int batchRows) {
    ScanRequest all = StreamReads.all(table());
    ScanRequest request = new ScanRequest(all.columns(), List.of(), all.limit(), batchRows);
    Split split = StreamReads.stream(table()).splits(request).getFirst();
    return StreamReads.open(table(), split, position, request);
  }

  private List<Integer> signedIds(SplitReader reader) {
    return StreamReads.available(table(), reader, false).stream()
        .map(change -> change.weight() * (Integer) change.row().getFirst())
        .toList();
  }

  @Test
  void aStreamShowsWhatIsThereAndThenEveryCommit() {
    insert(1, 3);
    try (SplitReader reader = open("", 2048)) {
      assertThat(signedIds(reader)).containsExactly(1, 2, 3);
      insert(4, 2);
      change(ChangeAction.UPDATE, 2);
      change(ChangeAction.DELETE, 1, 4);
      assertThat(signedIds(reader)).containsExactly(4, 5, -2, 1_000_002, -1, -4);
      assertThat(signedIds(reader)).isEmpty();
    }
  }

  @Test
  void anUpdateComesAsOneBatch() {
    insert(1, 3000);
    try (SplitReader reader = open("", 2048)) {
      signedIds(reader);
      change(ChangeAction.UPDATE, 2, 2500, 7);
      assertThat(reader.read())
          .isInstanceOfSatisfying(
              Progress.Rows.class, rows -> assertThat(rows.batch().rowCount()).isEqualTo(6));
    }
  }

  @Test
  void waitingEndsWithTheNextCommit() {
    try (SplitReader reader = open("", 2048)) {
      Progress.Pending pending = (Progress.Pending) reader.read();
      assertThat(pending.ready()).isNotDone();
      insert(1, 1);
      assertThat(pending.ready()).isDone();
      assertThat(signedIds(reader)).containsExactly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 2048})
  void aStreamGoesOnAtEveryPosition(int batchRows) {
    insert(0, 2100);
    List<Change> whole = new ArrayList<>();
    List<String> positions = new ArrayList<>(List.of(""));
    List<Integer> rowsBefore = new ArrayList<>(List.of(0));
    try (SplitReader reader = open("", batchRows)) {
      read(reader, whole, positions, rowsBefore);
      change(ChangeAction.UPDATE, 3, 5, 2099);
      insert(3000, 30);
      change(ChangeAction.DELETE, IntStream.range(0, 3).toArray());
      read(reader, whole, positions, rowsBefore);
    }
    for (int i = 0; i < positions.size(); i += Math.max(1, positions.size() / 40)) {
      try (SplitReader reader = open(positions.get(i), batchRows)) {
        int from = positions.get(i).isEmpty() ? -1 : rowsBefore.get(i);
        List<Change> rest = StreamReads.available(table(), reader, false);
        if (from >= 0) {
          assertThat(rest).isEqualTo(whole.subList(from, whole.size()));
        } else {
          assertThat(sum(rest)).isEqualTo(sum(whole));
        }
      }
    }
  }

  private void read(
      SplitReader reader, List<Change> to, List<String> positions, List<Integer> rowsBefore) {
    while (reader.read() instanceof Progress.Rows rows) {
      to.addAll(StreamReads.changes(table(), rows.batch()));
      positions.add(reader.position());
      rowsBefore.add(to.size());
    }
  }

  private static Map<List<@Nullable Object>, Integer> sum(List<Change> changes) {
    Map<List<@Nullable Object>, Integer> sums = new HashMap<>();
    changes.forEach(change -> sums.merge(change.row(), change.weight(), Integer::sum));
    sums.values().removeIf(weight -> weight == 0);
    return sums;
  }

  @Test
  void aReaderThatIsFarBehindGetsTheSumOfWhatWasForgotten() {
    insert(1, 1);
    try (SplitReader reader = open("", 2048)) {
      assertThat(signedIds(reader)).containsExactly(1);
      String position = reader.position();
      for (int i = 0; i < ChangeHistory.MAX_VERSIONS + 5; i++) {
        insert(10 + i, 1);
      }
      change(ChangeAction.DELETE, 10);
      assertThat(signedIds(reader)).hasSize(ChangeHistory.MAX_VERSIONS + 6).last().isEqualTo(-10);
      assertThatThrownBy(() -> open(position, 10))
          .isInstanceOf(ThalwegException.class)
          .hasMessageContaining("no longer kept");
    }
  }

  @Test
  void aDroppedTableEndsItsStreamsWithAnError() {
    try (SplitReader reader = open("", 2048)) {
      Progress.Pending pending = (Progress.Pending) reader.read();
      catalog.dropTable("main", "t");
      assertThat(pending.ready()).isDone();
      assertThatThrownBy(reader::read).hasMessageContaining("was dropped");
    }
  }

  @Test
  void aTargetAppliesWeightsAsOneVersion() {
    StreamTarget target = table().streamTarget("job");
    StreamWriter one = target.writer(0);
    StreamWriter other = target.writer(1);
    one.write(rows(1, 2, 3));
    other.write(rows(3, 4).withWeights(new int[] {2, 1}));
    List<String> first = List.of(one.prepare(1), other.prepare(1));
    assertThat(TableReads.rows(table())).isEmpty();
    target.commit(first);
    assertThat(ids()).containsExactlyInAnyOrder(1, 2, 3, 3, 3, 4);
    one.write(rows(3, 9, 2).withWeights(new int[] {-2, 1, -1}));
    other.write(rows(9).withWeights(new int[] {-1}));
    target.commit(List.of(one.prepare(2), other.prepare(2)));
    assertThat(ids()).containsExactlyInAnyOrder(1, 3, 4);
    assertThat(other.prepare(3)).isEmpty();
  }

  private List<Integer> ids() {
    return TableReads.rows(table()).stream().map(row -> (Integer) row.getFirst()).toList();
  }

  @Test
  void aSecondCommitChangesNothing() {
    StreamTarget target = table().streamTarget("job");
    StreamWriter writer = target.writer(0);
    writer.write(rows(1));
    List<String> prepared = List.of(writer.prepare(1));
    target.commit(prepared);
    StreamTarget again = table().streamTarget("job");
    again.recover();
    again.commit(prepared);
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void whatIsNotCommittedIsNeverSeen() {
    StreamTarget target = table().streamTarget("job");
    StreamWriter writer = target.writer(0);
    writer.write(rows(1));
    writer.prepare(1);
    writer.write(rows(2));
    writer.close();
    StreamWriter next = target.writer(0);
    next.write(rows(3));
    target.commit(List.of(next.prepare(2)));
    assertThat(ids()).containsExactly(3);
  }

  @Test
  void aRetractionOfARowThatIsNotThereIsAnError() {
    StreamTarget target = table().streamTarget("job");
    StreamWriter writer = target.writer(0);
    writer.write(rows(1).withWeights(new int[] {-1}));
    List<String> prepared = List.of(writer.prepare(1));
    assertThatThrownBy(() -> target.commit(prepared)).hasMessageContaining("retracts a row");
    assertThatThrownBy(() -> target.commit(List.of("0:1:77")))
        .hasMessageContaining("process that has ended");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomChangesThroughStreamAndTargetGiveTheSameTable(long seed) {
    catalog.createTable("main", "copy", COLUMNS, false);
    Table copy = catalog.table("main", "copy").orElseThrow();
    StreamTarget target = copy.streamTarget("job");
    StreamWriter writer = target.writer(0);
    Random random = new Random(seed);
    ScanRequest request = StreamReads.all(table());
    try (SplitReader reader = open("", 64)) {
      for (int step = 0; step < 60; step++) {
        randomChange(random, step);
        while (reader.read() instanceof Progress.Rows rows) {
          writer.write(rows.batch());
        }
        target.commit(
            java.util.stream.Stream.of(writer.prepare(step)).filter(s -> !s.isEmpty()).toList());
        assertThat(TableReads.rows(catalog.table("main", "copy").orElseThrow(), request))
            .containsExactlyInAnyOrderElementsOf(TableReads.rows(table(), request));
      }
    }
  }

  @Test
  void aDeclaredTableIsAlwaysTheNewestVersion() {
    WatermarkSpec watermark = new WatermarkSpec(0, 5);
    Table declared =
        new MemoryConnector()
            .declareTable(
                new TableDeclaration(
                    new TableHandle("memory", "main", "d", Map.of()),
                    COLUMNS,
                    Optional.of(watermark),
                    List.of(),
                    Map.of()));
    ScanRequest request = StreamReads.all(declared);
    TableSink sink = declared.insert();
    sink.write(rows(1, 2));
    sink.commit();
    List<Split> before = declared.splits(request);
    sink = declared.insert();
    sink.write(rows(3));
    sink.commit();
    assertThat(TableReads.rows(declared)).hasSize(3);
    try (SplitReader reader = declared.open(before.getFirst(), request, TableReads.context())) {
      assertThat(StreamReads.available(declared, reader, false)).hasSize(2);
    }
    Split stream = StreamReads.stream(declared).splits(request).getFirst();
    try (SplitReader reader = StreamReads.open(declared, stream, "", request)) {
      assertThat(StreamReads.available(declared, reader, false)).hasSize(3);
    }
    assertThat(declared.facts().watermark()).contains(watermark);
  }

  private void randomChange(Random random, int step) {
    List<Integer> there = ids().stream().distinct().toList();
    if (there.size() < 10 || random.nextInt(3) == 0) {
      insert(step * 100, random.nextInt(100));
    } else {
      int[] some = random.ints(5, 0, there.size()).distinct().map(there::get).toArray();
      change(random.nextBoolean() ? ChangeAction.UPDATE : ChangeAction.DELETE, some);
    }
  }
}
