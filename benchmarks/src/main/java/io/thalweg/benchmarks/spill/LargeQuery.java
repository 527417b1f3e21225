package io.thalweg.benchmarks.spill;

/// Queries whose state grows with their input. Their answers are short, so that it is the state
/// that is large, and change with every row of it.
enum LargeQuery {
  /// Both sides of the join are kept, with long texts.
  JOIN(
      """
      SELECT b.auction % 1000 AS part, count(*) AS pairs, sum(b.price * a.initial_bid % 1009) AS sums,
        max(b.extra || a.item_name) AS last_text
      FROM %1$sbid b JOIN %1$sauction a ON b.auction = a.id
      GROUP BY b.auction % 1000"""),

  /// A group per auction and bidder, of which there are nearly as many as bids.
  AGGREGATE(
      """
      SELECT auction % 1000 AS part, count(*) AS pairs, sum(bids * bids) AS sums,
        sum(best % 1009) AS best, max(last_url) AS last_text
      FROM (SELECT auction, bidder, count(*) AS bids, max(price) AS best, max(url) AS last_url
        FROM %1$sbid GROUP BY auction, bidder)
      GROUP BY auction % 1000"""),

  /// Both, one above the other.
  JOIN_AND_AGGREGATE(
      """
      SELECT auction % 1000 AS part, count(*) AS pairs, sum(bids * bids) AS sums,
        sum(best % 1009) AS best, max(last_text) AS last_text
      FROM (
        SELECT b.auction, b.bidder, a.seller, count(*) AS bids, max(b.price) AS best,
          max(b.extra || a.item_name) AS last_text
        FROM %1$sbid b JOIN %1$sauction a ON b.auction = a.id
        GROUP BY b.auction, b.bidder, a.seller)
      GROUP BY auction % 1000""");

  private final String sql;

  LargeQuery(String sql) {
    this.sql = sql;
  }

  /// The query over tables whose names begin so.
  String over(String prefix) {
    return sql.replace("%1$s", prefix);
  }
}
