package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// Code points, hashes and encodings of bytes.
public final class Codes {
  public static final Kernel CHR = RowWriter.strict(Codes::character);
  public static final Kernel ENCODE = RowWriter.strict(Codes::encode);
  public static final Kernel DECODE = RowWriter.strict(Codes::decode);

  private Codes() {}

  /// The code point of the first character, 0 of an empty text.
  public static FlatColumn ascii(FlatColumn[] arguments, int rows) {
    BytesColumn text = Storage.bytes(arguments[0]);
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      int from = text.offsets()[i];
      int to = text.offsets()[i + 1];
      if (from < to) {
        byte first = text.bytes()[from];
        result[i] = first >= 0 ? first : text.string(i).codePointAt(0);
      }
    }
    return new IntColumn(rows, result, text.validity());
  }

  private static void character(FlatColumn[] arguments, int row, BytesBuilder out) {
    long code = Storage.longs(arguments[0])[row];
    boolean valid =
        code > 0
            && code <= Character.MAX_CODE_POINT
            && !(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE);
    if (!valid) {
      throw Failure.argument("chr(" + code + "): there is no character of this code");
    }
    out.append(Character.toString((int) code));
  }

  /// The kernel of a hash, in hexadecimal digits.
  ///
  /// @param algorithm a name that every Java platform knows
  public static Kernel digest(String algorithm) {
    return RowWriter.strict(
        (arguments, row, out) -> {
          try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(bytes(arguments[0], row));
            out.append(HexFormat.of().formatHex(digest.digest()));
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static byte[] bytes(FlatColumn column, int row) {
    BytesColumn bytes = Storage.bytes(column);
    return Arrays.copyOfRange(bytes.bytes(), bytes.offsets()[row], bytes.offsets()[row + 1]);
  }

  private static String format(FlatColumn column, int row) {
    String format = Storage.bytes(column).string(row).toLowerCase(Locale.ROOT);
    if (!format.equals("hex") && !format.equals("base64")) {
      throw Failure.argument("'" + format + "' is no encoding; write 'hex' or 'base64'");
    }
    return format;
  }

  private static void encode(FlatColumn[] arguments, int row, BytesBuilder out) {
    byte[] bytes = bytes(arguments[0], row);
    out.append(
        format(arguments[1], row).equals("hex")
            ? HexFormat.of().formatHex(bytes)
            : Base64.getEncoder().encodeToString(bytes));
  }

  private static void decode(FlatColumn[] arguments, int row, BytesBuilder out) {
    String text = Storage.bytes(arguments[0]).string(row);
    String format = format(arguments[1], row);
    try {
      out.append(
          format.equals("hex")
              ? HexFormat.of().parseHex(text)
              : Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw Failure.argument("decode: '" + text + "' is not written in " + format);
    }
  }
}
