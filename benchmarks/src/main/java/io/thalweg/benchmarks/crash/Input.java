package io.thalweg.benchmarks.crash;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The topics that jobs read. A row of each has an id, a number or two, and a time.
enum Input {
  /// Orders of customers.
  ORDERS("orders", "customer", "amount"),
  /// Payments of orders.
  PAYMENTS("payments", "order_id", "amount"),
  /// Events, many of them sent twice.
  EVENTS("events", "kind", "points");

  /// Rows so much below the greatest time before them in their partition are late.
  static final long DELAY_MILLIS = 2_000;

  static final int PARTITIONS = 2;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private final String topic;
  private final String first;
  private final String second;

  Input(String topic, String first, String second) {
    this.topic = topic;
    this.first = first;
    this.second = second;
  }

  /// @param millis since 1970
  record Row(long id, long first, long second, long millis) {}

  String topic() {
    return topic;
  }

  String declaration(String kafka) {
    return """
        CREATE TABLE %s (id BIGINT, %s BIGINT, %s BIGINT, ts TIMESTAMP(3),
          WATERMARK FOR ts AS ts - INTERVAL '%d' SECOND)
        WITH (%s, topic = '%s', format = 'json')"""
        .formatted(topic, first, second, DELAY_MILLIS / 1000, kafka, topic);
  }

  String json(Row row) {
    return "{\"id\":%d,\"%s\":%d,\"%s\":%d,\"ts\":\"%s\"}"
        .formatted(row.id(), first, row.first(), second, row.second(), time(row.millis()));
  }

  static String time(long millis) {
    return TIME.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000) * 1_000_000, ZoneOffset.UTC));
  }
}
