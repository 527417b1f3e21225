package io.thalweg.connectors.files.source;

import java.nio.file.Path;

/// One state of a file; what was learnt of it stays true while the stamp is the same.
///
/// @param modified nanos since 1970
/// @param identity the file system's own number of the file, or empty
public record FileStamp(Path path, long size, long modified, String identity) {

  /// How people name the file in errors: the path as it was asked for.
  public String name() {
    return path.toString();
  }

  /// The last part of the path.
  public String shortName() {
    return String.valueOf(path.getFileName());
  }
}
