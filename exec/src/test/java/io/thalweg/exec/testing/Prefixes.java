package io.thalweg.exec.testing;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What answers over prefixes of a changelog have in common.
public final class Prefixes {
  private Prefixes() {}

  /// The rows that are over: all of them once the input has ended.
  ///
  /// @param column whose time, and so many micros, the watermark has to have reached
  public static List<List<@Nullable Object>> over(
      ChangelogHarness.Prefix prefix,
      List<List<@Nullable Object>> rows,
      int column,
      long lagMicros) {
    List<List<@Nullable Object>> over = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      boolean isOver =
          row.get(column) instanceof LocalDateTime time
              && time.toInstant(ZoneOffset.UTC).toEpochMilli() * 1000
                      + time.getNano() / 1000 % 1000
                      + lagMicros
                  <= prefix.watermark().orElse(Long.MIN_VALUE);
      if (isOver || prefix.ended()) {
        over.add(row);
      }
    }
    return over;
  }
}
