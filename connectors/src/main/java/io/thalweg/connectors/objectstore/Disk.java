package io.thalweg.connectors.objectstore;

import java.io.IOException;
import java.nio.file.Path;

/// What a directory store does to the disk, step by step, so that a test can stop at each of them
/// and forget what was not made durable.
interface Disk {

  /// Makes a directory whose parent is there; does nothing when it is there itself.
  void createDirectory(Path directory) throws IOException;

  /// Writes a new file and makes its content, not its name, durable.
  void write(Path file, byte[] content) throws IOException;

  /// Gives a file a second name.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when the name is taken
  void link(Path name, Path file) throws IOException;

  /// Gives a file another name, replacing what has it.
  void rename(Path from, Path to) throws IOException;

  /// Removes a name; does nothing when there is none.
  void delete(Path file) throws IOException;

  /// Makes the names in a directory durable.
  void sync(Path directory) throws IOException;
}
