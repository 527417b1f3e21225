package io.thalweg.exec.definition;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;

/// Keys of definitions. Lower-case letters and digits of a name stay; every other byte becomes `_`
/// and two hexadecimal digits.
///
/// @param prefix of all of them, without slash at the end
record DefinitionKeys(String prefix) {
  private static final int DIGITS = 19;

  static String encode(String name) {
    StringBuilder text = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      if (each >= 'a' && each <= 'z' || each >= '0' && each <= '9') {
        text.append((char) each);
      } else {
        text.append('_').append(HexFormat.of().toHexDigits(each));
      }
    }
    return text.toString();
  }

  String all() {
    return prefix + "/";
  }

  /// The directory of all versions of one definition.
  String directory(String kind, String name) {
    return prefix + "/" + kind + "/" + encode(name) + "/";
  }

  String version(String kind, String name, long version) {
    return String.format(Locale.ROOT, "%s%019d.json", directory(kind, name), version);
  }

  /// The directory of a version's key.
  static String directoryOf(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  /// The number in a version's key; empty for a key of another form.
  static OptionalLong versionOf(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    if (!name.matches("0\\d{18}\\.json")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(name.substring(0, DIGITS)));
  }
}
