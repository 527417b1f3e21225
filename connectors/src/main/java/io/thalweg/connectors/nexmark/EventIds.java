package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.generator.Draw;

/// Who and what exists at an event, by the proportions of the suite: of 50 events the first is a
/// person, the next three are auctions, the rest are bids. Stateless; numbers count from 0, ids
/// from [#FIRST_ID].
final class EventIds {
  static final int BLOCK = 50;
  static final int PERSONS = 1;
  static final int AUCTIONS = 3;
  static final int BIDS = BLOCK - PERSONS - AUCTIONS;
  static final long FIRST_ID = 1000;
  static final long IN_FLIGHT = 100;
  private static final long ACTIVE_PEOPLE = 1000;
  private static final long LEAD = 10;
  private static final long HOT_EVERY = 100;

  private EventIds() {}

  /// The number of the newest person at an event.
  static long lastPerson(long event) {
    return event / BLOCK;
  }

  /// The number of the newest auction at an event; -1 before the first.
  static long lastAuction(long event) {
    long block = event / BLOCK;
    long place = event - block * BLOCK;
    return block * AUCTIONS + Math.min(place, AUCTIONS) - 1;
  }

  /// The id of the person or auction that is popular while `last` is the newest one.
  static long hot(long last) {
    return last / HOT_EVERY * HOT_EVERY + FIRST_ID;
  }

  /// The id of one of the people who are active at an event, or who come soon.
  static long person(long event, Draw draw) {
    long people = lastPerson(event) + 1;
    long active = Math.min(people, ACTIVE_PEOPLE);
    return people - active + draw.below(event, active + LEAD) + FIRST_ID;
  }

  /// The id of one of the auctions in flight at an event, or of one that comes soon.
  static long auction(long event, Draw draw) {
    long last = lastAuction(event);
    long first = Math.max(last - IN_FLIGHT, 0);
    return first + draw.below(event, last - first + 1 + LEAD) + FIRST_ID;
  }
}
