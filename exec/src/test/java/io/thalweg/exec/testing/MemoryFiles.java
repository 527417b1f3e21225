package io.thalweg.exec.testing;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.SpillStorage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Spill files in memory, which counts them and what they have.
public final class MemoryFiles implements SpillStorage {
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicLong used = new AtomicLong();

  /// The files there are.
  public int files() {
    return files.get();
  }

  @Override
  public Area open(long limitBytes) {
    return new Area() {
      @Override
      public File create() {
        files.incrementAndGet();
        return new MemoryFile(limitBytes);
      }

      @Override
      public long usedBytes() {
        return used.get();
      }

      @Override
      public void close() {
        // Files close themselves.
      }
    };
  }

  private final class MemoryFile implements File {
    private final long limit;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean closed;

    private MemoryFile(long limit) {
      this.limit = limit;
    }

    @Override
    public long append(byte[] bytes) {
      if (used.addAndGet(bytes.length) > limit) {
        throw new ThalwegException(ErrorCode.SPILL_LIMIT_EXCEEDED, "the files are full");
      }
      long offset = content.size();
      content.writeBytes(bytes);
      return offset;
    }

    @Override
    public void finish() {
      // Nothing is held for writing.
    }

    @Override
    public byte[] read(long offset, int length) {
      if (closed) {
        throw new IllegalStateException("the file is gone");
      }
      return Arrays.copyOfRange(content.toByteArray(), (int) offset, (int) offset + length);
    }

    @Override
    public long bytes() {
      return content.size();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        files.decrementAndGet();
        used.addAndGet(-content.size());
      }
    }
  }
}
