package io.thalweg.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads parameter streams whole; a parameter travels in one message anyway.
final class ParameterStreams {
  private ParameterStreams() {}

  /// @param length bytes to read; -1 for all
  static byte @Nullable [] bytes(@Nullable InputStream stream, long length) throws SQLException {
    if (stream == null) {
      return null;
    }
    try {
      return length < 0 ? stream.readAllBytes() : stream.readNBytes(Math.toIntExact(length));
    } catch (IOException e) {
      throw new SQLException("the parameter's stream cannot be read: " + e.getMessage(), e);
    }
  }

  /// @param length characters to read; -1 for all
  static @Nullable String text(@Nullable Reader reader, long length) throws SQLException {
    if (reader == null) {
      return null;
    }
    try {
      StringBuilder text = new StringBuilder();
      char[] buffer = new char[8192];
      long left = length < 0 ? Long.MAX_VALUE : length;
      while (left > 0) {
        int count = reader.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        text.append(buffer, 0, count);
        left -= count;
      }
      return text.toString();
    } catch (IOException e) {
      throw new SQLException("the parameter's stream cannot be read: " + e.getMessage(), e);
    }
  }

  static @Nullable String ascii(@Nullable InputStream stream, long length) throws SQLException {
    return stream == null
        ? null
        : text(new InputStreamReader(stream, StandardCharsets.US_ASCII), length);
  }
}
