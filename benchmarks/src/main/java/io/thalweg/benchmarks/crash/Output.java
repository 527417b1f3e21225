package io.thalweg.benchmarks.crash;

import java.nio.file.Path;
import java.util.List;

/// What the jobs write, each by one of the same name.
enum Output {
  /// Orders and amounts by customer and second, when the second is over; to a topic.
  WINDOWS(
      "windows",
      "window_start TIMESTAMP(3), customer BIGINT, orders BIGINT, amount BIGINT",
      """
      SELECT window_start, customer, count(*), CAST(sum(amount) AS BIGINT)
      FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' SECOND))
      GROUP BY window_start, window_end, customer EMIT ON WATERMARK"""),
  /// Orders and the payments that come in time; to a topic.
  PAID(
      "paid",
      "order_id BIGINT, payment_id BIGINT, amount BIGINT, paid BIGINT",
      """
      SELECT o.id, p.id, o.amount, p.amount FROM orders AS o JOIN payments AS p
      ON p.order_id = o.id AND p.ts BETWEEN o.ts AND o.ts + INTERVAL '10' SECOND"""),
  /// Events, each once; to Parquet files.
  DISTINCT(
      "distinct_events",
      "id BIGINT, kind BIGINT, points BIGINT, ts TIMESTAMP(3)",
      "SELECT DISTINCT id, kind, points, ts FROM events"),
  /// Orders and amounts by customer so far; to a topic that is a table.
  CUSTOMERS(
      "customers",
      "customer BIGINT, orders BIGINT, amount BIGINT, PRIMARY KEY (customer)",
      "SELECT customer, count(*), CAST(sum(amount) AS BIGINT) FROM orders GROUP BY customer");

  /// How much later than an order a payment of it counts.
  static final long PAID_WITHIN_MILLIS = 10_000;

  private final String table;
  private final String columns;
  private final String query;

  Output(String table, String columns, String query) {
    this.table = table;
    this.columns = columns;
    this.query = query;
  }

  /// Its name, which is also that of its topic.
  String table() {
    return table;
  }

  String job() {
    return table + "_job";
  }

  boolean isTopic() {
    return this != DISTINCT;
  }

  /// The statements that declare the table and start the job.
  ///
  /// @param kafka options that every topic needs
  /// @param files where Parquet files go
  List<String> statements(String kafka, Path files) {
    String where =
        isTopic()
            ? kafka + ", topic = '" + table + "', format = 'json'"
            : "connector = 'files', path = '" + files + "', format = 'parquet'";
    return List.of(
        "CREATE TABLE " + table + " (" + columns + ") WITH (" + where + ")",
        "CREATE JOB "
            + job()
            + " AS INSERT INTO "
            + table
            + " SELECT STREAM "
            + query.replaceFirst("SELECT ", ""));
  }
}
