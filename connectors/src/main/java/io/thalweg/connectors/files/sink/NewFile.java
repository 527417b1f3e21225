package io.thalweg.connectors.files.sink;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that is written beside its target under another name and moved there on [#commit]. Used
/// by one thread at a time.
public final class NewFile {
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;

  /// @throws ThalwegException FILE_WRITE_FAILED when the directory is missing or not writable
  public NewFile(Path target) {
    this.target = target;
    @Nullable Path name = target.getFileName();
    if (name == null || Files.isDirectory(target)) {
      throw new ThalwegException(
          ErrorCode.FILE_WRITE_FAILED, "'" + target + "' is a directory; name a file in it");
    }
    @Nullable Path parent = target.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new ThalwegException(
          ErrorCode.FILE_WRITE_FAILED,
          "'" + target + "' cannot be written: there is no directory '" + parent + "'; create it");
    }
    this.temporary = target.resolveSibling("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      this.channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw FileErrors.unwritable(target, e);
    }
  }

  public Path target() {
    return target;
  }

  /// What the content is written to; closed by [#commit] or [#abort].
  public FileChannel channel() {
    return channel;
  }

  /// Makes the file durable and lets it appear under its name, replacing what was there.
  public void commit() {
    try {
      channel.force(true);
      channel.close();
      move();
    } catch (IOException e) {
      abort();
      throw FileErrors.unwritable(target, e);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Removes what was written. Does nothing after a commit.
  public void abort() {
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw FileErrors.unwritable(target, e);
    }
  }
}
