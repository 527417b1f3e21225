package io.thalweg.connectors.files.text;

import java.nio.file.Path;

/// Finds out, for errors, on which line of a file a byte stands. Reads the file up to there.
public final class LineNumbers {
  private LineNumbers() {}

  /// @param offset in the decompressed bytes
  /// @return counted from 1
  public static long at(Path path, Compression compression, long offset) {
    long lines = 1;
    byte[] buffer = new byte[1 << 16];
    try (TextInput input = TextInput.open(path, compression, 0)) {
      long left = offset;
      while (left > 0) {
        int count = input.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count == 0) {
          break;
        }
        for (int i = 0; i < count; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        left -= count;
      }
    }
    return lines;
  }
}
