package io.thalweg.connectors.files.directory;

import static io.thalweg.connectors.Declarations.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.Declarations;
import io.thalweg.connectors.StreamReads;
import io.thalweg.connectors.TableReads;
import io.thalweg.connectors.files.FilesConnector;
import io.thalweg.connectors.files.parquet.NaivePredicate;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoryTest {
  private static final Schema COLUMNS =
      Schema.of(column("id", SimpleType.BIGINT), column("kind", SimpleType.VARCHAR));

  @TempDir Path root;

  private Table table(String format, String... options) {
    String[] all =
        Stream.concat(Stream.of("path", root.toString(), "format", format), Arrays.stream(options))
            .toArray(String[]::new);
    return Declarations.declare(new FilesConnector(), "t", COLUMNS, all);
  }

  private static Batch rows(int... ids) {
    List<Long> all = IntStream.of(ids).mapToObj(id -> (long) id).toList();
    return Batch.of(
        ids.length,
        ColumnBuilder.of(SimpleType.BIGINT, all),
        ColumnBuilder.of(
            SimpleType.VARCHAR, all.stream().map(id -> id % 2 == 0 ? "even/x" : null).toList()));
  }

  private static List<Object> ids(Table table) {
    return TableReads.rows(table).stream().<Object>map(List::getFirst).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json"})
  void whatAJobCommitsIsReadBackWithItsPartitions(String format) {
    Table table = table(format, "partition_by", "kind");
    StreamTarget target = table.streamTarget("job");
    target.recover();
    StreamWriter writer = target.writer(0);
    writer.write(rows(1, 2, 3, 4));
    String prepared = writer.prepare(1);
    assertThat(TableReads.rows(table)).isEmpty();
    target.commit(List.of(prepared));
    assertThat(TableReads.rows(table))
        .containsExactlyInAnyOrder(
            Arrays.asList(1L, null),
            List.of(2L, "even/x"),
            Arrays.asList(3L, null),
            List.of(4L, "even/x"));
    assertThat(writer.prepare(2)).isEmpty();
  }

  @Test
  void aRepeatedCommitChangesNothingAlsoWhenFilesWereTakenAway() throws IOException {
    Table table = table("json");
    StreamTarget target = table.streamTarget("job");
    StreamWriter writer = target.writer(0);
    writer.write(rows(1));
    List<String> prepared = List.of(writer.prepare(1));
    target.commit(prepared);
    StreamTarget next = table.streamTarget("job");
    next.commit(prepared);
    assertThat(ids(table)).containsExactly(1L);
    for (Path file : files()) {
      if (file.toString().endsWith(".json")) {
        Files.delete(file);
      }
    }
    next.commit(prepared);
    assertThat(ids(table)).isEmpty();
    String never = prepared.getFirst().replace("1\n", "9\n");
    assertThatThrownBy(() -> next.commit(List.of(never)))
        .hasMessageContaining("earlier checkpoint");
  }

  @Test
  void whatACrashLeftIsCommittedWhenACheckpointNamesItAndDeletedOtherwise() throws IOException {
    Table table = table("json");
    StreamWriter lost = table.streamTarget("job").writer(0);
    lost.write(rows(1));
    String prepared = lost.prepare(1);
    lost.write(rows(66));
    lost.prepare(2);
    StreamTarget next = table.streamTarget("job");
    next.recover();
    next.commit(List.of(prepared));
    StreamWriter writer = next.writer(0);
    writer.write(rows(2));
    next.commit(List.of(writer.prepare(2)));
    assertThat(ids(table)).containsExactlyInAnyOrder(1L, 2L);
    assertThat(files()).hasSize(3);
  }

  @Test
  void filtersPruneFilesByTheirPathAndByWhatTheirFootersKnow() {
    Table table = table("parquet", "partition_by", "kind");
    TableSink sink = table.insert();
    sink.write(rows(1, 2, 3, 4));
    sink.commit();
    Expression even = compare("eq", 1, SimpleType.VARCHAR, "even/x");
    Expression large = compare("ge", 0, SimpleType.BIGINT, 4L);

    assertThat(rowsRead(table)).isEqualTo(4);
    assertThat(rowsRead(table, even)).isEqualTo(2);
    assertThat(rowsRead(table, large)).isEqualTo(1);
    assertThat(rowsRead(table, large, even)).isEqualTo(1);
  }

  private static Expression compare(String function, int column, DataType type, Object value) {
    return new Call(
        function,
        List.of(new ColumnRef(column, type), new Literal(type, value)),
        SimpleType.BOOLEAN);
  }

  private static int rowsRead(Table table, Expression... filters) {
    ReadContext context =
        new ReadContext(NaivePredicate::new, List.of(), MemoryPool.root("test", 1L << 30));
    ScanRequest request =
        TableReads.request(List.of(0), List.of(filters), OptionalLong.empty(), 100);
    int rows = 0;
    for (Split split : table.splits(request)) {
      try (SplitReader reader = table.open(split, request, context)) {
        while (reader.read() instanceof SplitReader.Progress.Rows(Batch batch)) {
          rows += batch.rowCount();
        }
      }
    }
    return rows;
  }

  @Test
  void anInsertLeavesOnlyItsFiles() throws IOException {
    Table table = table("parquet");
    TableSink aborted = table.insert();
    aborted.write(rows(9));
    aborted.abort();
    TableSink sink = table.insert();
    sink.write(rows(1, 2));
    assertThat(sink.commit()).isEqualTo(2);
    assertThat(ids(table)).containsExactly(1L, 2L);
    assertThat(files()).hasSize(1);
    assertThatThrownBy(
            () -> table.streamTarget("j").writer(0).write(rows(1).withWeights(new int[] {-1})))
        .hasMessageContaining("take no row back");
  }

  @Test
  void aStreamReadsFilesAsTheyAppearAndGoesOnAtEveryPosition() throws IOException {
    Table table = table("json", "poll_interval_ms", "1");
    ScanRequest request = new ScanRequest(List.of(0, 1), List.of(), OptionalLong.empty(), 1);
    Split split = StreamReads.stream(table).splits(request).getFirst();
    add("a.json", 1, 2);
    add("_hidden.json", 7);
    String middle;
    try (SplitReader reader = StreamReads.open(table, split, "", request)) {
      assertThat(reader.read()).isInstanceOf(SplitReader.Progress.Rows.class);
      middle = reader.position();
      assertThat(StreamReads.available(table, reader, false)).hasSize(1);
      add("b.json", 3);
      assertThat(StreamReads.available(table, reader, false)).hasSize(1);
      assertThat(StreamReads.available(table, reader, false)).isEmpty();
      try (SplitReader behind = StreamReads.open(table, split, reader.position(), request)) {
        assertThat(StreamReads.available(table, behind, false)).isEmpty();
        add("c.json", 4);
        assertThat(StreamReads.available(table, behind, false)).hasSize(1);
      }
    }
    try (SplitReader again = StreamReads.open(table, split, middle, request)) {
      assertThat(
              StreamReads.available(table, again, false).stream()
                  .map(change -> change.row().getFirst()))
          .containsExactly(2L, 3L, 4L);
    }
  }

  @Test
  void aStreamTellsWhenItHasReadTheFilesThatWereThere() throws IOException {
    Table table = table("json", "poll_interval_ms", "20");
    add("a.json", 1);
    add("b.json", 2);
    add("gone.json", 3);
    String end = StreamReads.stream(table).ends().get("t");
    Files.delete(root.resolve("gone.json"));
    add("later.json", 4);
    Split split = StreamReads.stream(table).splits(StreamReads.all(table)).getFirst();
    try (SplitReader reader = StreamReads.open(table, split, "", StreamReads.all(table))) {
      assertThat(reader.hasPassed(end)).isFalse();
      reader.read();
      assertThat(reader.hasPassed(end)).isFalse();
      StreamReads.available(table, reader, false);
      assertThat(reader.hasPassed(end)).isTrue();
    }
  }

  private void add(String name, int... ids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append("{\"id\": ").append(id).append(", \"kind\": \"k\"}\n");
    }
    Files.writeString(root.resolve(name), text);
  }

  @Test
  void whatCannotBeDeclaredIsRefused() {
    assertThatThrownBy(() -> table("xml")).hasMessageContaining("parquet");
    assertThatThrownBy(() -> table("json", "colour", "red"))
        .hasMessageContaining("poll_interval_ms");
    assertThatThrownBy(() -> table("json", "partition_by", "id, kind"))
        .hasMessageContaining("a file needs a column");
  }
}
