package io.thalweg.connectors.files.parquet.read;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Ranges of a row group's rows that are known not to be wanted.
public final class ExcludedRows {
  public static final ExcludedRows NONE = new ExcludedRows(new long[0], new long[0]);

  /// Disjoint, ascending, with gaps.
  private final long[] from;

  private final long[] to;

  private ExcludedRows(long[] from, long[] to) {
    this.from = from;
    this.to = to;
  }

  /// Rows `from..to)`.
  public record Range(long from, long to) {
    public static final Range ALL = new Range(0, Long.MAX_VALUE);
  }

  public static ExcludedRows of(List<Range> ranges) {
    long[] from = new long[ranges.size()];
    long[] to = new long[ranges.size()];
    int count = 0;
    for (Range range : ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
      if (count > 0 && range.from() <= to[count - 1]) {
        to[count - 1] = Math.max(to[count - 1], range.to());
      } else {
        from[count] = range.from();
        to[count++] = range.to();
      }
    }
    return new ExcludedRows(Arrays.copyOf(from, count), Arrays.copyOf(to, count));
  }

  /// The row behind the excluded range that holds `row`; `row` itself when it is not excluded.
  public long next(long row) {
    int at = Arrays.binarySearch(from, row);
    int range = at >= 0 ? at : -at - 2;
    return range >= 0 && row < to[range] ? to[range] : row;
  }
}
