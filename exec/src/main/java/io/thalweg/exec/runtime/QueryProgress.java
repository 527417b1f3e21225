package io.thalweg.exec.runtime;

import java.util.OptionalDouble;

/// How far the scans of a query are.
///
/// @param rows rows read from tables, after pushed filters
/// @param bytes estimated bytes read, from the splits' estimates
/// @param splitsDone splits read to their end
/// @param splitsTotal splits known; grows while they are listed
/// @param listed whether all scans know their splits
public record QueryProgress(
    long rows, long bytes, long splitsDone, long splitsTotal, boolean listed) {

  /// 0..100, once it can be said.
  public OptionalDouble percent() {
    return listed && splitsTotal > 0
        ? OptionalDouble.of(100.0 * splitsDone / splitsTotal)
        : OptionalDouble.empty();
  }
}
