package io.thalweg.connectors.files.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the plain case of an object straight into columns: fields of numbers, words and ASCII
/// strings without escapes. Used by one thread.
///
/// It answers false for everything else, also for what is wrong; then the general reader takes the
/// whole object again. What columns already have of the row is then what that reader would have
/// appended, and it passes over fields that came before.
///
/// Objects of one stream mostly have the same fields in the same order, so a field's column is
/// looked for where it was in the object before.
final class FlatObject {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final int MOST_FIELDS = 256;

  private final byte[][] names;
  private final JsonColumn[] columns;

  /// The fields of objects so far by their place, and the columns of those that have one.
  private byte[][] fieldNames = new byte[16][];

  private @Nullable JsonColumn[] fieldColumns = new @Nullable JsonColumn[16];
  private int fields;

  private byte[] bytes = {};
  private int at;

  /// @param names of the columns, which are not nested
  FlatObject(List<String> names, List<JsonColumn> columns) {
    this.names =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.columns = columns.toArray(JsonColumn[]::new);
  }

  /// Appends the one object that `source` is, as row `row`, to the columns that it has fields of.
  boolean append(byte[] source, int row) {
    bytes = source;
    at = 0;
    if (skipBlanks() != '{') {
      return false;
    }
    at++;
    int place = 0;
    int next = skipBlanks();
    while (next != '}') {
      if (!field(place++, row)) {
        return false;
      }
      next = skipBlanks();
      if (next == ',') {
        at++;
        next = skipBlanks();
        if (next == '}') {
          return false;
        }
      } else if (next != '}') {
        return false;
      }
    }
    at++;
    return skipBlanks() < 0;
  }

  private boolean field(int place, int row) {
    int first = at + 1;
    int last = string();
    if (last < 0 || skipBlanks() != ':') {
      return false;
    }
    at++;
    if (place >= fields || !Arrays.equals(bytes, first, last, nameAt(place), 0, lengthAt(place))) {
      if (!learn(place, first, last)) {
        return false;
      }
    }
    JsonColumn column = fieldColumns[place];
    return value(column == null || column.length() > row ? null : column);
  }

  private byte[] nameAt(int place) {
    return fieldNames[place];
  }

  private int lengthAt(int place) {
    return fieldNames[place].length;
  }

  /// Notes which field stands at a place.
  private boolean learn(int place, int first, int last) {
    if (place >= MOST_FIELDS) {
      return false;
    }
    if (place >= fieldNames.length) {
      fieldNames = Arrays.copyOf(fieldNames, 2 * place);
      fieldColumns = Arrays.copyOf(fieldColumns, 2 * place);
    }
    fields = Math.max(fields, place + 1);
    fieldNames[place] = Arrays.copyOfRange(bytes, first, last);
    fieldColumns[place] = null;
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], fieldNames[place])) {
        fieldColumns[place] = columns[i];
      }
    }
    return true;
  }

  /// @param target null: the value is passed over
  private boolean value(@Nullable JsonColumn target) {
    int next = skipBlanks();
    int first = at;
    if (next == '"') {
      int last = string();
      return last >= 0 && (target == null || target.appendPlain(bytes, first + 1, last, true));
    }
    if (next == '-' || (next >= '0' && next <= '9')) {
      return number() && (target == null || target.appendPlain(bytes, first, at, false));
    }
    if (word(NULL)) {
      if (target != null) {
        target.appendNull();
      }
      return true;
    }
    return (word(TRUE) || word(FALSE))
        && (target == null || target.appendPlain(bytes, first, at, false));
  }

  /// The next byte that is no blank, which the position is then at; -1 at the end.
  private int skipBlanks() {
    while (at < bytes.length) {
      byte next = bytes[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next & 0xff;
      }
      at++;
    }
    return -1;
  }

  /// Passes over a string of plain ASCII.
  ///
  /// @return where its text ends, which begins behind the quote; -1 when it is none of these
  private int string() {
    if (at >= bytes.length || bytes[at] != '"') {
      return -1;
    }
    int end = at + 1;
    for (; end + Long.BYTES <= bytes.length; end += Long.BYTES) {
      long special = special((long) LONGS.get(bytes, end));
      if (special != 0) {
        end += Long.numberOfTrailingZeros(special) >>> 3;
        break;
      }
    }
    while (end < bytes.length && bytes[end] >= ' ' && bytes[end] != '"' && bytes[end] != '\\') {
      end++;
    }
    if (end >= bytes.length || bytes[end] != '"') {
      return -1;
    }
    at = end + 1;
    return end;
  }

  /// The high bits of quotes, backslashes, control characters and bytes above ASCII; right up to
  /// the first of them.
  private static long special(long word) {
    long quote = word ^ ONES * '"';
    long backslash = word ^ ONES * '\\';
    long found = (quote - ONES) & ~quote | (backslash - ONES) & ~backslash;
    return (found | (word - ONES * ' ') & ~word | word) & HIGH_BITS;
  }

  /// Passes over a number without an exponent.
  private boolean number() {
    int first = bytes[at] == '-' ? at + 1 : at;
    int end = digits(first);
    if (end == first || (bytes[first] == '0' && end > first + 1)) {
      return false;
    }
    if (end < bytes.length && bytes[end] == '.') {
      int fraction = end + 1;
      end = digits(fraction);
      if (end == fraction) {
        return false;
      }
    }
    at = end;
    return end < bytes.length && (bytes[end] | 0x20) != 'e';
  }

  private int digits(int from) {
    int end = from;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
      end++;
    }
    return end;
  }

  private boolean word(byte[] word) {
    int end = at + word.length;
    boolean found = end <= bytes.length && Arrays.equals(bytes, at, end, word, 0, word.length);
    at = found ? end : at;
    return found;
  }
}
