package io.thalweg.cli.render;

import java.util.List;
import org.jline.utils.WCWidth;

/// Text as it stands in a cell: how wide it is, cut to a width, and harmless.
///
/// Widths are in columns of a terminal: most characters take one, ideographs and emoji two,
/// combining marks none.
final class CellText {
  private static final String ELLIPSIS = "…";

  private CellText() {}

  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      width += width(point);
      i += Character.charCount(point);
    }
    return width;
  }

  private static int width(int point) {
    return point < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(point));
  }

  /// The longest start of `text` that fits, with an ellipsis when something is cut off.
  static String cut(String text, int width) {
    if (text.length() <= width && text.chars().allMatch(c -> c < 0x300)) {
      return text;
    }
    if (width(text) <= width) {
      return text;
    }
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (used + width(point) > width - 1) {
        break;
      }
      used += width(point);
      i += Character.charCount(point);
    }
    return text.substring(0, i) + ELLIPSIS;
  }

  /// The lines of `text` with every other control character as an escape, so that a value cannot
  /// steer the terminal.
  static List<String> lines(String text) {
    if (text.chars().noneMatch(CellText::isControl)) {
      return List.of(text);
    }
    String unix = text.replace("\r\n", "\n");
    return unix.lines().count() < 2 && !unix.contains("\n")
        ? List.of(escape(unix))
        : List.of(unix.split("\n", -1)).stream().map(CellText::escape).toList();
  }

  /// `text` on one line.
  static String line(String text) {
    return text.chars().noneMatch(CellText::isControl) ? text : escape(text);
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (isControl(c)) {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  private static boolean isControl(int c) {
    return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
  }

  /// `text` with spaces up to `width`, behind it or before it.
  static String pad(String text, int width, boolean right) {
    String spaces = " ".repeat(Math.max(0, width - width(text)));
    return right ? spaces + text : text + spaces;
  }
}
