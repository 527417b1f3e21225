package io.thalweg.connectors.kafka;

import static io.thalweg.connectors.Declarations.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.Declarations;
import io.thalweg.connectors.StreamReads;
import io.thalweg.connectors.StreamReads.Change;
import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.testing.kafka.KafkaBroker;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaSourceTest {
  private static final Schema BIDS =
      Schema.of(
          column("auction", SimpleType.BIGINT),
          column("price", new DecimalType(12, 2)),
          column("tags", new ArrayType(SimpleType.VARCHAR)));

  @TempDir static Path directory;
  private static KafkaBroker broker;
  private static Topics topics;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start(directory);
    topics = new Topics(broker);
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  private static Table table(String topic, Schema schema, String... options) {
    String[] all =
        Stream.concat(
                Stream.of("topic", topic, "bootstrap_servers", broker.address()),
                Stream.of(options))
            .toArray(String[]::new);
    return Declarations.declare(new KafkaConnector(), "t", schema, all);
  }

  private static String bid(int auction) {
    return "{\"auction\": " + auction + ", \"price\": \"1.50\", \"more\": {\"x\": [1]}}";
  }

  /// Reads a stream until it has `count` rows.
  private static List<Change> take(Table table, SplitReader reader, int count) {
    List<Change> rows = new ArrayList<>();
    while (rows.size() < count) {
      switch (reader.read()) {
        case Progress.Rows some -> rows.addAll(StreamReads.changes(table, some.batch()));
        case Progress.Pending pending -> pending.ready().join();
        case Progress.Mark _, Progress.Finished _ -> throw new AssertionError("ended");
      }
    }
    return rows;
  }

  private static SplitReader open(Table table, int partition, String position) {
    ScanRequest request = StreamReads.all(table);
    Split split = StreamReads.stream(table).splits(request).get(partition);
    return StreamReads.open(table, split, position, request);
  }

  @Test
  void aStreamFindsPartitionsThatAppearAndReadsThemFromTheirBeginning() throws Exception {
    topics.create("growing", 1);
    topics.send("growing", 0, null, bid(0));
    Table table = table("growing", BIDS, "start", "latest", "discovery_interval_ms", "50");
    ScanRequest request = StreamReads.all(table);
    CompletableFuture<List<Split>> more =
        StreamReads.stream(table).moreSplits(request, Set.of("growing-0")).orElseThrow();
    Thread.sleep(200);
    assertThat(more).isNotDone();
    topics.grow("growing", 3);
    for (int i = 1; i <= 4; i++) {
      topics.send("growing", 2, null, bid(i));
    }
    List<Split> found = more.get(60, TimeUnit.SECONDS);
    assertThat(found).extracting(Split::label).isSubsetOf("growing-1", "growing-2").isNotEmpty();
    Split last =
        StreamReads.stream(table).splits(request).stream()
            .filter(split -> split.label().equals("growing-2"))
            .map(split -> appeared(split))
            .findFirst()
            .orElseThrow();
    try (SplitReader reader = StreamReads.open(table, last, "", request)) {
      assertThat(take(table, reader, 4))
          .extracting(change -> change.row().getFirst())
          .containsExactly(1L, 2L, 3L, 4L);
    }
  }

  private static Split appeared(Split split) {
    Map<String, String> properties = new HashMap<>(split.properties());
    properties.put(TableStream.APPEARED, "true");
    return new Split(split.label(), split.rows(), split.bytes(), properties);
  }

  @Test
  void aStreamTellsWhenItHasReadWhatWasThere() throws Exception {
    topics.create("ends", 1);
    Table table = table("ends", BIDS);
    for (int i = 0; i < 5; i++) {
      topics.send("ends", 0, null, bid(i));
    }
    String end = StreamReads.stream(table).ends().get("ends-0");
    topics.send("ends", 0, null, bid(5));
    try (SplitReader reader = open(table, 0, "")) {
      assertThat(reader.hasPassed(end)).isFalse();
      take(table, reader, 5);
      assertThat(reader.hasPassed(end)).isTrue();
      assertThat(end).isEqualTo("5");
    }
  }

  @Test
  void aBoundedQueryReadsToTheEndAsOfItsStart() throws Exception {
    topics.create("bounded", 2);
    for (int i = 0; i < 30; i++) {
      topics.send("bounded", i % 2, null, bid(i));
    }
    Table table = table("bounded", BIDS);
    ScanRequest request = StreamReads.all(table);
    List<Split> splits = table.splits(request);
    topics.send("bounded", 0, null, bid(99));
    List<Object> auctions = new ArrayList<>();
    for (Split split : splits) {
      try (SplitReader reader = table.open(split, request, TableReads.context())) {
        Progress progress;
        while (!((progress = reader.read()) instanceof Progress.Finished)) {
          switch (progress) {
            case Progress.Rows rows ->
                StreamReads.changes(table, rows.batch())
                    .forEach(change -> auctions.add(change.row().getFirst()));
            case Progress.Pending pending -> pending.ready().join();
            case Progress.Mark _, Progress.Finished _ -> throw new AssertionError();
          }
        }
      }
    }
    assertThat(auctions)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 30).mapToObj(i -> (Object) (long) i).toList());
    assertThat(TableReads.rows(table)).hasSize(31);
  }

  @Test
  void jsonBecomesColumns() throws Exception {
    topics.create("json", 1);
    topics.send("json", 0, null, "{\"auction\": 7, \"price\": 12.5, \"tags\": [\"a\", null]}");
    topics.send("json", 0, null, "{\"other\": 1}");
    topics.send("json", 0, null, null);
    List<@Nullable Object> nulls = java.util.Arrays.asList(null, null, null);
    assertThat(TableReads.rows(table("json", BIDS)))
        .containsExactly(
            List.of(7L, new BigDecimal("12.50"), java.util.Arrays.asList("a", null)), nulls, nulls);
    ScanRequest one = new ScanRequest(List.of(1), List.of(), OptionalLong.empty(), 2048);
    assertThat(TableReads.rows(table("json", BIDS), one).getFirst())
        .containsExactly(new BigDecimal("12.50"));
  }

  @Test
  void aStreamWaitsForMessagesAndGoesOnAtAPosition() throws Exception {
    topics.create("follow", 1);
    Table table = table("follow", BIDS);
    topics.send("follow", 0, null, bid(1));
    String position;
    try (SplitReader reader = open(table, 0, "")) {
      assertThat(reader.position()).isEqualTo("0");
      assertThat(take(table, reader, 1).getFirst().row().getFirst()).isEqualTo(1L);
      position = reader.position();
      topics.send("follow", 0, null, bid(2));
      assertThat(take(table, reader, 1).getFirst().row().getFirst()).isEqualTo(2L);
      assertThat(reader.position()).isEqualTo("2");
    }
    try (SplitReader reader = open(table, 0, position)) {
      assertThat(take(table, reader, 1).getFirst().row().getFirst()).isEqualTo(2L);
    }
  }

  @Test
  void whatIsBesideTheValueIsShownByColumnsOfItsName() throws Exception {
    topics.create("meta", 1);
    ProducerRecord<String, String> message =
        new ProducerRecord<>("meta", 0, 1_767_225_600_123L, "k", "v");
    message.headers().add("h", Topics.bytes("x"));
    topics.send(message);
    Schema schema =
        Schema.of(
            column("_key", SimpleType.VARCHAR),
            column("body", SimpleType.VARBINARY),
            column("_headers", new MapType(SimpleType.VARCHAR, SimpleType.VARBINARY)),
            column("_timestamp", new TimestampType(3, false)),
            column("_partition", SimpleType.INTEGER),
            column("_offset", SimpleType.BIGINT));
    assertThat(TableReads.rows(table("meta", schema, "format", "raw")).getFirst())
        .containsExactly(
            "k",
            ByteBuffer.wrap(Topics.bytes("v")),
            Map.of("h", ByteBuffer.wrap(Topics.bytes("x"))),
            LocalDateTime.parse("2026-01-01T00:00:00.123"),
            0,
            0L);
    assertThatThrownBy(() -> table("meta", Schema.of(column("_offset", SimpleType.VARCHAR))))
        .hasMessageContaining("'_offset' cannot be VARCHAR");
  }

  @Test
  void readingBeginsWhereItIsTold() throws Exception {
    topics.create("start", 1);
    for (int i = 0; i < 3; i++) {
      topics.send(new ProducerRecord<>("start", 0, 1_767_225_600_000L + 1000 * i, null, bid(i)));
    }
    assertThat(auctions(table("start", BIDS))).containsExactly(0L, 1L, 2L);
    assertThat(auctions(table("start", BIDS, "start", "2026-01-01 00:00:01")))
        .containsExactly(1L, 2L);
    assertThat(auctions(table("start", BIDS, "start", "latest"))).isEmpty();
    Table latest = table("start", BIDS, "start", "latest");
    try (SplitReader reader = open(latest, 0, "")) {
      assertThat(reader.position()).isEqualTo("3");
      topics.send("start", 0, null, bid(9));
      assertThat(take(latest, reader, 1).getFirst().row().getFirst()).isEqualTo(9L);
    }
  }

  private static List<@Nullable Object> auctions(Table table) {
    return TableReads.rows(table).stream().map(List::getFirst).toList();
  }

  @Test
  void changeEventsRetractAndInsert() throws Exception {
    topics.create("cdc", 1);
    topics.send(
        "cdc",
        0,
        "1",
        "{\"before\": null, \"after\": {\"auction\": 1, \"price\": 1}, \"op\": \"c\"}");
    topics.send(
        "cdc",
        0,
        "1",
        "{\"schema\": {\"x\": 1}, \"payload\": {\"before\": {\"auction\": 1, \"price\": 1},"
            + " \"after\": {\"auction\": 1, \"price\": 2}, \"source\": {}, \"op\": \"u\"}}");
    topics.send("cdc", 0, "2", "{\"after\": {\"auction\": 2}, \"op\": \"r\"}");
    topics.send("cdc", 0, "2", "{\"before\": {\"auction\": 2}, \"after\": null, \"op\": \"d\"}");
    topics.send("cdc", 0, "2", null);
    Schema schema =
        Schema.of(
            column("auction", SimpleType.BIGINT),
            column("price", SimpleType.BIGINT),
            column("_offset", SimpleType.BIGINT));
    Table table = table("cdc", schema, "format", "debezium");
    assertThat(StreamReads.stream(table).appendOnly()).isFalse();
    try (SplitReader reader = open(table, 0, "")) {
      assertThat(take(table, reader, 5))
          .containsExactlyInAnyOrder(
              change(1, 1L, 1L, 0L),
              change(-1, 1L, 1L, 1L),
              change(1, 1L, 2L, 1L),
              change(1, 2L, null, 2L),
              change(-1, 2L, null, 3L));
    }
    topics.send("cdc", 0, "3", "{\"before\": null, \"after\": {\"auction\": 3}, \"op\": \"u\"}");
    assertThatThrownBy(() -> TableReads.rows(table))
        .hasMessageContaining("offset 5")
        .hasMessageContaining("a row before and a row after");
  }

  private static Change change(int weight, @Nullable Object... values) {
    return new Change(weight, java.util.Arrays.asList(values));
  }

  @Test
  void aMessageThatIsNoRowIsNamedLeftOutOrSentElsewhere() throws Exception {
    topics.create("poison", 1);
    topics.create("letters", 1);
    topics.send("poison", 0, null, bid(1));
    topics.send("poison", 0, null, "{\"auction\": \"x\"}");
    topics.send("poison", 0, null, "{\"tags\": [\"a\", {\"b\": 1}], \"auction\": {}}");
    topics.send("poison", 0, null, "nonsense");
    topics.send("poison", 0, null, "[1]");
    topics.send("poison", 0, null, "{\"auction\": 2, \"tags\": [\"z\"]}");
    assertThatThrownBy(() -> TableReads.rows(table("poison", BIDS)))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("topic 'poison' partition 0 offset 1: column 'auction': 'x'");
    List<List<@Nullable Object>> left = TableReads.rows(table("poison", BIDS, "on_error", "skip"));
    assertThat(left.stream().map(List::getFirst)).containsExactly(1L, 2L);
    assertThat(left.getLast().getLast()).isEqualTo(List.of("z"));
    assertThat(TableReads.skipped(table("poison", BIDS, "on_error", "skip"))).isEqualTo(4);
    Table burying =
        table("poison", BIDS, "on_error", "dead_letter", "dead_letter_topic", "letters");
    assertThat(auctions(burying)).containsExactly(1L, 2L);
    assertThat(topics.values("letters"))
        .containsExactly(
            "{\"auction\": \"x\"}",
            "{\"tags\": [\"a\", {\"b\": 1}], \"auction\": {}}",
            "nonsense",
            "[1]");
    assertThat(
            new String(
                topics.read("letters").getFirst().headers().lastHeader("thalweg.error").value()))
        .contains("offset 1");
  }

  @Test
  void onlyWhatIsCommittedIsRead() throws Exception {
    topics.create("transactions", 1);
    try (Producer<String, String> producer =
        topics.producer(Map.of("transactional.id", "someone"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", bid(1)));
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", bid(2)));
      producer.commitTransaction();
    }
    assertThat(auctions(table("transactions", BIDS))).containsExactly(2L);
  }

  @Test
  void manyMessagesOfManyBatchesComeInOrder() throws Exception {
    topics.create("many", 1);
    try (Producer<String, String> producer = topics.producer(Map.of("linger.ms", 20))) {
      for (int i = 0; i < 20_000; i++) {
        producer.send(new ProducerRecord<>("many", 0, null, bid(i)));
      }
    }
    assertThat(auctions(table("many", BIDS)))
        .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> (Object) (long) i).toList());
  }

  @Test
  void whatCannotBeDeclaredIsRefused() {
    assertThatThrownBy(() -> table("t", BIDS, "topics", "x"))
        .hasMessageContaining("start, stop, tls, topic");
    assertThatThrownBy(() -> table("t", BIDS, "kafka.sasl.jaas.config", "evil"))
        .hasMessageContaining("none that may be set");
    assertThatThrownBy(() -> table("../etc", BIDS)).hasMessageContaining("a topic's name");
    assertThatThrownBy(() -> table("t", BIDS, "format", "raw")).hasMessageContaining("one column");
    assertThatThrownBy(() -> table("t", BIDS, "key", "colour")).hasMessageContaining("'colour'");
    assertThatThrownBy(() -> table("t", Schema.EMPTY)).hasMessageContaining("needs columns");
    assertThatThrownBy(() -> TableReads.rows(table("nowhere", BIDS)))
        .hasMessageContaining("no topic 'nowhere'");
  }

  @Test
  void aBoundedQueryEndsWhereTheTopicDoes() {
    assertThat(table("t", BIDS).facts().bounded()).isTrue();
  }

  @Test
  void aStreamThatStopsEndsBehindTheMessagesThereWereAtItsStart() throws Exception {
    topics.create("stopping", 1);
    topics.send("stopping", 0, null, bid(1));
    Table table = table("stopping", BIDS, "stop", "latest");
    Split split = StreamReads.stream(table).splits(StreamReads.all(table)).getFirst();
    topics.send("stopping", 0, null, bid(2));

    try (SplitReader reader = StreamReads.open(table, split, "", StreamReads.all(table))) {
      assertThat(take(table, reader, 1)).hasSize(1);
      assertThat(reader.read()).isInstanceOf(Progress.Finished.class);
    }
  }
}
