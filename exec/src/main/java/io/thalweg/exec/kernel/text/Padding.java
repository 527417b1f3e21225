package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;

/// Padding to a length, and trimming.
public final class Padding {
  private static final byte[] BLANK = {' '};

  private Padding() {}

  /// The kernel of `lpad` and `rpad`: (text, length [, fill]).
  public static Kernel pad(boolean left) {
    return RowWriter.strict((arguments, row, out) -> pad(arguments, row, out, left));
  }

  private static void pad(FlatColumn[] arguments, int row, BytesBuilder out, boolean left) {
    BytesColumn text = Storage.bytes(arguments[0]);
    byte[] bytes = text.bytes();
    int from = text.offsets()[row];
    int to = text.offsets()[row + 1];
    long length = Math.max(0, Storage.longs(arguments[1])[row]);
    if (length > Integer.MAX_VALUE / 4) {
      throw Failure.tooLong(left ? "lpad" : "rpad");
    }
    long missing = length - Utf8.count(bytes, from, to);
    if (missing <= 0) {
      out.append(bytes, from, Utf8.forward(bytes, from, to, length) - from);
      return;
    }
    if (!left) {
      out.append(bytes, from, to - from);
    }
    if (arguments.length > 2) {
      BytesColumn fill = Storage.bytes(arguments[2]);
      fill(out, fill.bytes(), fill.offsets()[row], fill.offsets()[row + 1], missing);
    } else {
      fill(out, BLANK, 0, 1, missing);
    }
    if (left) {
      out.append(bytes, from, to - from);
    }
  }

  private static void fill(BytesBuilder out, byte[] fill, int from, int to, long characters) {
    int at = from;
    for (long i = 0; i < characters && from < to; i++) {
      int next = Utf8.next(fill, at, to);
      out.append(fill, at, next - at);
      at = next == to ? from : next;
    }
  }

  /// The kernel of the trims: (text [, characters]).
  public static Kernel trim(boolean start, boolean end) {
    return RowWriter.strict((arguments, row, out) -> trim(arguments, row, out, start, end));
  }

  private static void trim(
      FlatColumn[] arguments, int row, BytesBuilder out, boolean start, boolean end) {
    BytesColumn text = Storage.bytes(arguments[0]);
    byte[] bytes = text.bytes();
    int from = text.offsets()[row];
    int to = text.offsets()[row + 1];
    BytesColumn set = arguments.length > 1 ? Storage.bytes(arguments[1]) : null;
    byte[] characters = set == null ? BLANK : set.bytes();
    int setFrom = set == null ? 0 : set.offsets()[row];
    int setTo = set == null ? 1 : set.offsets()[row + 1];
    while (start && from < to) {
      int next = Utf8.next(bytes, from, to);
      if (!has(characters, setFrom, setTo, bytes, from, next)) {
        break;
      }
      from = next;
    }
    while (end && from < to) {
      int previous = Utf8.previous(bytes, from, to);
      if (!has(characters, setFrom, setTo, bytes, previous, to)) {
        break;
      }
      to = previous;
    }
    out.append(bytes, from, to - from);
  }

  /// Whether the character `text[from..to)` is one of those in the set.
  private static boolean has(byte[] set, int setFrom, int setTo, byte[] text, int from, int to) {
    for (int at = setFrom; at < setTo; at = Utf8.next(set, at, setTo)) {
      int next = Utf8.next(set, at, setTo);
      if (java.util.Arrays.equals(set, at, next, text, from, to)) {
        return true;
      }
    }
    return false;
  }
}
