package io.thalweg.benchmarks.tpch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// The changes of one of the eight tables, epoch by epoch; the same seed makes the same ones. Used
/// by one thread.
///
/// Rows come in slices, by key: each epoch brings the next slice, some slices go again, some of
/// those come back, and some rows get other values.
final class TpchChanges {
  private final Feed feed;
  private final String source;
  private final int slices;
  private final Random random;
  private final TreeSet<Integer> present = new TreeSet<>();
  private final TreeSet<Integer> gone = new TreeSet<>();
  private int next;

  /// A table and how its rows change.
  ///
  /// @param key of the rows' slice
  /// @param assignments of UPDATE
  private record Feed(String table, String key, List<String> assignments) {}

  private static final List<Feed> FEEDS =
      List.of(
          new Feed("region", "r_regionkey", List.of("r_name = 'ASIA'", "r_comment = 'changed'")),
          new Feed("nation", "n_nationkey", List.of("n_regionkey = (n_regionkey + 1) % 5")),
          new Feed(
              "supplier",
              "s_suppkey",
              List.of("s_acctbal = s_acctbal + 10", "s_nationkey = (s_nationkey + 1) % 25")),
          new Feed(
              "customer",
              "c_custkey",
              List.of("c_acctbal = c_acctbal - 50", "c_mktsegment = 'BUILDING'")),
          new Feed(
              "part", "p_partkey", List.of("p_size = p_size % 50 + 1", "p_brand = 'Brand#23'")),
          new Feed(
              "partsupp",
              "ps_partkey",
              List.of("ps_supplycost = ps_supplycost + 1", "ps_availqty = ps_availqty - 7")),
          new Feed(
              "orders",
              "o_orderkey",
              List.of(
                  "o_totalprice = o_totalprice + 1",
                  "o_orderdate = o_orderdate + INTERVAL '1' DAY",
                  "o_orderstatus = 'F'")),
          new Feed(
              "lineitem",
              "l_orderkey",
              List.of(
                  "l_quantity = l_quantity + 1",
                  "l_shipdate = l_shipdate + INTERVAL '1' DAY",
                  "l_receiptdate = l_commitdate",
                  "l_discount = 0.05")));

  /// @param source the table whose rows come
  private TpchChanges(Feed feed, String source, int slices, Random random) {
    this.feed = feed;
    this.source = source;
    this.slices = slices;
    this.random = random;
  }

  /// Those of all eight tables.
  ///
  /// @param schema of the catalog `tpch` whose rows come
  /// @param slices in so many epochs all rows have come
  static List<TpchChanges> all(String schema, int slices, long seed) {
    Random random = new Random(seed);
    return FEEDS.stream()
        .map(
            feed ->
                new TpchChanges(
                    feed,
                    "tpch.\"" + schema + "\"." + feed.table(),
                    slices,
                    new Random(random.nextLong())))
        .toList();
  }

  String table() {
    return feed.table();
  }

  /// Makes the table, without rows.
  String create() {
    return "CREATE TABLE " + feed.table() + " AS SELECT * FROM " + source + " WHERE FALSE";
  }

  /// The statements of the next epoch.
  List<String> epoch() {
    List<String> statements = new ArrayList<>();
    if (next < slices) {
      statements.add(insert(next++));
    }
    if (!gone.isEmpty() && random.nextInt(2) == 0) {
      int slice = any(gone);
      gone.remove(slice);
      statements.add(insert(slice));
    }
    if (random.nextInt(2) == 0) {
      String assignment = feed.assignments().get(random.nextInt(feed.assignments().size()));
      statements.add(
          "UPDATE " + feed.table() + " SET " + assignment + " WHERE " + in(any(present)));
    }
    if (random.nextInt(3) == 0) {
      int slice = any(present);
      present.remove(slice);
      gone.add(slice);
      statements.add("DELETE FROM " + feed.table() + " WHERE " + in(slice));
    }
    return statements;
  }

  private String insert(int slice) {
    present.add(slice);
    return "INSERT INTO " + feed.table() + " SELECT * FROM " + source + " WHERE " + in(slice);
  }

  private String in(int slice) {
    return feed.key() + " % " + slices + " = " + slice;
  }

  private int any(Set<Integer> some) {
    return some.stream().skip(random.nextInt(Math.max(1, some.size()))).findFirst().orElse(0);
  }
}
