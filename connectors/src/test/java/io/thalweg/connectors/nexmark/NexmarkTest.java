package io.thalweg.connectors.nexmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.connectors.StreamReads;
import io.thalweg.connectors.StreamReads.Change;
import io.thalweg.connectors.TableReads;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.SplitReader.Progress;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NexmarkTest {
  private final HandClock clock = new HandClock();
  private final NexmarkConnector connector = new NexmarkConnector(clock);

  private Table declared(String table, String... options) {
    return declared(table, Schema.EMPTY, options);
  }

  private Table declared(String table, Schema schema, String... options) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    return connector.declareTable(
        new TableDeclaration(
            new TableHandle("memory", "main", table, Map.of()),
            schema,
            Optional.empty(),
            List.of(),
            texts));
  }

  @ParameterizedTest
  @CsvSource({"person, 200", "auction, 600", "bid, 9200"})
  void ofFiftyEventsOneIsAPersonThreeAreAuctionsAndTheRestBids(String name, int rows) {
    Table table = declared(name, "events", "10000");
    assertThat(TableReads.rows(table)).hasSize(rows);
    assertThat(table.statistics().rowCount()).hasValue(rows);
  }

  @Test
  void theFirstBidStaysWhatItIs() {
    assertThat(firstRow("bid").subList(0, 4))
        .containsExactly(1000L, 1001L, 5_480_447L, "channel-6726");
    assertThat(TableReads.rows(declared("bid", "events", "5"))).containsExactly(firstRow("bid"));
  }

  private List<@Nullable Object> firstRow(String table) {
    return TableReads.rows(declared(table, "events", "1000")).getFirst();
  }

  @Test
  void personsAndAuctionsAreNumberedFromAThousand() {
    List<List<@Nullable Object>> persons = TableReads.rows(declared("person", "events", "500"));
    List<List<@Nullable Object>> auctions =
        TableReads.rows(declared("auction", "events", "500", "splits", "1"));
    assertThat(persons.stream().map(List::getFirst).sorted())
        .containsExactly(1000L, 1001L, 1002L, 1003L, 1004L, 1005L, 1006L, 1007L, 1008L, 1009L);
    assertThat(auctions).hasSize(30);
    for (int i = 0; i < auctions.size(); i++) {
      assertThat(auctions.get(i).getFirst()).isEqualTo(1000L + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"person", "auction", "bid"})
  void anEventIsTheSameInEverySplitAndProjection(String name) {
    Table one = declared(name, "events", "20011", "splits", "1", "seed", "7");
    Table many = declared(name, "events", "20011", "splits", "7", "seed", "7");
    List<List<@Nullable Object>> rows = TableReads.rows(one);
    assertThat(TableReads.rows(many)).containsExactlyInAnyOrderElementsOf(rows);
    for (int i = 0; i < one.schema().size(); i++) {
      int column = i;
      ScanRequest only = new ScanRequest(List.of(column), List.of(), OptionalLong.empty(), 100);
      assertThat(TableReads.rows(one, only))
          .isEqualTo(rows.stream().map(row -> row.subList(column, column + 1)).toList());
    }
  }

  @Test
  void seedsMakeDifferentBidsOfTheSameTimes() {
    List<List<@Nullable Object>> one = TableReads.rows(declared("bid", "events", "500"));
    List<List<@Nullable Object>> other =
        TableReads.rows(declared("bid", "events", "500", "seed", "1"));
    assertThat(one).doesNotContainAnyElementsOf(other);
    assertThat(other.stream().map(row -> row.get(5)).toList())
        .isEqualTo(one.stream().map(row -> row.get(5)).toList());
  }

  @Test
  void timePassesAtTheRate() {
    List<List<@Nullable Object>> bids =
        TableReads.rows(declared("bid", "events", "1000", "rate", "100", "splits", "1"));
    LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
    assertThat(bids.getFirst().get(5)).isEqualTo(start.plusNanos(40_000_000));
    assertThat(bids.getLast().get(5)).isEqualTo(start.plusSeconds(9).plusNanos(990_000_000));
  }

  @Test
  void bidsHaveTheDistributionsOfTheSuite() {
    List<List<@Nullable Object>> bids =
        TableReads.rows(declared("bid", "events", "100000", "splits", "1"));
    int hotAuction = 0;
    int hotBidder = 0;
    int hotChannel = 0;
    double logarithms = 0;
    long padding = 0;
    for (int i = 0; i < bids.size(); i++) {
      List<@Nullable Object> bid = bids.get(i);
      long event = i / 46 * 50 + 4 + i % 46;
      hotAuction += bid.get(0).equals(EventIds.hot(EventIds.lastAuction(event))) ? 1 : 0;
      hotBidder += bid.get(1).equals(EventIds.hot(EventIds.lastPerson(event)) + 1) ? 1 : 0;
      hotChannel += ((String) bid.get(3)).startsWith("channel-") ? 0 : 1;
      assertThat((long) bid.get(2)).isBetween(100L, 100_000_000L);
      logarithms += Math.log10((long) bid.get(2) / 100.0);
      padding += ((String) bid.get(6)).length();
    }
    double rows = bids.size();
    assertThat(hotAuction / rows).isCloseTo(0.5, within(0.02));
    assertThat(hotBidder / rows).isCloseTo(0.75, within(0.02));
    assertThat(hotChannel / rows).isCloseTo(0.5, within(0.01));
    assertThat(logarithms / rows).isCloseTo(3, within(0.02));
    assertThat(padding / rows).isCloseTo(68, within(0.3));
  }

  @Test
  void auctionsReferToPeopleWhoAreActive() {
    List<List<@Nullable Object>> auctions =
        TableReads.rows(declared("auction", "events", "200000", "splits", "1"));
    for (int i = 0; i < auctions.size(); i++) {
      List<@Nullable Object> auction = auctions.get(i);
      long newest = i / 3 + 1000L;
      assertThat((long) auction.get(7)).isBetween(newest - 1100, newest + 10);
      assertThat((long) auction.get(8)).isBetween(10L, 14L);
      assertThat((long) auction.get(4)).isGreaterThan((long) auction.get(3));
      assertThat((LocalDateTime) auction.get(6))
          .isAfter((LocalDateTime) auction.get(5))
          .isBefore(((LocalDateTime) auction.get(5)).plusNanos(340_000_000));
    }
  }

  @ParameterizedTest
  @CsvSource({"person, 1", "auction, 3", "bid, 4", "bid, 1"})
  void theRowsBeforeAMarkAreThoseOfAsManyEvents(String name, int splits) {
    Table table =
        declared(name, "events", "1000", "epoch_events", "130", "splits", Integer.toString(splits));
    ScanRequest request = StreamReads.all(table);
    List<SplitReader> readers = new ArrayList<>();
    StreamReads.stream(table)
        .splits(request)
        .forEach(split -> readers.add(StreamReads.open(table, split, "", request)));
    List<List<@Nullable Object>> soFar = new ArrayList<>();
    for (int events = 130; events < 1000; events += 130) {
      readers.forEach(reader -> add(StreamReads.available(table, reader, true), soFar));
      assertThat(soFar)
          .containsExactlyInAnyOrderElementsOf(
              TableReads.rows(declared(name, "events", Integer.toString(events))));
    }
    readers.forEach(reader -> add(StreamReads.available(table, reader, false), soFar));
    assertThat(soFar)
        .containsExactlyInAnyOrderElementsOf(TableReads.rows(declared(name, "events", "1000")));
  }

  private static void add(List<Change> changes, List<List<@Nullable Object>> rows) {
    changes.forEach(change -> rows.add(change.row()));
  }

  @Test
  void aStreamGoesOnAtAnyPosition() {
    Table table = declared("auction", "events", "777", "epoch_events", "100", "splits", "2");
    ScanRequest request = TableReads.request(List.of(0, 5), List.of(), OptionalLong.empty(), 5);
    for (Split split : StreamReads.stream(table).splits(request)) {
      List<Progress> whole = new ArrayList<>();
      List<String> positions = new ArrayList<>(List.of(""));
      try (SplitReader reader = StreamReads.open(table, split, "", request)) {
        read(reader, whole, positions);
      }
      for (int i = 0; i < whole.size(); i++) {
        List<Progress> rest = new ArrayList<>();
        try (SplitReader reader = StreamReads.open(table, split, positions.get(i), request)) {
          read(reader, rest, new ArrayList<>());
        }
        assertThat(rest.stream().map(NexmarkTest::text).toList())
            .isEqualTo(whole.subList(i, whole.size()).stream().map(NexmarkTest::text).toList());
      }
    }
  }

  private static void read(SplitReader reader, List<Progress> to, List<String> positions) {
    Progress progress;
    do {
      progress = reader.read();
      to.add(progress);
      positions.add(reader.position());
    } while (progress != Progress.Finished.INSTANCE);
  }

  private static String text(Progress progress) {
    return switch (progress) {
      case Progress.Rows rows ->
          java.util.Arrays.toString(
              java.util.Arrays.copyOf(
                  ((io.thalweg.core.data.LongColumn) rows.batch().column(0)).values(),
                  rows.batch().length()));
      case Progress.Mark _ -> "mark";
      case Progress.Pending _ -> "pending";
      case Progress.Finished _ -> "finished";
    };
  }

  @Test
  void aPacedStreamHandsOutWhatIsDue() {
    Table table = declared("bid", "rate", "1000", "paced", "true", "splits", "1");
    ScanRequest request = StreamReads.all(table);
    Split split = StreamReads.stream(table).splits(request).getFirst();
    try (SplitReader reader = StreamReads.open(table, split, "", request)) {
      assertThat(StreamReads.available(table, reader, false)).hasSize(1);
      clock.micros += 99_000;
      assertThat(StreamReads.available(table, reader, false)).hasSize(45 + 46);
      assertThat(reader.read()).isInstanceOf(Progress.Pending.class);
    }
  }

  @Test
  void aStreamThatStartsNowHasTheTimesOfTheWallClock() {
    Table table =
        declared("bid", "rate", "1000", "paced", "true", "splits", "1", "start_time", "now");
    ScanRequest request = StreamReads.all(table);
    Split split = StreamReads.stream(table).splits(request).getFirst();
    clock.micros = 1_800_000_000_250_000L;
    try (SplitReader reader = StreamReads.open(table, split, "", request)) {
      List<Change> due = StreamReads.available(table, reader, false);
      assertThat(due).hasSize(5 * 46);
      assertThat(due.getLast().row().get(5))
          .isEqualTo(LocalDateTime.parse("2027-01-15T08:00:00.249"));
    }
  }

  @Test
  void whatHasNoEndIsReadWithALimitOrAsAStream() {
    Table table = declared("bid");
    assertThatThrownBy(() -> TableReads.rows(table))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("SELECT STREAM");
    assertThat(table.facts().bounded()).isFalse();
    ScanRequest limited = TableReads.request(table, OptionalLong.of(10));
    assertThat(TableReads.rows(table, limited)).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void factsNameKeyOrderAndWatermark() {
    assertThat(declared("person").facts().uniqueKeys()).containsExactly(java.util.Set.of(0));
    assertThat(declared("bid").facts().uniqueKeys()).isEmpty();
    assertThat(declared("bid").facts().watermark()).contains(new WatermarkSpec(5, 4_000_000));
  }

  @Test
  void columnsCanBeNamedInAnyOrder() {
    Schema two =
        Schema.of(
            Field.nullable("PRICE", SimpleType.BIGINT),
            Field.nullable("auction", SimpleType.BIGINT));
    List<@Nullable Object> row = TableReads.rows(declared("bid", two, "events", "5")).getFirst();
    assertThat(row).containsExactly(firstRow("bid").get(2), firstRow("bid").get(0));
    assertThat(declared("bid", two).facts().watermark()).isEmpty();
    Schema wrong = Schema.of(Field.nullable("price", SimpleType.DOUBLE));
    assertThatThrownBy(() -> declared("bid", wrong)).hasMessageContaining("price DOUBLE");
  }

  @Test
  void unknownOptionsAndValuesAreRefused() {
    assertThatThrownBy(() -> declared("bid", "event", "5"))
        .isInstanceOf(ThalwegException.class)
        .hasMessageContaining("epoch_events, events, paced, rate, seed, splits, start_time, table");
    assertThatThrownBy(() -> declared("bid", "table", "offer"))
        .hasMessageContaining("person, auction or bid");
    assertThatThrownBy(() -> declared("bid", "start_time", "soon"))
        .hasMessageContaining("a time as");
  }

  @ParameterizedTest
  @CsvSource({"e1m, 1000000", "E10K, 10000", "e25, 25", "e2b, 2000000000", "e1500000, 1500000"})
  void schemasSpellTheNumberOfEvents(String schema, long events) {
    assertThat(NexmarkCatalog.events(schema)).hasValue(events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"e", "e0", "em", "main", "e1x", "e1234567m", "e-1"})
  void otherSchemasAreUnknown(String schema) {
    assertThat(connector.createCatalog("nexmark", Map.of()).tables(schema)).isEmpty();
  }

  @Test
  void aHandleFindsItsTableAgain() {
    var catalog = connector.createCatalog("nexmark", Map.of());
    Table table = catalog.table("e10k", "BID").orElseThrow();
    assertThat(TableReads.rows(catalog.table(table.handle()))).hasSize(9200);
    assertThat(catalog.schemas().getFirst()).isEqualTo("e1m");
  }

  /// Set by hand.
  private static final class HandClock implements Clock {
    private long micros;

    @Override
    public long epochMicros() {
      return micros;
    }

    @Override
    public long nanoTime() {
      return micros * 1000;
    }
  }
}
