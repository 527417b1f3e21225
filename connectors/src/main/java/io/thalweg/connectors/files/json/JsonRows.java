package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.files.text.LineNumbers;
import io.thalweg.connectors.files.text.TextInput;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.io.InputStream;

/// Steps through the objects of a range of a file. Used by one thread.
final class JsonRows implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private static final int SHOWN = 200;

  private final FileStamp file;
  private final Compression compression;
  private final long from;
  private final TextInput input;
  private final JsonParser parser;
  private boolean inArray;

  JsonRows(FileStamp file, Compression compression, long from, long stop) {
    this.file = file;
    this.compression = compression;
    this.from = from;
    this.input = TextInput.open(file.path(), compression, from);
    try {
      this.parser = FACTORY.createParser(new Range(input, stop - from));
    } catch (IOException e) {
      throw FileErrors.unreadable(file.path(), e);
    }
  }

  JsonParser parser() {
    return parser;
  }

  /// Moves to the beginning of the next object; false at the end.
  boolean next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && !inArray) {
      inArray = true;
      token = parser.nextToken();
    }
    if (token == JsonToken.END_ARRAY && inArray) {
      inArray = false;
      return next();
    }
    if (token == null) {
      return false;
    }
    if (token != JsonToken.START_OBJECT) {
      throw malformed("a row has to be an object, not '" + parser.getText() + "'", null);
    }
    return true;
  }

  /// Where the parser stands in the file.
  long offset() {
    return from + parser.currentLocation().getByteOffset();
  }

  /// What went wrong, with file and line.
  ThalwegException failed(IOException e) {
    return e instanceof StreamReadException syntax
        ? malformed(shorten(syntax.getOriginalMessage()), e)
        : FileErrors.unreadable(file.path(), e);
  }

  ThalwegException malformed(String what, @org.jspecify.annotations.Nullable Throwable cause) {
    long line = LineNumbers.at(file.path(), compression, offset());
    return new ThalwegException(
        ErrorCode.FILE_MALFORMED_ROW,
        "'" + file.name() + "' line " + line + ": " + what + "; correct the file",
        cause);
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  @Override
  public void close() {
    input.close();
  }

  /// The first bytes of an input.
  private static final class Range extends InputStream {
    private final TextInput input;
    private long left;

    private Range(TextInput input, long length) {
      this.input = input;
      this.left = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int count) {
      int found = input.read(target, at, (int) Math.min(count, left));
      left -= found;
      return found == 0 && count > 0 ? -1 : found;
    }
  }
}
