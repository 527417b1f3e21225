package io.thalweg.exec.checkpoint.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.CheckpointErrors;
import io.thalweg.exec.checkpoint.Envelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The first and last bytes of a segment; see the package's page for the layout. Stateless.
public final class SegmentFrame {
  static final int HEADER_BYTES = 12;
  static final int TRAILER_BYTES = 20;

  private static final long MAGIC = 0x54484C5753454731L;
  private static final int OLDEST = 1;
  private static final int NEWEST = 3;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private SegmentFrame() {}

  static void begin(SegmentBytes out) {
    out.write(ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putInt(NEWEST).flip());
  }

  /// A finished segment.
  ///
  /// @param crc32c of all its bytes
  public record Sealed(byte[] bytes, int crc32c) {}

  /// Appends the directory and the trailer.
  static Sealed seal(SegmentBytes out, SegmentDirectory directory) {
    byte[] json;
    try {
      json = JSON.writeValueAsBytes(directory);
    } catch (JsonProcessingException e) {
      throw ThalwegException.wrap(e);
    }
    out.write(ByteBuffer.wrap(json));
    long total = out.size() + (long) TRAILER_BYTES;
    out.write(ByteBuffer.allocate(12).putInt(json.length).putLong(total).flip());
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, out.size());
    int before = out.size();
    out.write(ByteBuffer.allocate(8).putInt((int) crc.getValue()).putInt((int) MAGIC).flip());
    crc.update(out.array(), before, out.size() - before);
    return new Sealed(out.toByteArray(), (int) crc.getValue());
  }

  /// Checks a segment as a whole and reads its directory, whose places lie within the sections.
  ///
  /// @param object its key, for messages
  /// @param isChecked whether another checksum over all its bytes has been found to fit
  static SegmentDirectory open(String object, byte[] segment, boolean isChecked) {
    ByteBuffer bytes = ByteBuffer.wrap(segment);
    if (segment.length < HEADER_BYTES || bytes.getLong(0) != MAGIC) {
      throw CheckpointErrors.corrupt(object, "it does not begin as a segment does");
    }
    int version = bytes.getInt(8);
    if (version < OLDEST || version > NEWEST) {
      throw CheckpointErrors.version(object, version, OLDEST, NEWEST);
    }
    int trailer = segment.length - TRAILER_BYTES;
    if (trailer < HEADER_BYTES
        || bytes.getInt(trailer + 16) != (int) MAGIC
        || bytes.getLong(trailer + 4) != segment.length) {
      throw CheckpointErrors.corrupt(object, "its end is missing");
    }
    if (!isChecked && bytes.getInt(trailer + 12) != Envelope.crc(segment, 0, trailer + 12)) {
      throw CheckpointErrors.corrupt(object, "its checksum does not fit");
    }
    int length = bytes.getInt(trailer);
    if (length < 0 || length > trailer - HEADER_BYTES) {
      throw CheckpointErrors.corrupt(object, "its directory is longer than the segment");
    }
    return directory(object, segment, trailer - length, length);
  }

  private static SegmentDirectory directory(String object, byte[] segment, int from, int length) {
    try {
      SegmentDirectory directory = JSON.readValue(segment, from, length, SegmentDirectory.class);
      if (directory == null) {
        throw CheckpointErrors.corrupt(object, "its directory is empty");
      }
      for (SegmentDirectory.Section section : directory.sections()) {
        if (section.offset() < HEADER_BYTES
            || section.length() < 0
            || section.length() > from - section.offset()) {
          throw CheckpointErrors.corrupt(object, "a section lies outside of it");
        }
      }
      return directory;
    } catch (IOException e) {
      throw CheckpointErrors.corrupt(object, "its directory cannot be read", e);
    }
  }
}
