package io.thalweg.benchmarks.latency;

import java.util.List;

/// A query of the suite whose last column says which event completed the row.
enum LatencyQuery {
  /// Each row is one event.
  Q1(
      "the bid",
      """
      SELECT auction, bidder, 0.908 * price AS price, extra, date_time
      FROM paced_bid
      """),

  /// A row is a count; it is true since its newest bid.
  Q5(
      "the newest bid it counts",
      """
      SELECT bids.auction, bids.num, bids.starttime, bids.endtime, bids.newest
      FROM (
        SELECT
          auction, count(*) AS num, max(date_time) AS newest,
          window_start AS starttime, window_end AS endtime
        FROM TABLE(
          HOP(TABLE paced_bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
        GROUP BY auction, window_start, window_end
      ) AS bids
      JOIN (
        SELECT max(counts.num) AS most, counts.starttime, counts.endtime
        FROM (
          SELECT count(*) AS num, window_start AS starttime, window_end AS endtime
          FROM TABLE(
            HOP(TABLE paced_bid, DESCRIPTOR(date_time), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
          GROUP BY auction, window_start, window_end
        ) AS counts
        GROUP BY counts.starttime, counts.endtime
      ) AS top
      ON bids.starttime = top.starttime AND bids.endtime = top.endtime AND bids.num >= top.most
      """),

  /// A row is known when both have come: the person and her first auction of the window.
  Q8(
      "the later of person and auction",
      """
      SELECT
        p.id, p.name, p.starttime, CASE WHEN p.came > a.sold THEN p.came ELSE a.sold END AS newest
      FROM (
        SELECT
          id, name, min(date_time) AS came, window_start AS starttime, window_end AS endtime
        FROM TABLE(TUMBLE(TABLE paced_person, DESCRIPTOR(date_time), INTERVAL '10' SECOND))
        GROUP BY id, name, window_start, window_end
      ) AS p
      JOIN (
        SELECT seller, min(date_time) AS sold, window_start AS starttime, window_end AS endtime
        FROM TABLE(TUMBLE(TABLE paced_auction, DESCRIPTOR(date_time), INTERVAL '10' SECOND))
        GROUP BY seller, window_start, window_end
      ) AS a
      ON p.id = a.seller AND p.starttime = a.starttime AND p.endtime = a.endtime
      """);

  /// The tables the queries read.
  static final List<String> TABLES = List.of("person", "auction", "bid");

  private final String shows;
  private final String sql;

  LatencyQuery(String shows, String sql) {
    this.shows = shows;
    this.sql = sql;
  }

  String shows() {
    return shows;
  }

  String sql() {
    return sql;
  }

  /// For people, such as `q5`.
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
