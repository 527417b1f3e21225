package io.thalweg.core.port;

import java.util.List;
import java.util.Optional;

/// Durable objects by key: where checkpoints and definitions are kept. A directory, a bucket, or a
/// map in tests.
///
/// Thread-safe; shared by processes. All methods may block. An object is never seen half-written,
/// and what has been put is there after a crash. Keys are `/`-separated names of lower-case
/// letters, digits, `-`, `_` and `.` (see [#isKey]); no key is a directory of another one. Objects
/// are small enough for an array.
///
/// Every method throws a coded error when the store refuses: DISK_FULL, PERMISSION_DENIED,
/// FILE_WRITE_FAILED, FILE_UNREADABLE, CONNECTION_FAILED. After a failed put the object may or may
/// not be there.
public interface CheckpointStore extends AutoCloseable {

  /// Where it is, for messages: `file:///var/lib/thalweg`.
  String location();

  /// Puts an object, replacing what has the key.
  void put(String key, byte[] content);

  /// Puts an object unless the key is taken; of several at once exactly one succeeds.
  ///
  /// @return whether this call put it; false leaves the object as it was
  boolean putIfAbsent(String key, byte[] content);

  /// @param maxBytes a larger object is refused before anything is read
  /// @return the object; empty when there is none
  /// @throws io.thalweg.core.error.ThalwegException CHECKPOINT_CORRUPT for a larger one
  Optional<byte[]> get(String key, long maxBytes);

  /// All objects whose key begins with `prefix`, by key.
  List<Entry> list(String prefix);

  /// Removes an object; does nothing when there is none.
  void delete(String key);

  @Override
  default void close() {}

  /// One object of a listing.
  record Entry(String key, long bytes) {}

  /// Whether `key` is one that every store takes: no empty, `.` or `..` segment, at most 900
  /// characters.
  static boolean isKey(String key) {
    if (key.isEmpty() || key.length() > 900) {
      return false;
    }
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty() || segment.startsWith(".")) {
        return false;
      }
      for (int i = 0; i < segment.length(); i++) {
        char c = segment.charAt(i);
        if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0)) {
          return false;
        }
      }
    }
    return true;
  }
}
