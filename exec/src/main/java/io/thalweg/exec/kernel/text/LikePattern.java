package io.thalweg.exec.kernel.text;

import io.thalweg.exec.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A LIKE pattern taken apart at its `%`.
///
/// The first segment is anchored at the start of the text and the last at its end (the same one
/// when there is no `%`); those between are looked for from left to right, which finds a match
/// whenever there is one. Immutable.
final class LikePattern {
  private final Segment[] segments;

  /// Bytes without `%`; `any[i]` says that one whole character stands where byte `i` does.
  private record Segment(byte[] bytes, boolean[] any, boolean literal, int characters) {

    /// The end of a match that starts at `at`, or -1.
    int matchAt(byte[] text, int at, int to) {
      if (literal) {
        int end = at + bytes.length;
        return end <= to && Arrays.equals(text, at, end, bytes, 0, bytes.length) ? end : -1;
      }
      int i = at;
      for (int k = 0; k < bytes.length; k++) {
        if (i >= to) {
          return -1;
        }
        if (any[k]) {
          i = Utf8.next(text, i, to);
        } else if (text[i++] != bytes[k]) {
          return -1;
        }
      }
      return i;
    }

    /// The end of the first match that starts at `from` or behind, or -1.
    int find(byte[] text, int from, int to) {
      if (literal) {
        int at = BytesSearch.find(text, from, to, bytes);
        return at < 0 ? -1 : at + bytes.length;
      }
      for (int at = from; at <= to; at = at == to ? to + 1 : Utf8.next(text, at, to)) {
        int end = matchAt(text, at, to);
        if (end >= 0) {
          return end;
        }
      }
      return -1;
    }

    boolean endsAt(byte[] text, int from, int to) {
      int start = literal ? to - bytes.length : Utf8.backward(text, from, to, characters);
      return start >= from && matchAt(text, start, to) == to;
    }
  }

  private LikePattern(Segment[] segments) {
    this.segments = segments;
  }

  /// @param escape one character, or empty for none
  static LikePattern parse(String pattern, String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw Failure.argument("the escape of LIKE must be one character, not '" + escape + "'");
    }
    int escapeCode = escape.isEmpty() ? -1 : escape.codePointAt(0);
    List<Segment> segments = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    int[] codes = pattern.codePoints().toArray();
    for (int i = 0; i < codes.length; i++) {
      int code = codes[i];
      if (code == escapeCode) {
        if (++i == codes.length) {
          throw Failure.argument(
              "the LIKE pattern '" + pattern + "' ends with its escape character; double it");
        }
        parts.add(utf8(codes[i]));
      } else if (code == '%') {
        segments.add(segment(parts));
        parts.clear();
      } else {
        parts.add(code == '_' ? new byte[0] : utf8(code));
      }
    }
    segments.add(segment(parts));
    return new LikePattern(segments.toArray(Segment[]::new));
  }

  private static byte[] utf8(int code) {
    return Character.toString(code).getBytes(StandardCharsets.UTF_8);
  }

  private static Segment segment(List<byte[]> parts) {
    int size = parts.stream().mapToInt(part -> Math.max(1, part.length)).sum();
    byte[] bytes = new byte[size];
    boolean[] any = new boolean[size];
    boolean literal = true;
    int at = 0;
    for (byte[] part : parts) {
      if (part.length == 0) {
        any[at++] = true;
        literal = false;
      } else {
        System.arraycopy(part, 0, bytes, at, part.length);
        at += part.length;
      }
    }
    return new Segment(bytes, any, literal, parts.size());
  }

  boolean matches(byte[] text, int from, int to) {
    int at = segments[0].matchAt(text, from, to);
    if (segments.length == 1) {
      return at == to;
    }
    for (int i = 1; at >= 0 && i < segments.length - 1; i++) {
      at = segments[i].find(text, at, to);
    }
    return at >= 0 && segments[segments.length - 1].endsAt(text, at, to);
  }

  /// The literal behind a `%` at the start, which every text that matches holds; empty when the
  /// pattern does not start so.
  byte[] firstFloating() {
    boolean floats =
        segments.length > 2 && segments[0].bytes().length == 0 && segments[1].literal();
    return floats ? segments[1].bytes() : new byte[0];
  }

  /// Whether a text that ends at `to` matches, when the literal [#firstFloating], which is not
  /// empty, is first found at `found`.
  boolean matchesFrom(byte[] text, int found, int to) {
    int at = found + segments[1].bytes().length;
    for (int i = 2; at >= 0 && i < segments.length - 1; i++) {
      at = segments[i].find(text, at, to);
    }
    return at >= 0 && segments[segments.length - 1].endsAt(text, at, to);
  }

  /// How the pattern can be tested without taking it apart again.
  enum Shape {
    EXACT,
    PREFIX,
    SUFFIX,
    CONTAINS,
    GENERAL
  }

  Shape shape() {
    for (Segment segment : segments) {
      if (!segment.literal()) {
        return Shape.GENERAL;
      }
    }
    return switch (segments.length) {
      case 1 -> Shape.EXACT;
      case 2 ->
          segments[1].bytes().length == 0
              ? Shape.PREFIX
              : segments[0].bytes().length == 0 ? Shape.SUFFIX : Shape.GENERAL;
      case 3 ->
          segments[0].bytes().length == 0 && segments[2].bytes().length == 0
              ? Shape.CONTAINS
              : Shape.GENERAL;
      default -> Shape.GENERAL;
    };
  }

  /// The literal of a shape other than GENERAL.
  byte[] literal() {
    return switch (shape()) {
      case EXACT, PREFIX -> segments[0].bytes();
      case SUFFIX, CONTAINS -> segments[1].bytes();
      case GENERAL -> throw new IllegalStateException("no single literal");
    };
  }
}
