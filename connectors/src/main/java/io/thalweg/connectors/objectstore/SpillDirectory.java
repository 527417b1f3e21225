package io.thalweg.connectors.objectstore;

import io.thalweg.core.port.SpillStorage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Spill files of one process below a directory that processes may share. Thread-safe.
///
/// A process has a directory of its own in it, and beside that a file that it keeps locked for as
/// long as it lives. What belongs to an unlocked file is left over from a process that is gone, and
/// is removed by the next one. Nothing is made before the first file is.
///
/// ```
/// base/run-7f3a….lock
/// base/run-7f3a…/query-1/1.spill
/// ```
public final class SpillDirectory implements SpillStorage, AutoCloseable {
  private static final String PREFIX = "run-";
  private static final String LOCK = ".lock";

  private final Path base;
  private final AtomicLong queries = new AtomicLong();
  private @Nullable Run run;
  private boolean closed;

  /// What this process has.
  private record Run(Path directory, Path lockFile, FileChannel lock) {}

  public SpillDirectory(Path base) {
    this.base = base.toAbsolutePath().normalize();
  }

  /// Removes what dead processes have left. What cannot be removed stays.
  public void removeLeftovers() {
    if (!Files.isDirectory(base)) {
      return;
    }
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(base, PREFIX + "*" + LOCK)) {
      for (Path lock : locks) {
        removeIfUnlocked(lock);
      }
    } catch (IOException e) {
      // Somebody else's files, or gone in the meantime: they are in nobody's way.
      return;
    }
  }

  private static void removeIfUnlocked(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        String name = lockFile.getFileName().toString();
        removeAll(lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length())));
        Files.deleteIfExists(lockFile);
      }
    } catch (OverlappingFileLockException e) {
      // This process's own.
      return;
    }
  }

  @Override
  public Area open(long limitBytes) {
    return new SpillArea(this, "query-" + queries.incrementAndGet(), limitBytes);
  }

  /// The directory of this process.
  synchronized Path directory() {
    if (closed) {
      throw new IllegalStateException("the spill directory is closed");
    }
    Run own = run;
    try {
      while (own == null) {
        own = begin();
        run = own;
      }
      return own.directory();
    } catch (IOException e) {
      throw StoreErrors.unwritable("the spill directory '" + base + "'", e);
    }
  }

  /// Null when somebody took the new lock file for a leftover, or the base for forgotten.
  private @Nullable Run begin() throws IOException {
    Files.createDirectories(base);
    String name = PREFIX + UUID.randomUUID();
    Path lockFile = base.resolve(name + LOCK);
    FileChannel lock;
    try {
      lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    if (lock.tryLock() == null || !Files.exists(lockFile)) {
      lock.close();
      return null;
    }
    Path directory = Files.createDirectory(base.resolve(name));
    return new Run(directory, lockFile, lock);
  }

  /// Removes a directory with all that is in it; what cannot be removed stays.
  static void removeAll(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(each);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // There is none, or the next process has to do it.
      return;
    }
  }

  /// Removes the directory of this process.
  @Override
  public synchronized void close() {
    closed = true;
    Run own = run;
    if (own == null) {
      return;
    }
    run = null;
    removeAll(own.directory());
    try {
      Files.deleteIfExists(own.lockFile());
      own.lock().close();
      // Unless others have something there.
      Files.deleteIfExists(base);
    } catch (IOException e) {
      // The base is used by others; the lock ends with the process at the latest.
      return;
    }
  }
}
