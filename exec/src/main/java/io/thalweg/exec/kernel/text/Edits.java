package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;

/// Functions that rearrange or replace parts of texts.
public final class Edits {
  public static final Kernel REVERSE = RowWriter.strict(Edits::reverse);
  public static final Kernel REPEAT = RowWriter.strict(Edits::repeat);
  public static final Kernel SPLIT_PART = RowWriter.strict(Edits::splitPart);
  public static final Kernel REPLACE = RowWriter.strict(Edits::replace);
  public static final Kernel TRANSLATE = RowWriter.strict(Edits::translate);
  public static final Kernel OVERLAY = RowWriter.strict(Edits::overlay);

  private Edits() {}

  private static void reverse(FlatColumn[] arguments, int row, BytesBuilder out) {
    BytesColumn text = Storage.bytes(arguments[0]);
    int from = text.offsets()[row];
    int at = text.offsets()[row + 1];
    while (at > from) {
      int start = Utf8.previous(text.bytes(), from, at);
      out.append(text.bytes(), start, at - start);
      at = start;
    }
  }

  private static void repeat(FlatColumn[] arguments, int row, BytesBuilder out) {
    BytesColumn text = Storage.bytes(arguments[0]);
    int length = text.offsets()[row + 1] - text.offsets()[row];
    long times = length == 0 ? 0 : Storage.longs(arguments[1])[row];
    if (times > 0 && times > Integer.MAX_VALUE / length) {
      throw Failure.tooLong("repeat");
    }
    if (times > 0) {
      // At once, so that what is too long fails before it is written.
      out.reserve((int) times * length);
    }
    for (long i = 0; i < times; i++) {
      out.append(text, row);
    }
  }

  /// An empty delimiter does not split.
  private static void splitPart(FlatColumn[] arguments, int row, BytesBuilder out) {
    BytesColumn text = Storage.bytes(arguments[0]);
    BytesColumn delimiter = Storage.bytes(arguments[1]);
    long wanted = Storage.longs(arguments[2])[row];
    if (wanted == 0) {
      throw Failure.argument("split_part: the number of the part counts from 1, or from -1 behind");
    }
    if (wanted < 0) {
      wanted += parts(text, delimiter, row) + 1;
    }
    if (wanted > 0) {
      part(text, delimiter, row, wanted, out);
    }
  }

  /// Appends the part of this number, nothing when there are fewer.
  private static void part(
      BytesColumn text, BytesColumn delimiter, int row, long wanted, BytesBuilder out) {
    int width = delimiter.offsets()[row + 1] - delimiter.offsets()[row];
    int from = text.offsets()[row];
    int to = text.offsets()[row + 1];
    int end = width == 0 ? -1 : find(text.bytes(), from, to, delimiter, row);
    long part = 1;
    while (part < wanted && end >= 0) {
      from = end + width;
      end = find(text.bytes(), from, to, delimiter, row);
      part++;
    }
    if (part == wanted) {
      out.append(text.bytes(), from, (end < 0 ? to : end) - from);
    }
  }

  private static long parts(BytesColumn text, BytesColumn delimiter, int row) {
    int width = delimiter.offsets()[row + 1] - delimiter.offsets()[row];
    int to = text.offsets()[row + 1];
    long parts = 1;
    int at = width == 0 ? -1 : find(text.bytes(), text.offsets()[row], to, delimiter, row);
    while (at >= 0) {
      parts++;
      at = find(text.bytes(), at + width, to, delimiter, row);
    }
    return parts;
  }

  private static int find(byte[] bytes, int from, int to, BytesColumn part, int row) {
    return BytesSearch.find(
        bytes, from, to, part.bytes(), part.offsets()[row], part.offsets()[row + 1]);
  }

  private static void replace(FlatColumn[] arguments, int row, BytesBuilder out) {
    BytesColumn text = Storage.bytes(arguments[0]);
    BytesColumn old = Storage.bytes(arguments[1]);
    int from = text.offsets()[row];
    int to = text.offsets()[row + 1];
    int width = old.offsets()[row + 1] - old.offsets()[row];
    int at = width == 0 ? -1 : find(text.bytes(), from, to, old, row);
    while (at >= 0) {
      out.append(text.bytes(), from, at - from);
      out.append(Storage.bytes(arguments[2]), row);
      from = at + width;
      at = find(text.bytes(), from, to, old, row);
    }
    out.append(text.bytes(), from, to - from);
  }

  private static void translate(FlatColumn[] arguments, int row, BytesBuilder out) {
    int[] from = Storage.bytes(arguments[1]).string(row).codePoints().toArray();
    int[] to = Storage.bytes(arguments[2]).string(row).codePoints().toArray();
    StringBuilder result = new StringBuilder();
    Storage.bytes(arguments[0])
        .string(row)
        .codePoints()
        .forEach(
            code -> {
              int found = 0;
              while (found < from.length && from[found] != code) {
                found++;
              }
              if (found == from.length) {
                result.appendCodePoint(code);
              } else if (found < to.length) {
                result.appendCodePoint(to[found]);
              }
            });
    out.append(result.toString());
  }

  private static void overlay(FlatColumn[] arguments, int row, BytesBuilder out) {
    BytesColumn text = Storage.bytes(arguments[0]);
    BytesColumn placed = Storage.bytes(arguments[1]);
    long start = Storage.longs(arguments[2])[row];
    if (start < 1) {
      throw Failure.argument("overlay from the position " + start + "; positions count from 1");
    }
    byte[] bytes = text.bytes();
    int from = text.offsets()[row];
    int to = text.offsets()[row + 1];
    long length =
        arguments.length > 3
            ? Storage.longs(arguments[3])[row]
            : Utf8.count(placed.bytes(), placed.offsets()[row], placed.offsets()[row + 1]);
    int cut = Utf8.forward(bytes, from, to, start - 1);
    int rest =
        length >= 0
            ? Utf8.forward(bytes, cut, to, length)
            : Utf8.forward(bytes, from, to, Math.max(0, start - 1 + length));
    out.append(bytes, from, cut - from);
    out.append(placed, row);
    out.append(bytes, rest, to - rest);
  }
}
