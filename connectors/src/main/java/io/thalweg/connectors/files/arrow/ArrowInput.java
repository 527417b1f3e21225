package io.thalweg.connectors.files.arrow;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/// An open Arrow file or stream with the memory it uses. Used by one thread; closed by who opened
/// it.
final class ArrowInput implements AutoCloseable {
  /// What one reader may hold outside the heap; a damaged length fails here instead of in the
  /// operating system.
  private static final long MAX_BYTES = 4L << 30;

  private final Path path;
  private final BufferAllocator allocator = new RootAllocator(MAX_BYTES);
  private final ArrowReader reader;

  /// A step that reads.
  interface Step<T> {
    T run(ArrowReader reader) throws IOException;
  }

  /// @param stream whether it is a stream, which has no footer
  ArrowInput(Path path, boolean stream) {
    this.path = path;
    try {
      SeekableByteChannel channel = Files.newByteChannel(path);
      CompressionCodec.Factory codecs = CompressionCodec.Factory.INSTANCE;
      this.reader =
          stream
              ? new ArrowStreamReader(channel, allocator, codecs)
              : new ArrowFileReader(channel, allocator, codecs);
    } catch (IOException e) {
      allocator.close();
      throw FileErrors.unreadable(path, e);
    }
  }

  /// Runs a step; whatever the library makes of damaged bytes becomes FILE_CORRUPT.
  <T> T read(Step<T> step) {
    try {
      return step.run(reader);
    } catch (ThalwegException e) {
      throw e.withContext("file '" + path + "'");
    } catch (IOException | RuntimeException | AssertionError e) {
      throw FileErrors.corrupt(path, "is no sound Arrow file", e);
    }
  }

  List<ArrowBlock> blocks() {
    return read(source -> ((ArrowFileReader) source).getRecordBlocks());
  }

  /// Bytes held outside the heap.
  long allocatedBytes() {
    return allocator.getAllocatedMemory();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    } finally {
      allocator.close();
    }
  }
}
