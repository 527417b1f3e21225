package io.thalweg.connectors.objectstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The machine's disk.
final class LocalDisk implements Disk {
  /// Smaller files are cheap to write in the usual way, and likely to be read soon.
  private static final int DIRECT_FROM = 1 << 18;

  /// A multiple of what every block device wants.
  private static final int ALIGNMENT = 1 << 12;

  private static final int BUFFER = 1 << 22;

  private static final Optional<OpenOption> DIRECT = direct();

  private final AtomicReference<@Nullable ByteBuffer> spare = new AtomicReference<>();

  /// The JDK has the option where no compiler warning about it can be answered.
  private static Optional<OpenOption> direct() {
    try {
      Object[] options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
      return Arrays.stream(options)
          .filter(option -> option.toString().equals("DIRECT"))
          .map(OpenOption.class::cast)
          .findFirst();
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (content.length < DIRECT_FROM || !writeDirectly(file, content)) {
      writeThroughCache(file, content);
    }
  }

  private static void writeThroughCache(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /// Writes past the system's cache, which would cost about as much as all other work on a
  /// checkpoint: large objects are written once and read seldom.
  ///
  /// @return false: the file system does not do it, or failed, which the usual way will report
  private boolean writeDirectly(Path file, byte[] content) {
    OpenOption option = DIRECT.orElse(null);
    if (option == null) {
      return false;
    }
    ByteBuffer taken = spare.getAndSet(null);
    ByteBuffer buffer =
        taken == null
            ? ByteBuffer.allocateDirect(BUFFER + ALIGNMENT).alignedSlice(ALIGNMENT)
            : taken;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, option)) {
      for (int at = 0; at < content.length; at += BUFFER) {
        int count = Math.min(BUFFER, content.length - at);
        buffer.clear().put(content, at, count);
        // Whole blocks are written; what is too much is cut off.
        buffer.position(0).limit((count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      channel.truncate(content.length);
      channel.force(true);
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    } finally {
      spare.set(buffer);
    }
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    Files.createLink(name, file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
