package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Upper case, lower case, capitals. ASCII is changed in place, other texts are decoded.
public final class Cases {
  private Cases() {}

  public static FlatColumn lower(FlatColumn[] arguments, int rows) {
    return change(Storage.bytes(arguments[0]), rows, 'A', 'Z', false);
  }

  public static FlatColumn upper(FlatColumn[] arguments, int rows) {
    return change(Storage.bytes(arguments[0]), rows, 'a', 'z', true);
  }

  private static FlatColumn change(BytesColumn text, int rows, int low, int high, boolean upper) {
    int[] offsets = text.offsets();
    byte[] bytes = text.bytes();
    if (!Utf8.isAscii(bytes, offsets[0], offsets[rows])) {
      return changeDecoded(text, rows, upper);
    }
    byte[] changed = new byte[offsets[rows]];
    for (int i = offsets[0]; i < changed.length; i++) {
      byte b = bytes[i];
      changed[i] = (byte) (b >= low && b <= high ? b ^ 0x20 : b);
    }
    return new BytesColumn(rows, offsets, changed, text.validity());
  }

  private static FlatColumn changeDecoded(BytesColumn text, int rows, boolean upper) {
    BytesBuilder result = new BytesBuilder(rows, text.offsets()[rows] - text.offsets()[0]);
    for (int i = 0; i < rows; i++) {
      String value = text.string(i);
      result.append(upper ? value.toUpperCase(Locale.ROOT) : value.toLowerCase(Locale.ROOT));
      result.endRow();
    }
    return result.build(text.validity());
  }

  /// Each run of letters and digits starts with a capital.
  public static FlatColumn initcap(FlatColumn[] arguments, int rows) {
    BytesColumn text = Storage.bytes(arguments[0]);
    BytesBuilder result = new BytesBuilder(rows, text.offsets()[rows] - text.offsets()[0]);
    for (int i = 0; i < rows; i++) {
      StringBuilder changed = new StringBuilder();
      boolean start = true;
      for (int code : text.string(i).codePoints().toArray()) {
        changed.appendCodePoint(start ? Character.toTitleCase(code) : Character.toLowerCase(code));
        start = !Character.isLetterOrDigit(code);
      }
      result.append(changed.toString().getBytes(StandardCharsets.UTF_8));
      result.endRow();
    }
    return result.build(text.validity());
  }
}
