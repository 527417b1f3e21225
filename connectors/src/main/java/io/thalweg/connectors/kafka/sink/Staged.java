package io.thalweg.connectors.kafka.sink;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Where the messages of one writer and one checkpoint stand in the staging topic.
///
/// @param writer names the writer for ever; its messages have it in the header
///   [StagedTarget#WRITER]
record Staged(long checkpoint, int partition, long first, long last, String writer) {

  /// @param text what [#text] gave
  static Staged parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      return new Staged(
          Long.parseLong(parts[0]),
          Integer.parseInt(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          parts[4]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "'" + text + "' is nothing that a Kafka sink prepared", e);
    }
  }

  String text() {
    return checkpoint + ":" + partition + ":" + first + ":" + last + ":" + writer;
  }

  /// A name for everything of one commit that is the same whenever it is repeated.
  static String fingerprint(List<Staged> all) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      all.stream()
          .map(Staged::text)
          .sorted()
          .forEach(text -> digest.update((text + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw ThalwegException.wrap(e);
    }
  }
}
