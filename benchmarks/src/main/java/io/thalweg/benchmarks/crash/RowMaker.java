package io.thalweg.benchmarks.crash;

import io.thalweg.benchmarks.crash.Input.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// Makes rows from a seed: in steps, each an order, and often a payment and an event. Some are out
/// of order, some late, some come twice. Used by one thread.
///
/// Times are multiples of 100 ms, so that rows meet the edges of windows, intervals and lateness.
final class RowMaker {
  /// Time of the first step.
  static final long START = 1_767_225_600_000L;

  static final int CUSTOMERS = 40;

  private static final int GRID_MILLIS = 100;
  private static final int LATEST_MILLIS = 10_000;
  private static final int PAYMENT_MILLIS = 12_000;
  private static final int KINDS = 7;
  private static final int AMOUNTS = 1_000;
  private static final int REPEATED_WITHIN = 400;

  private final Random random;
  private final int perSecond;
  private final List<Row> orders = new ArrayList<>();
  private final Deque<Row> again = new ArrayDeque<>();
  private long step;
  private long payments;
  private long events;

  /// A row on its way to a partition.
  record Made(Input input, int partition, Row row) {}

  /// @param perSecond steps per second of event time
  RowMaker(long seed, int perSecond) {
    this.random = new Random(seed);
    this.perSecond = perSecond;
  }

  List<Made> step() {
    long now = START + step++ * 1000 / perSecond;
    List<Made> made = new ArrayList<>();
    Row order = new Row(orders.size(), random.nextInt(CUSTOMERS), amount(), time(now));
    orders.add(order);
    add(made, Input.ORDERS, order);
    if (random.nextInt(100) == 0) {
      add(made, Input.ORDERS, order);
    }
    if (random.nextInt(4) > 0) {
      add(made, Input.PAYMENTS, new Row(payments++, recentOrder(), amount(), time(now)));
    }
    if (again.size() > REPEATED_WITHIN || (!again.isEmpty() && random.nextInt(4) == 0)) {
      add(made, Input.EVENTS, again.removeFirst());
    } else {
      Row event = new Row(events++, random.nextInt(KINDS), amount(), time(now));
      add(made, Input.EVENTS, event);
      again.addLast(event);
    }
    if (again.size() > 1 && random.nextInt(3) == 0) {
      again.addLast(again.removeFirst());
    }
    return made;
  }

  private void add(List<Made> made, Input input, Row row) {
    made.add(new Made(input, random.nextInt(Input.PARTITIONS), row));
  }

  /// Rows behind all others, in every partition: what waits for the watermark leaves.
  List<Made> last() {
    long end = START + step * 1000 / perSecond + 3_600_000;
    List<Made> made = new ArrayList<>();
    for (Input input : Input.values()) {
      for (int partition = 0; partition < Input.PARTITIONS; partition++) {
        made.add(new Made(input, partition, new Row(-1 - partition, -1, 0, end)));
      }
    }
    return made;
  }

  private long amount() {
    return random.nextInt(AMOUNTS);
  }

  private long recentOrder() {
    int recent = Math.min(orders.size(), PAYMENT_MILLIS * perSecond / 1000);
    return orders.get(orders.size() - 1 - random.nextInt(recent)).id();
  }

  private long time(long now) {
    int kind = random.nextInt(100);
    long behind =
        kind < 2
            ? random.nextLong(LATEST_MILLIS)
            : kind < 30 ? random.nextLong(Input.DELAY_MILLIS + GRID_MILLIS) : 0;
    return Math.floorDiv(now - behind, GRID_MILLIS) * GRID_MILLIS;
  }
}
