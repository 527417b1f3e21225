package io.thalweg.benchmarks.crash;

import io.thalweg.benchmarks.crash.Input.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the jobs have to answer, from what was sent, said in plain loops. Rows as texts, fields
/// with commas between.
final class Expected {
  private final Map<Input, List<Row>> rows = new HashMap<>();

  /// @param sent by input and partition
  Expected(Map<Input, List<List<Row>>> sent) {
    sent.forEach(
        (input, partitions) -> {
          List<Row> kept = new ArrayList<>();
          partitions.forEach(partition -> addInTime(partition, kept));
          rows.put(input, kept);
        });
  }

  private static void addInTime(List<Row> partition, List<Row> kept) {
    long greatest = Long.MIN_VALUE;
    for (Row row : partition) {
      if (greatest == Long.MIN_VALUE || row.millis() >= greatest - Input.DELAY_MILLIS) {
        kept.add(row);
      }
      greatest = Math.max(greatest, row.millis());
    }
  }

  private List<Row> of(Input input) {
    return rows.getOrDefault(input, List.of());
  }

  List<String> answer(Output output) {
    return switch (output) {
      case WINDOWS -> windows();
      case PAID -> paid();
      case DISTINCT -> distinct();
      case CUSTOMERS -> customers();
    };
  }

  private List<String> windows() {
    Map<String, long[]> sums = new HashMap<>();
    for (Row order : of(Input.ORDERS)) {
      // The windows of the last rows are never over.
      if (order.id() >= 0) {
        add(sums, Math.floorDiv(order.millis(), 1000) * 1000 + "," + order.first(), order);
      }
    }
    return texts(sums);
  }

  private List<String> customers() {
    Map<String, long[]> sums = new HashMap<>();
    of(Input.ORDERS).forEach(order -> add(sums, Long.toString(order.first()), order));
    return texts(sums);
  }

  private static void add(Map<String, long[]> sums, String key, Row order) {
    long[] sum = sums.computeIfAbsent(key, _ -> new long[2]);
    sum[0]++;
    sum[1] += order.second();
  }

  private static List<String> texts(Map<String, long[]> sums) {
    List<String> texts = new ArrayList<>();
    sums.forEach((key, sum) -> texts.add(key + "," + sum[0] + "," + sum[1]));
    return texts;
  }

  private List<String> paid() {
    Map<Long, List<Row>> orders = new HashMap<>();
    of(Input.ORDERS)
        .forEach(order -> orders.computeIfAbsent(order.id(), _ -> new ArrayList<>()).add(order));
    List<String> pairs = new ArrayList<>();
    for (Row payment : of(Input.PAYMENTS)) {
      for (Row order : orders.getOrDefault(payment.first(), List.of())) {
        long after = payment.millis() - order.millis();
        if (after >= 0 && after <= Output.PAID_WITHIN_MILLIS) {
          pairs.add(
              order.id() + "," + payment.id() + "," + order.second() + "," + payment.second());
        }
      }
    }
    return pairs;
  }

  private List<String> distinct() {
    Set<String> texts = new LinkedHashSet<>();
    for (Row event : of(Input.EVENTS)) {
      texts.add(event.id() + "," + event.first() + "," + event.second() + "," + event.millis());
    }
    return List.copyOf(texts);
  }
}
