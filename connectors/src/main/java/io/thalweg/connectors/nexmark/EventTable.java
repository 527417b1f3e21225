package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.generator.Draw;
import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.generator.LetterBlock;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.SimpleType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is the same for a table of any size: which events are its rows, and its columns.
enum EventTable {
  PERSON(
      0,
      EventIds.PERSONS,
      true,
      List.of(
          EventColumn.number("id", event -> EventIds.lastPerson(event) + EventIds.FIRST_ID),
          EventColumn.word("name", 1, Words.NAMES),
          EventColumn.text("email_address", 2, 20, EventTable::email),
          EventColumn.text("credit_card", 3, 19, EventTable::card),
          EventColumn.word("city", 4, Words.CITIES),
          EventColumn.word("state", 5, Words.STATES),
          EventColumn.time(EventTable.TIME),
          EventColumn.letters(EventTable.EXTRA, 6, 103, 155))),

  AUCTION(
      EventIds.PERSONS,
      EventIds.AUCTIONS,
      true,
      List.of(
          EventColumn.number("id", event -> EventIds.lastAuction(event) + EventIds.FIRST_ID),
          EventColumn.letters("item_name", 11, 3, 20),
          EventColumn.letters("description", 12, 3, 100),
          EventColumn.drawn("initial_bid", 13, 1e8, (event, draw) -> price(event, draw)),
          EventColumn.chosen(
              "reserve", 13, (event, bid, more) -> price(event, bid) + price(event, more)),
          EventColumn.time(EventTable.TIME),
          EventTable.expires(),
          EventColumn.chosen("seller", 16, EventTable::seller),
          EventColumn.drawn("category", 18, 5, (event, draw) -> 10 + draw.below(event, 5)),
          EventColumn.letters(EventTable.EXTRA, 19, 305, 457))),

  BID(
      EventIds.PERSONS + EventIds.AUCTIONS,
      EventIds.BIDS,
      false,
      List.of(
          EventColumn.chosen("auction", 21, EventTable::auction),
          EventColumn.chosen("bidder", 23, EventTable::bidder),
          EventColumn.drawn("price", 25, 1e8, (event, draw) -> price(event, draw)),
          EventTable.channel("channel"),
          EventTable.channel("url"),
          EventColumn.time(EventTable.TIME),
          EventColumn.letters(EventTable.EXTRA, 28, 54, 82)));

  /// The event-time column of every table.
  static final String TIME = "date_time";

  private static final String EXTRA = "extra";

  private final int place;
  private final int perBlock;
  private final boolean keyed;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final List<EventColumn> columns;

  EventTable(int place, int perBlock, boolean keyed, List<EventColumn> columns) {
    this.place = place;
    this.perBlock = perBlock;
    this.keyed = keyed;
    this.columns = List.copyOf(columns);
  }

  /// The table of this name, in whatever case.
  static Optional<EventTable> named(String name) {
    return Arrays.stream(values()).filter(t -> t.sqlName().equalsIgnoreCase(name)).findFirst();
  }

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The place of its first row among the events of a block.
  int place() {
    return place;
  }

  /// Its rows per block.
  int perBlock() {
    return perBlock;
  }

  /// Whether the first column is unique.
  boolean isKeyed() {
    return keyed;
  }

  List<EventColumn> columns() {
    return columns;
  }

  /// Rows among the first `events` events.
  double rows(long events) {
    long blocks = events / EventIds.BLOCK;
    long rest = events - blocks * EventIds.BLOCK;
    return (double) blocks * perBlock + Math.clamp(rest - place, 0, perBlock);
  }

  private static long price(long event, Draw draw) {
    return Prices.price(draw.bits(event));
  }

  private static long seller(long event, Draw choice, Draw draw) {
    return choice.below(event, 4) > 0
        ? EventIds.hot(EventIds.lastPerson(event))
        : EventIds.person(event, draw);
  }

  private static long bidder(long event, Draw choice, Draw draw) {
    return choice.below(event, 4) > 0
        ? EventIds.hot(EventIds.lastPerson(event)) + 1
        : EventIds.person(event, draw);
  }

  private static long auction(long event, Draw choice, Draw draw) {
    return choice.below(event, 2) > 0
        ? EventIds.hot(EventIds.lastAuction(event))
        : EventIds.auction(event, draw);
  }

  private static EventColumn expires() {
    return new EventColumn(
        Field.required("expires", EventColumn.TIME),
        Double.POSITIVE_INFINITY,
        (clock, seed, events, count) -> {
          Draw draw = Draw.of(seed, 15);
          long[] values = new long[count];
          for (int i = 0; i < count; i++) {
            values[i] = expiry(clock, events[i], draw);
          }
          return new LongColumn(count, values, null);
        });
  }

  /// An auction lasts at most twice the time until as many others have begun as are in flight.
  private static long expiry(EventClock clock, long event, Draw draw) {
    long others = EventIds.IN_FLIGHT * EventIds.BLOCK / EventIds.AUCTIONS;
    long begun = clock.micros(event);
    long horizonMillis = (clock.micros(event + others) - begun) / 1000;
    return begun + (1 + draw.below(event, Math.max(2 * horizonMillis, 1))) * 1000;
  }

  /// Channel or url; both come from one draw, because a channel has one url. Half of the bids come
  /// over the hot ones.
  private static EventColumn channel(String name) {
    return new EventColumn(
        Field.required(name, SimpleType.VARCHAR),
        Words.HOT_CHANNELS + Words.CHANNELS,
        (_, seed, events, count) -> {
          Draw hot = Draw.of(seed, 26);
          Draw draw = Draw.of(seed, 27);
          int[] rows = new int[count];
          for (int i = 0; i < count; i++) {
            rows[i] =
                hot.below(events[i], 2) > 0
                    ? (int) draw.below(events[i], Words.HOT_CHANNELS)
                    : Words.HOT_CHANNELS + (int) draw.below(events[i], Words.CHANNELS);
          }
          return channelTexts(name).gather(rows, count);
        });
  }

  private static BytesColumn channelTexts(String name) {
    return name.equals("url") ? Words.Channels.URLS : Words.Channels.NAMES;
  }

  private static int email(long event, long bits, byte[] target, int at) {
    int end = LetterBlock.put(bits, 3 + (int) (bits >>> 60) % 5, target, at);
    target[end++] = '@';
    end = LetterBlock.put(bits >>> 20, 3 + (int) (bits >>> 56 & 15) % 3, target, end);
    target[end] = '.';
    target[end + 1] = 'c';
    target[end + 2] = 'o';
    target[end + 3] = 'm';
    return end + 4;
  }

  /// Four groups of four digits.
  private static int card(long event, long bits, byte[] target, int at) {
    int end = at;
    for (int group = 0; group < 4; group++) {
      int number = (int) (bits >>> 16 * group & 0xFFFF) % 10_000;
      for (int digit = 3; digit >= 0; digit--) {
        target[end + digit] = (byte) ('0' + number % 10);
        number /= 10;
      }
      end += 4;
      if (group < 3) {
        target[end++] = ' ';
      }
    }
    return end;
  }

  /// The columns of a scan, made for some events.
  static List<Column> make(
      List<EventColumn> columns, EventClock clock, long seed, long[] events, int count) {
    return columns.stream()
        .<Column>map(column -> column.maker().make(clock, seed, events, count))
        .toList();
  }
}
