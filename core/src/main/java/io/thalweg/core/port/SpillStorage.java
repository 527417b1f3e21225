package io.thalweg.core.port;

/// Local files for what queries have no memory for: a directory, or maps in tests. Nothing in it
/// outlives its owner. Thread-safe.
@FunctionalInterface
public interface SpillStorage {

  /// Room for one query. Takes nothing yet.
  ///
  /// @param limitBytes the most its files may have together
  Area open(long limitBytes);

  /// What one query has on disk. Thread-safe; closing it removes all its files, which are no longer
  /// in use then.
  interface Area extends AutoCloseable {

    /// A new file without bytes. May block.
    ///
    /// @throws io.thalweg.core.error.ThalwegException FILE_WRITE_FAILED, PERMISSION_DENIED,
    ///   DISK_FULL
    File create();

    /// The bytes of all files there are.
    long usedBytes();

    /// Must not fail.
    @Override
    void close();
  }

  /// A file that only grows. Used by one thread at a time; once finished, read by any. Closing it
  /// removes it, the second time without effect.
  interface File extends AutoCloseable {

    /// Adds bytes at the end. May block.
    ///
    /// @return where they begin
    /// @throws io.thalweg.core.error.ThalwegException SPILL_LIMIT_EXCEEDED, DISK_FULL,
    ///   FILE_WRITE_FAILED; what was added before is still there
    long append(byte[] bytes);

    /// Nothing will be added any more: gives back what adding takes.
    void finish();

    /// The `length` bytes from `offset` on, which have been added. May block.
    ///
    /// @throws io.thalweg.core.error.ThalwegException FILE_UNREADABLE
    byte[] read(long offset, int length);

    /// The bytes that were added.
    long bytes();

    /// Must not fail.
    @Override
    void close();
  }
}
