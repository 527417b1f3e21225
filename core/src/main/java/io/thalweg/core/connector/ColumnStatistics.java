package io.thalweg.core.connector;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What is known of one column.
///
/// @param distinct distinct values that are not NULL, estimated
/// @param nullFraction 0..1
/// @param min smallest value in the Java form of [io.thalweg.core.data.Values]; a true lower bound
///   when present
/// @param max largest value; a true upper bound when present
/// @param averageBytes of one value
public record ColumnStatistics(
    OptionalDouble distinct,
    OptionalDouble nullFraction,
    @Nullable Object min,
    @Nullable Object max,
    OptionalDouble averageBytes) {
  public static final ColumnStatistics UNKNOWN =
      new ColumnStatistics(
          OptionalDouble.empty(), OptionalDouble.empty(), null, null, OptionalDouble.empty());
}
