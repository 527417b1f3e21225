package io.thalweg.jdbc.spi;

/// How far a query is.
///
/// @param rows rows read from tables so far
/// @param bytes bytes read so far
/// @param percent 0..100, or -1 when unknown
public record QueryProgress(long rows, long bytes, double percent) {
  public static final QueryProgress UNKNOWN = new QueryProgress(0, 0, -1);
}
