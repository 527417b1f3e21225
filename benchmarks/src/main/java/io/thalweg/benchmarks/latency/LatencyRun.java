package io.thalweg.benchmarks.latency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// What a client sees of one continuous query: each row's time of arrival against the time of the
/// event in its last column. Both clocks are the machine's. Used by one thread.
final class LatencyRun {
  private static final String EPOCH = "_epoch";
  private static final long NONE = Long.MIN_VALUE;

  private final Latencies latencies = new Latencies();
  private final long warmUp;
  private long measuredFrom = NONE;
  private long epochs;
  private long epoch = NONE;
  private long firstEvent;
  private long firstArrival;
  private long lastEvent = NONE;
  private long lastArrival;
  private long longestGap;

  /// @param warmUp micros behind the first row that are not measured
  LatencyRun(long warmUp) {
    this.warmUp = warmUp;
  }

  /// Reads to the end.
  void read(ResultSet result) throws SQLException {
    boolean changes = result.getMetaData().getColumnName(1).equals(EPOCH);
    int time = result.getMetaData().getColumnCount();
    while (result.next()) {
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      if (!changes) {
        arrived(now, event(result, time));
      } else if (result.getLong(2) > 0) {
        enter(result.getLong(1));
        arrived(now, event(result, time));
      }
    }
  }

  private static long event(ResultSet result, int column) throws SQLException {
    LocalDateTime time = result.getObject(column, LocalDateTime.class);
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
  }

  private void enter(long next) {
    if (next != epoch) {
      epoch = next;
      epochs++;
    }
  }

  private void arrived(long now, long event) {
    if (measuredFrom == NONE) {
      measuredFrom = now + warmUp;
    }
    if (event < measuredFrom) {
      return;
    }
    if (latencies.count() == 0) {
      firstEvent = event;
      firstArrival = now;
    } else {
      longestGap = Math.max(longestGap, now - lastArrival);
    }
    lastArrival = now;
    lastEvent = Math.max(lastEvent, event);
    latencies.add(now - event);
  }

  /// Of the rows behind the warm-up, in micros.
  Latencies latencies() {
    return latencies;
  }

  /// Epochs that rows came in; 0 when the rows do not say.
  long epochs() {
    return epochs;
  }

  /// The longest time without a row, in micros.
  long longestGap() {
    return longestGap;
  }

  /// Event time per time: 1 when the query keeps up with its source.
  double pace() {
    return lastArrival == firstArrival
        ? 0
        : (double) (lastEvent - firstEvent) / (lastArrival - firstArrival);
  }
}
