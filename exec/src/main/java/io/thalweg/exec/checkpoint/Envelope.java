package io.thalweg.exec.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// A JSON document behind one line of JSON that says what it is:
///
/// ```
/// {"format":"thalweg-checkpoint","version":1,"bytes":1234,"crc32c":"0a1b2c3d"}
/// {…}
/// ```
///
/// The first line has exactly this form; `bytes` and `crc32c` are of what follows its line feed.
///
/// @param format what the document is
/// @param oldest the oldest version that is read
/// @param newest the version that is written
public record Envelope(String format, int oldest, int newest) {
  private static final int MAX_HEADER = 200;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\"format\":\"([a-z-]+)\",\"version\":(\\d{1,9}),"
              + "\"bytes\":(\\d{1,18}),\"crc32c\":\"([0-9a-f]{8})\"}");

  /// The document `body` in its envelope.
  public byte[] wrap(byte[] body) {
    String header =
        "{\"format\":\""
            + format
            + "\",\"version\":"
            + newest
            + ",\"bytes\":"
            + body.length
            + ",\"crc32c\":\""
            + HexFormat.of().toHexDigits(crc(body, 0, body.length))
            + "\"}\n";
    byte[] first = header.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  /// The document in `content`.
  ///
  /// @param object its key, for messages
  /// @throws io.thalweg.core.error.ThalwegException CHECKPOINT_CORRUPT, CHECKPOINT_TOO_OLD or
  ///   CHECKPOINT_TOO_NEW
  public byte[] unwrap(String object, byte[] content) {
    int end = 0;
    while (end < Math.min(content.length, MAX_HEADER) && content[end] != '\n') {
      end++;
    }
    Matcher header = HEADER.matcher(new String(content, 0, end, StandardCharsets.ISO_8859_1));
    if (end == content.length || !header.matches() || !header.group(1).equals(format)) {
      throw CheckpointErrors.corrupt(object, "it does not begin as a " + format + " does");
    }
    int version = Integer.parseInt(header.group(2));
    if (version < oldest || version > newest) {
      throw CheckpointErrors.version(object, version, oldest, newest);
    }
    int from = end + 1;
    if (Long.parseLong(header.group(3)) != content.length - from) {
      throw CheckpointErrors.corrupt(
          object, "it declares " + header.group(3) + " bytes and has " + (content.length - from));
    }
    int crc = crc(content, from, content.length - from);
    if (!HexFormat.of().toHexDigits(crc).equals(header.group(4))) {
      throw CheckpointErrors.corrupt(object, "its checksum does not fit");
    }
    return Arrays.copyOfRange(content, from, content.length);
  }

  /// CRC32C of `bytes[from..from+length)`.
  public static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
