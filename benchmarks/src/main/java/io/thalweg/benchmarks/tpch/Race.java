package io.thalweg.benchmarks.tpch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a query on both engines in turn; who goes first alternates, so that a round gives one pair.
///
/// @param duckdb absent to run ours alone
record Race(Connection thalweg, @Nullable Connection duckdb, int rounds) {
  /// They warm the cache, which keeps what is asked for twice.
  private static final int WARM_UPS = 3;

  /// Rounds over all queries until a process has compiled their loops: with fewer, the first
  /// queries of a race are timed beside the compiler.
  private static final int WARM_PASSES = 8;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// One execution, until the last row has been read.
  ///
  /// @param cpuMillis of all threads of the process: those of the other engine idle meanwhile
  record Time(double millis, double cpuMillis) {}

  /// @param theirs in the order of `ours`; empty without a peer
  record Times(List<Time> ours, List<Time> theirs) {}

  /// Lets both engines get used to all queries.
  void warm(List<TpchQuery> queries) throws SQLException {
    for (int pass = 0; pass < WARM_PASSES; pass++) {
      for (TpchQuery query : queries) {
        time(thalweg, query);
        if (duckdb != null) {
          time(duckdb, query);
        }
      }
    }
  }

  Times of(TpchQuery query) throws SQLException {
    Times times = new Times(new ArrayList<>(), new ArrayList<>());
    for (int round = -WARM_UPS; round < rounds; round++) {
      boolean oursFirst = round % 2 != 0;
      if (oursFirst) {
        run(thalweg, query, round, times.ours);
      }
      if (duckdb != null) {
        run(duckdb, query, round, times.theirs);
      }
      if (!oursFirst) {
        run(thalweg, query, round, times.ours);
      }
    }
    return times;
  }

  private static void run(Connection engine, TpchQuery query, int round, List<Time> times)
      throws SQLException {
    Time time = time(engine, query);
    if (round >= 0) {
      times.add(time);
    }
  }

  private static Time time(Connection connection, TpchQuery query) throws SQLException {
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query.sql())) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= columns; i++) {
          result.getObject(i);
        }
      }
    }
    return new Time((System.nanoTime() - start) / 1e6, (PROCESS.getProcessCpuTime() - cpu) / 1e6);
  }
}
