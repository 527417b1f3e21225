package io.thalweg.exec.runtime;

import io.thalweg.core.data.Batch;

/// What a session may set for one query.
///
/// @param memoryLimitBytes the most the query may reserve
/// @param parallelism tasks of a parallel fragment
/// @param batchRows the most rows of a batch
/// @param spill whether state may leave memory
/// @param columnCache whether scans may take columns from a cache and keep them in it
public record QueryOptions(
    long memoryLimitBytes,
    int parallelism,
    int batchRows,
    SpillOptions spill,
    boolean columnCache) {
  private static final int MAX_PARALLELISM = 256;
  private static final int MAX_BATCH_ROWS = 1 << 16;

  /// No limit but the process's; one task per core; the default batch.
  public static final QueryOptions DEFAULT =
      new QueryOptions(
          Long.MAX_VALUE, Runtime.getRuntime().availableProcessors(), Batch.DEFAULT_ROWS);

  public QueryOptions {
    if (memoryLimitBytes < 0) {
      throw new IllegalArgumentException("memory limit of " + memoryLimitBytes + " bytes");
    }
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException("parallelism is 1.." + MAX_PARALLELISM);
    }
    if (batchRows < 1 || batchRows > MAX_BATCH_ROWS) {
      throw new IllegalArgumentException("batch rows are 1.." + MAX_BATCH_ROWS);
    }
  }

  /// State leaves memory when that runs short.
  public QueryOptions(long memoryLimitBytes, int parallelism, int batchRows) {
    this(memoryLimitBytes, parallelism, batchRows, SpillOptions.DEFAULT);
  }

  /// With the column cache.
  public QueryOptions(long memoryLimitBytes, int parallelism, int batchRows, SpillOptions spill) {
    this(memoryLimitBytes, parallelism, batchRows, spill, true);
  }

  public QueryOptions withMemoryLimit(long bytes) {
    return new QueryOptions(bytes, parallelism, batchRows, spill, columnCache);
  }

  public QueryOptions withParallelism(int tasks) {
    return new QueryOptions(memoryLimitBytes, tasks, batchRows, spill, columnCache);
  }

  public QueryOptions withBatchRows(int rows) {
    return new QueryOptions(memoryLimitBytes, parallelism, rows, spill, columnCache);
  }

  public QueryOptions withSpill(SpillOptions other) {
    return new QueryOptions(memoryLimitBytes, parallelism, batchRows, other, columnCache);
  }
}
