package io.thalweg.connectors.objectstore;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.SpillStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The spill files of one query, in a directory of their own. Thread-safe.
final class SpillArea implements SpillStorage.Area {
  private final SpillDirectory storage;
  private final String name;
  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private @Nullable Path directory;

  /// @param name of its directory
  /// @param limitBytes the most its files may have together
  SpillArea(SpillDirectory storage, String name, long limitBytes) {
    this.storage = storage;
    this.name = name;
    this.limit = limitBytes;
  }

  private synchronized Path directory() {
    Path made = directory;
    if (made == null) {
      made = storage.directory().resolve(name);
      try {
        Files.createDirectory(made);
      } catch (IOException e) {
        throw StoreErrors.unwritable("the spill directory '" + made + "'", e);
      }
      directory = made;
    }
    return made;
  }

  @Override
  public SpillStorage.File create() {
    return new SpillFile(directory().resolve(files.incrementAndGet() + ".spill"));
  }

  @Override
  public long usedBytes() {
    return used.get();
  }

  private void take(long bytes) {
    long now = used.addAndGet(bytes);
    if (now > limit) {
      used.addAndGet(-bytes);
      throw new ThalwegException(
          ErrorCode.SPILL_LIMIT_EXCEEDED,
          String.format(
              Locale.ROOT,
              "the query's state needs more than the %,d bytes that its spill files may have;"
                  + " raise it with SET spill_limit = '…' or let the query keep less",
              limit));
    }
  }

  @Override
  public synchronized void close() {
    Path made = directory;
    directory = null;
    if (made != null) {
      SpillDirectory.removeAll(made);
    }
  }

  /// One file. The channel is open while it is written; a read opens one for itself, because a
  /// query has many files.
  private final class SpillFile implements SpillStorage.File {
    private final Path path;
    private @Nullable FileChannel writing;
    private long size;
    private boolean closed;

    private SpillFile(Path path) {
      this.path = path;
    }

    @Override
    public long append(byte[] bytes) {
      take(bytes.length);
      long offset = size;
      try {
        FileChannel channel = writing;
        if (channel == null) {
          channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          writing = channel;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest, offset + rest.position());
        }
      } catch (IOException e) {
        used.addAndGet(-bytes.length);
        throw StoreErrors.unwritable("the spill file '" + path + "'", e);
      }
      size += bytes.length;
      return offset;
    }

    @Override
    public void finish() {
      FileChannel channel = writing;
      writing = null;
      if (channel != null) {
        try {
          channel.close();
        } catch (IOException e) {
          throw StoreErrors.unwritable("the spill file '" + path + "'", e);
        }
      }
    }

    @Override
    public byte[] read(long offset, int length) {
      ByteBuffer content = ByteBuffer.allocate(length);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        while (content.hasRemaining()) {
          if (channel.read(content, offset + content.position()) < 0) {
            throw new IOException("it ends at " + (offset + content.position()));
          }
        }
      } catch (IOException e) {
        throw StoreErrors.unreadable("the spill file '" + path + "'", e);
      }
      return content.array();
    }

    @Override
    public long bytes() {
      return size;
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        finish();
        Files.deleteIfExists(path);
      } catch (IOException | ThalwegException e) {
        // It goes with the query's directory.
        return;
      } finally {
        used.addAndGet(-size);
      }
    }
  }
}
