package io.thalweg.exec.scan;

import io.thalweg.core.connector.SplitReader;

/// Told by the scans of a query how far they are. Thread-safe; implemented by the runtime.
public interface ScanProgress {

  /// A scan exists; its splits are not known yet.
  void scanStarted();

  /// A scan knows its splits.
  void splitsListed(int splits);

  void rowsRead(int rows);

  /// Rows came behind the watermark and were dropped.
  void rowsLate(int rows);

  /// Rows could not be read and were left out.
  void rowsSkipped(int rows);

  void splitDone(long bytes);

  /// A reader is open whose source may be away for a while, see [SplitReader#trouble].
  default void opened(SplitReader reader) {}

  /// It is closed.
  default void closed(SplitReader reader) {}
}
