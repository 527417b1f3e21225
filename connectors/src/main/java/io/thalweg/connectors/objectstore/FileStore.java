package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.CheckpointStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Objects as files below a directory; their keys are their paths. Thread-safe; processes on one
/// machine may share it.
///
/// An object is written under a temporary name, made durable, given its name (by rename, or by a
/// hard link where the name must be free), and then the directory is made durable. Temporary names
/// begin with a dot and are no objects; those that a dead process left are removed after a day.
public final class FileStore implements CheckpointStore {
  private static final long FORGOTTEN_MILLIS = 86_400_000;

  private final Path root;
  private final Disk disk;

  /// Opens a directory and makes it when it is missing.
  public FileStore(Path root) {
    this(root, new LocalDisk());
    removeForgotten();
  }

  FileStore(Path root, Disk disk) {
    this.root = root.toAbsolutePath().normalize();
    this.disk = disk;
  }

  /// A change of the disk.
  private interface Change<T> {
    T make() throws IOException;
  }

  @Override
  public String location() {
    return root.toUri().toString();
  }

  @Override
  public void put(String key, byte[] content) {
    change(
        key,
        target -> {
          Path temporary = write(target, content);
          try {
            disk.rename(temporary, target);
          } catch (IOException e) {
            throw withoutTemporary(temporary, e);
          }
          return true;
        });
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    return change(
        key,
        target -> {
          Path temporary = write(target, content);
          boolean free = true;
          try {
            disk.link(target, temporary);
          } catch (FileAlreadyExistsException _) {
            free = false;
          } catch (IOException e) {
            throw withoutTemporary(temporary, e);
          }
          disk.delete(temporary);
          return free;
        });
  }

  /// A put of a target file.
  private interface Put {
    boolean into(Path target) throws IOException;
  }

  /// Runs a put between making the directories and making their names durable. A name that is taken
  /// is made durable as well: whoever is told of it may rely on it.
  private boolean change(String key, Put put) {
    Path target = path(key);
    return run(
        target,
        () -> {
          Path directory = Objects.requireNonNull(target.getParent());
          createDirectories(directory);
          boolean done = put.into(target);
          disk.sync(directory);
          return done;
        });
  }

  private Path write(Path target, byte[] content) throws IOException {
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      disk.write(temporary, content);
      return temporary;
    } catch (IOException e) {
      throw withoutTemporary(temporary, e);
    }
  }

  private IOException withoutTemporary(Path temporary, IOException failure) {
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void createDirectories(@Nullable Path directory) throws IOException {
    if (directory == null || Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    createDirectories(parent);
    disk.createDirectory(directory);
    if (parent != null) {
      disk.sync(parent);
    }
  }

  @Override
  public Optional<byte[]> get(String key, long maxBytes) {
    Path file = path(key);
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > maxBytes) {
        throw new ThalwegException(
            ErrorCode.CHECKPOINT_CORRUPT,
            "'" + key + "' has " + size + " bytes where at most " + maxBytes + " were expected");
      }
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(size));
      while (content.hasRemaining() && channel.read(content) >= 0) {
        // Reads on.
      }
      byte[] read = content.array();
      return Optional.of(
          content.hasRemaining() ? java.util.Arrays.copyOf(read, content.position()) : read);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw StoreErrors.unreadable("the file '" + file + "'", e);
    }
  }

  @Override
  public List<Entry> list(String prefix) {
    Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    if (!start.startsWith(root)) {
      throw new IllegalArgumentException("'" + prefix + "' leaves the store");
    }
    List<Entry> entries = new ArrayList<>();
    visit(
        start,
        (file, bytes) -> {
          String key = root.relativize(file).toString().replace('\\', '/');
          if (key.startsWith(prefix) && CheckpointStore.isKey(key)) {
            entries.add(new Entry(key, bytes));
          }
        });
    entries.sort(Comparator.comparing(Entry::key));
    return entries;
  }

  /// Told of each file.
  private interface Visit {
    void file(Path file, long bytes) throws IOException;
  }

  private static void visit(Path start, Visit visit) {
    try {
      Files.walkFileTree(
          start,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()) {
                visit.file(file, attributes.size());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
    } catch (IOException e) {
      throw StoreErrors.unreadable("the directory '" + start + "'", e);
    }
  }

  @Override
  public void delete(String key) {
    Path file = path(key);
    run(
        file,
        () -> {
          disk.delete(file);
          return true;
        });
  }

  private void removeForgotten() {
    run(
        root,
        () -> {
          createDirectories(root);
          return true;
        });
    long before = System.currentTimeMillis() - FORGOTTEN_MILLIS;
    visit(
        root,
        (file, _) -> {
          String name = file.getFileName().toString();
          boolean temporary = name.startsWith(".") && name.endsWith(".tmp");
          if (temporary && Files.getLastModifiedTime(file).toMillis() < before) {
            disk.delete(file);
          }
        });
  }

  private Path path(String key) {
    if (!CheckpointStore.isKey(key)) {
      throw new IllegalArgumentException("'" + key + "' is no key");
    }
    return root.resolve(key);
  }

  private static <T> T run(Path file, Change<T> change) {
    try {
      return change.make();
    } catch (IOException e) {
      throw StoreErrors.unwritable("the file '" + file + "'", e);
    }
  }
}
