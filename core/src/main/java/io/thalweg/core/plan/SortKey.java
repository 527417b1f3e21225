package io.thalweg.core.plan;

/// One column of an order.
///
/// @param column ordinal of the input
public record SortKey(int column, boolean descending, boolean nullsFirst) {
  public static SortKey ascending(int column) {
    return new SortKey(column, false, false);
  }

  @Override
  public String toString() {
    return "$"
        + column
        + (descending ? " DESC" : " ASC")
        + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }
}
