package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.generator.Pace;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.port.Clock;
import java.util.List;

/// Makes the rows of one split: the table's events in every `splits`-th block of 50.
///
/// Marks are at the same event numbers in all tables and splits: the one after `k * epochEvents`
/// comes when every row before that event has been handed out, and before all later ones.
final class EventReader implements SplitReader {
  /// Rows per step, so that one step stays below a millisecond.
  private static final int STEP_ROWS = 2048;

  private final EventTable table;
  private final List<EventColumn> columns;
  private final EventSequence sequence;
  private final EventClock clock;
  private final Pace pace;
  private final long[] events;
  private final long startMicros;
  private long rowsLeft;
  private long next;
  private long nextMark;

  /// @param columns of the table, in the order of the scan
  /// @param limit the most rows
  EventReader(
      EventTable table,
      List<EventColumn> columns,
      EventSequence sequence,
      EventPosition position,
      Clock wallClock,
      int batchRows,
      long limit) {
    this.table = table;
    this.columns = columns;
    this.sequence = sequence;
    this.startMicros = position.startMicros();
    this.clock = new EventClock(startMicros, sequence.rate());
    this.pace =
        sequence.startMicros().isEmpty()
            ? Pace.byEventTime(wallClock, clock)
            : Pace.fromFirst(wallClock, clock);
    this.events = new long[Math.min(batchRows, STEP_ROWS)];
    this.rowsLeft = limit;
    this.next = position.next();
    this.nextMark = position.nextMark();
  }

  @Override
  public Progress read() {
    if (nextMark <= Math.min(next, sequence.events())) {
      nextMark += sequence.epochEvents();
      return Progress.Mark.INSTANCE;
    }
    if (next >= sequence.events() || rowsLeft == 0) {
      return Progress.Finished.INSTANCE;
    }
    long end = Math.min(sequence.events(), nextMark);
    if (sequence.paced()) {
      long due = pace.due(next);
      if (next >= due) {
        return new Progress.Pending(pace.ready(next, due));
      }
      end = Math.min(end, due);
    }
    int count = fill(end);
    return new Progress.Rows(
        Batch.of(count, EventTable.make(columns, clock, sequence.seed(), events, count)));
  }

  /// Takes the numbers of the next events below `end`; at least one.
  private int fill(long end) {
    int most = (int) Math.min(events.length, rowsLeft);
    int count = 0;
    long event = next;
    long blockEnd = event / EventIds.BLOCK * EventIds.BLOCK + table.place() + table.perBlock();
    long skip = (long) sequence.splits() * EventIds.BLOCK;
    while (count < most && event < end) {
      events[count++] = event++;
      if (event == blockEnd) {
        event += skip - table.perBlock();
        blockEnd += skip;
      }
    }
    next = event;
    rowsLeft -= count;
    return count;
  }

  @Override
  public String position() {
    return new EventPosition(next, nextMark, startMicros).text();
  }

  @Override
  public boolean hasPassed(String end) {
    return next >= Long.parseLong(end);
  }

  @Override
  public void close() {
    rowsLeft = 0;
  }
}
