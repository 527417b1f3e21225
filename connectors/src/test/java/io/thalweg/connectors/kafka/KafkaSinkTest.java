package io.thalweg.connectors.kafka;

import static io.thalweg.connectors.Declarations.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.connectors.Declarations;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.testing.kafka.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaSinkTest {
  private static final Schema COLUMNS =
      Schema.of(column("id", SimpleType.BIGINT), column("name", SimpleType.VARCHAR));

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

  private static Batch rows(int... ids) {
    List<Long> all = IntStream.of(ids).mapToObj(id -> (long) id).toList();
    return Batch.of(
        ids.length,
        ColumnBuilder.of(SimpleType.BIGINT, all),
        ColumnBuilder.of(SimpleType.VARCHAR, all.stream().map(id -> "n" + id).toList()));
  }

  private static Batch named(long id, String name) {
    return Batch.of(
        1,
        ColumnBuilder.of(SimpleType.BIGINT, List.of(id)),
        ColumnBuilder.of(SimpleType.VARCHAR, List.of(name)));
  }

  private static String json(int id) {
    return "{\"id\":" + id + ",\"name\":\"n" + id + "\"}";
  }

  @Test
  void rowsAreReadOnceTheyAreCommitted() throws Exception {
    topics.create("once", 1);
    try (StreamTarget target = table("once", COLUMNS).streamTarget("job")) {
      target.recover();
      try (StreamWriter one = target.writer(0);
          StreamWriter other = target.writer(1)) {
        one.write(rows(1, 2).withSelection(new int[] {0, 1}, 2));
        other.write(rows(3));
        List<String> prepared = List.of(one.prepare(1), other.prepare(1));
        assertThat(topics.values("once")).isEmpty();
        target.commit(prepared);
        assertThat(topics.values("once")).containsExactly(json(1), json(2), json(3));
        assertThat(one.prepare(2)).isEmpty();
        one.write(rows(4));
        target.commit(List.of(one.prepare(3)));
        assertThat(topics.values("once")).hasSize(4);
      }
    }
  }

  @Test
  void aCommitThatIsRepeatedByAnotherProcessChangesNothing() throws Exception {
    topics.create("again", 2);
    List<String> prepared;
    try (StreamTarget target = table("again", COLUMNS).streamTarget("job");
        StreamWriter writer = target.writer(0)) {
      writer.write(rows(1, 2, 3));
      prepared = List.of(writer.prepare(7));
      target.commit(prepared);
      target.commit(prepared);
    }
    try (StreamTarget next = table("again", COLUMNS).streamTarget("job")) {
      next.commit(prepared);
      next.recover();
      next.commit(prepared);
    }
    assertThat(topics.values("again")).containsExactlyInAnyOrder(json(1), json(2), json(3));
  }

  @Test
  void whatACrashLeftPreparedIsCommittedAndNothingElse() throws Exception {
    topics.create("crash", 1);
    List<String> prepared;
    StreamTarget crashed = table("crash", COLUMNS).streamTarget("job");
    StreamWriter lost = crashed.writer(0);
    lost.write(rows(1));
    prepared = List.of(lost.prepare(1));
    lost.write(rows(66));
    lost.prepare(2);
    try (StreamTarget next = table("crash", COLUMNS).streamTarget("job")) {
      next.commit(prepared);
      next.recover();
      try (StreamWriter writer = next.writer(0)) {
        writer.write(rows(2));
        next.commit(List.of(writer.prepare(2)));
      }
    }
    assertThat(topics.values("crash")).containsExactly(json(1), json(2));
    lost.close();
    crashed.close();
  }

  @Test
  void aPredecessorThatIsNotDeadCannotCommit() throws Exception {
    topics.create("zombie", 1);
    try (StreamTarget old = table("zombie", COLUMNS).streamTarget("job");
        StreamWriter writer = old.writer(0)) {
      old.recover();
      writer.write(rows(1));
      List<String> prepared = List.of(writer.prepare(1));
      try (StreamTarget next = table("zombie", COLUMNS).streamTarget("job")) {
        next.commit(prepared);
        next.recover();
        writer.write(rows(2));
        List<String> late = List.of(writer.prepare(2));
        assertThatThrownBy(() -> old.commit(late))
            .isInstanceOf(ThalwegException.class)
            .hasMessageContaining("zombie");
      }
    }
    assertThat(topics.values("zombie")).containsExactly(json(1));
  }

  @Test
  void aBrokerThatCrashesBetweenPreparationAndCommitLosesNothing() throws Exception {
    try (KafkaBroker own = KafkaBroker.start(directory);
        Topics there = new Topics(own)) {
      there.create("t", 1);
      Table table =
          Declarations.declare(
              new KafkaConnector(), "t", COLUMNS, "topic", "t", "bootstrap_servers", own.address());
      try (StreamTarget target = table.streamTarget("job");
          StreamWriter writer = target.writer(0)) {
        target.recover();
        writer.write(rows(1, 2));
        List<String> prepared = List.of(writer.prepare(1));
        own.kill();
        own.start();
        target.commit(prepared);
        writer.write(rows(3));
        target.commit(List.of(writer.prepare(2)));
      }
      assertThat(there.values("t")).containsExactly(json(1), json(2), json(3));
    }
  }

  @Test
  void withAKeyTheNewestRowStandsAndTheLastOneLeavesATombstone() throws Exception {
    topics.create("upsert", 1);
    Map<String, @Nullable String> latest = new LinkedHashMap<>();
    try (StreamTarget target = table("upsert", COLUMNS, "key", "id").streamTarget("job");
        StreamWriter writer = target.writer(0)) {
      assertThat(target.acceptsRetractions()).isTrue();
      writer.write(named(1, "a"));
      writer.write(named(2, "b"));
      writer.write(named(3, "c"));
      writer.write(named(3, "c").withWeights(new int[] {-1}));
      target.commit(List.of(writer.prepare(1)));
      writer.write(named(1, "x"));
      writer.write(named(1, "a").withWeights(new int[] {-1}));
      writer.write(named(2, "b").withWeights(new int[] {-1}));
      target.commit(List.of(writer.prepare(2)));
      writer.write(named(5, "a"));
      writer.write(named(5, "b"));
      assertThatThrownBy(() -> writer.prepare(3)).hasMessageContaining("unique by the key");
    }
    topics.read("upsert").forEach(message -> latest.put(message.key(), message.value()));
    assertThat(latest).containsOnlyKeys("1", "2");
    assertThat(latest.get("1")).isEqualTo("{\"id\":1,\"name\":\"x\"}");
    assertThat(latest.get("2")).isNull();
  }

  @Test
  void withoutAKeyNothingCanBeTakenBack() throws Exception {
    topics.create("append", 1);
    try (StreamTarget target = table("append", COLUMNS).streamTarget("job");
        StreamWriter writer = target.writer(0)) {
      assertThat(target.acceptsRetractions()).isFalse();
      assertThatThrownBy(() -> writer.write(rows(1).withWeights(new int[] {-1})))
          .hasMessageContaining("PRIMARY KEY");
    }
  }

  @Test
  void anInsertIsOneTransaction() throws Exception {
    topics.create("insert", 3);
    Table table = table("insert", COLUMNS);
    TableSink aborted = table.insert();
    aborted.write(rows(9));
    aborted.abort();
    TableSink sink = table.insert();
    sink.write(rows(1, 2));
    assertThat(topics.values("insert")).isEmpty();
    assertThat(sink.commit()).isEqualTo(2);
    assertThat(topics.values("insert")).containsExactlyInAnyOrder(json(1), json(2));
    assertThat(io.thalweg.connectors.TableReads.rows(table)).hasSize(2);
  }

  @Test
  void rowsThatMayComeTwiceAreThereAtOnce() throws Exception {
    topics.create("loose", 1);
    try (StreamTarget target =
            table("loose", COLUMNS, "delivery", "at_least_once").streamTarget("job");
        StreamWriter writer = target.writer(0)) {
      writer.write(rows(1));
      assertThat(writer.prepare(1)).isEmpty();
      assertThat(topics.values("loose")).containsExactly(json(1));
      target.commit(List.of());
    }
  }

  @Test
  void rawValuesAndKeysAreWrittenAsTheyAre() throws Exception {
    topics.create("raw", 1);
    Schema schema = Schema.of(column("_key", SimpleType.VARCHAR), column("v", SimpleType.VARCHAR));
    TableSink sink = table("raw", schema, "format", "raw").insert();
    sink.write(
        Batch.of(
            1,
            ColumnBuilder.of(SimpleType.VARCHAR, List.of("k")),
            ColumnBuilder.of(SimpleType.VARCHAR, List.of("plain"))));
    sink.commit();
    assertThat(topics.read("raw").getFirst().key()).isEqualTo("k");
    assertThat(topics.values("raw")).containsExactly("plain");
    Schema offset =
        Schema.of(column("_offset", SimpleType.BIGINT), column("v", SimpleType.VARCHAR));
    assertThatThrownBy(() -> table("raw", offset).insert()).hasMessageContaining("'_offset'");
    assertThatThrownBy(() -> table("raw", COLUMNS, "format", "debezium").streamTarget("j"))
        .hasMessageContaining("can only be read");
  }

  @Test
  void theOrderOfAWritersRowsIsKept() throws Exception {
    topics.create("order", 1);
    List<String> expected = new ArrayList<>();
    try (StreamTarget target = table("order", COLUMNS).streamTarget("job");
        StreamWriter writer = target.writer(0)) {
      for (int i = 0; i < 5000; i++) {
        expected.add(json(i));
      }
      writer.write(rows(IntStream.range(0, 5000).toArray()));
      target.commit(List.of(writer.prepare(1)));
    }
    assertThat(topics.values("order")).isEqualTo(expected);
  }
}
