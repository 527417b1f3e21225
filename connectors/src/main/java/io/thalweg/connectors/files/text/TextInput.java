package io.thalweg.connectors.files.text;

import io.thalweg.connectors.files.source.FileErrors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of a text file, decompressed, from some offset on. Used by one thread; closed by who
/// opened it.
public final class TextInput implements AutoCloseable {
  private final Path path;
  private final InputStream in;

  private TextInput(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  /// @param offset in the decompressed bytes
  public static TextInput open(Path path, Compression compression, long offset) {
    try {
      SeekableByteChannel channel = Files.newByteChannel(path);
      try {
        if (compression == Compression.NONE) {
          channel.position(offset);
          return new TextInput(path, Channels.newInputStream(channel));
        }
        InputStream in =
            compression.reading(new BufferedInputStream(Channels.newInputStream(channel)));
        in.skipNBytes(offset);
        return new TextInput(path, in);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw failed(path, compression, e);
    }
  }

  private static RuntimeException failed(Path path, Compression compression, IOException e) {
    boolean content =
        compression != Compression.NONE && !(e instanceof java.nio.file.FileSystemException);
    return content
        ? FileErrors.corrupt(path, "cannot be decompressed", e)
        : FileErrors.unreadable(path, e);
  }

  /// Reads up to `count` bytes; fewer only at the end of the file.
  public int read(byte[] target, int at, int count) {
    try {
      return in.readNBytes(target, at, count);
    } catch (IOException e) {
      throw FileErrors.corrupt(path, "cannot be read to its end", e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    }
  }
}
