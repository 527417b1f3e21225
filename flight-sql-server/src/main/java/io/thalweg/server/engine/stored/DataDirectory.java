package io.thalweg.server.engine.stored;

import io.thalweg.connectors.objectstore.FileStore;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import io.thalweg.exec.definition.DefinitionRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where one engine keeps what is to survive: definitions and checkpoints. Thread-safe.
///
/// A directory belongs to one engine at a time, which a lock on a file in it says. Without a
/// directory of the user's, checkpoints are kept in a temporary one, so that jobs can go on from
/// them after an error; it goes with the engine.
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Optional<Path> directory;
  private Optional<CheckpointStore> checkpoints = Optional.empty();
  private @Nullable FileChannel lockFile;
  private @Nullable Path temporary;
  private @Nullable CheckpointStore store;

  /// @param elsewhere where checkpoints go; empty: to the directory
  /// @throws ThalwegException INVALID_CONFIGURATION when another process has the directory, when it
  ///   cannot be written, or when there is no such place elsewhere
  public DataDirectory(Optional<Path> directory, Optional<StoreLocation> elsewhere) {
    this.directory = directory;
    directory.ifPresent(this::lock);
    try {
      this.checkpoints = elsewhere.map(StoreLocation::open);
    } catch (ThalwegException e) {
      close();
      throw e;
    }
  }

  private void lock(Path path) {
    FileLock lock = null;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = lockFile.tryLock();
    } catch (IOException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "the data directory " + path + " cannot be used: " + e,
          e);
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      close();
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "the data directory "
              + path
              + " is in use by another engine; end that one or name another directory");
    }
  }

  /// Definitions of one kind; empty when nothing is to outlive the engine.
  ///
  /// @param kind of the definitions: lower-case letters and `_`
  public <T> Optional<Definitions<T>> definitions(String kind, Class<T> type) {
    return directory.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Definitions<>(new DefinitionRegistry(store(), "definitions"), kind, type));
  }

  /// Where checkpoints are kept.
  public CheckpointStore checkpoints() {
    return checkpoints.orElseGet(this::store);
  }

  private synchronized CheckpointStore store() {
    CheckpointStore open = store;
    if (open == null) {
      open = new FileStore(directory.orElseGet(this::makeTemporary));
      store = open;
    }
    return open;
  }

  private Path makeTemporary() {
    try {
      Path made = Files.createTempDirectory("thalweg-jobs");
      temporary = made;
      return made;
    } catch (IOException e) {
      throw new ThalwegException(
          ErrorCode.FILE_WRITE_FAILED, "no temporary directory for checkpoints: " + e, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      checkpoints.ifPresent(CheckpointStore::close);
      if (store != null) {
        store.close();
      }
      if (lockFile != null) {
        lockFile.close();
      }
      if (temporary != null) {
        delete(temporary);
      }
    } catch (IOException e) {
      throw new ThalwegException(
          ErrorCode.FILE_WRITE_FAILED, "the engine's files cannot be closed: " + e, e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
