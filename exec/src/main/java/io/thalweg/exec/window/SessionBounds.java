package io.thalweg.exec.window;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.type.TimestampType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// `session_start` and `session_last`: the first and the last time of a row's session, in
/// partitions that are ordered by time. A session goes on as long as the next row is less than the
/// gap away, which is how far the frame reaches back. A row without a time is in none.
final class SessionBounds implements WindowFunction {
  private static final Set<String> FUNCTIONS = Set.of("session_start", "session_last");

  private final int time;
  private final boolean isStart;
  private final long gap;

  SessionBounds(Window node, WindowCall call) {
    this.time = call.call().arguments().getFirst();
    this.isStart = call.call().function().equals("session_start");
    this.gap = gap(node, call);
  }

  static boolean isSession(WindowCall call) {
    return FUNCTIONS.contains(call.call().function());
  }

  /// In the unit of the time column.
  static long gap(Window node, WindowCall call) {
    WindowFrame frame = call.frame();
    int column = call.call().arguments().getFirst();
    boolean ordered =
        !node.orderBy().isEmpty()
            && node.orderBy().getFirst().column() == column
            && !node.orderBy().getFirst().descending();
    Object length = frame.start().offset().map(Literal::value).orElse(null);
    if (!ordered
        || !(length instanceof Duration distance)
        || !(node.input().schema().type(column) instanceof TimestampType type)) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          call.call().function()
              + "(t) needs OVER (… ORDER BY t RANGE BETWEEN INTERVAL '…' PRECEDING AND CURRENT"
              + " ROW), the interval being the gap that ends a session");
    }
    return type.isNanos() ? distance.toNanos() : TimeUnit.NANOSECONDS.toMicros(distance.toNanos());
  }

  @Override
  public Column compute(PartitionedRows rows, MemoryReservation scratch) {
    FlatColumn flat = rows.rows().column(time).flatten();
    if (!(flat instanceof LongColumn column)) {
      throw new IllegalStateException("times of layout " + flat.layout());
    }
    int count = rows.count();
    long[] times = column.values();
    long[] bounds = new long[count];
    long[] validity = Bits.allSet(count);
    for (int p = 0; p < rows.partitions(); p++) {
      int first = rows.partitionStart(p);
      int end = rows.partitionEnd(p);
      for (int row = first; row < end; row++) {
        if (column.isNull(row)) {
          Bits.clear(validity, row);
          first = row + 1;
        } else if (row + 1 == end || column.isNull(row + 1) || times[row + 1] - times[row] >= gap) {
          java.util.Arrays.fill(bounds, first, row + 1, isStart ? times[first] : times[row]);
          first = row + 1;
        }
      }
    }
    return new LongColumn(count, bounds, validity);
  }
}
