package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.lexer.SqlToken;
import java.math.BigInteger;

/// Literals in PostgreSQL's spellings, rewritten to the standard's.
final class Literals {
  private Literals() {}

  /// `E'…'`, `U&'…'`, `N'…'` and `$tag$…$tag$` as `'…'`.
  static String standardString(ScriptText text, SqlToken token) {
    String image = token.text(text.sql());
    int quote = image.indexOf('\'');
    String value =
        switch (image.charAt(0)) {
          case '$' -> dollarQuoted(image);
          case 'e', 'E' -> escaped(text, token, image.substring(2, image.length() - 1));
          case 'u', 'U' -> unicode(text, token, body(image, quote, "''", "'"));
          default -> body(image, quote, "''", "'");
        };
    return "'" + value.replace("'", "''") + "'";
  }

  /// `U&"…"` as `"…"`.
  static String standardIdentifier(ScriptText text, SqlToken token) {
    String image = token.text(text.sql());
    String name = unicode(text, token, body(image, image.indexOf('"'), "\"\"", "\""));
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Without `_`, and in decimal.
  static String standardNumber(String image) {
    if (image.length() > 2 && (image.charAt(1) | 0x20) == 'x') {
      return new BigInteger(image.substring(2), 16).toString();
    }
    return image.indexOf('_') < 0 ? image : image.replace("_", "");
  }

  private static String body(String image, int quote, String doubled, String single) {
    return image.substring(quote + 1, image.length() - 1).replace(doubled, single);
  }

  private static String dollarQuoted(String image) {
    int tag = image.indexOf('$', 1) + 1;
    return image.substring(tag, image.length() - tag);
  }

  private static String escaped(ScriptText text, SqlToken token, String body) {
    StringBuilder value = new StringBuilder(body.length());
    int at = 0;
    while (at < body.length()) {
      char c = body.charAt(at++);
      if (c == '\'') {
        at++;
        value.append(c);
      } else if (c != '\\') {
        value.append(c);
      } else {
        at = escape(text, token, body, at, value);
      }
    }
    return value.toString();
  }

  private static int escape(
      ScriptText text, SqlToken token, String body, int at, StringBuilder value) {
    char c = body.charAt(at);
    switch (c) {
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'u' -> {
        return hex(text, token, body, at + 1, 4, value);
      }
      case 'U' -> {
        return hex(text, token, body, at + 1, 8, value);
      }
      case 'x' -> {
        int digits =
            at + 2 < body.length() && Character.digit(body.charAt(at + 2), 16) >= 0 ? 2 : 1;
        return hex(text, token, body, at + 1, digits, value);
      }
      default -> value.append(c);
    }
    return at + 1;
  }

  private static String unicode(ScriptText text, SqlToken token, String body) {
    StringBuilder value = new StringBuilder(body.length());
    int at = 0;
    while (at < body.length()) {
      char c = body.charAt(at++);
      if (c != '\\') {
        value.append(c);
      } else if (at < body.length() && body.charAt(at) == '\\') {
        value.append(c);
        at++;
      } else if (at < body.length() && body.charAt(at) == '+') {
        at = hex(text, token, body, at + 1, 6, value);
      } else {
        at = hex(text, token, body, at, 4, value);
      }
    }
    return value.toString();
  }

  private static int hex(
      ScriptText text, SqlToken token, String body, int at, int digits, StringBuilder value) {
    int code = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = i < body.length() ? Character.digit(body.charAt(i), 16) : -1;
      code = digit < 0 || code > 0xFFFFFF ? Integer.MAX_VALUE : code * 16 + digit;
    }
    if (!Character.isValidCodePoint(code) || code == 0) {
      throw new ThalwegException(
          ErrorCode.SYNTAX_ERROR,
          "invalid Unicode escape in "
              + SyntaxErrors.quote(token.text(text.sql()))
              + ": write \\u and four hexadecimal digits; double a backslash that stands for"
              + " itself",
          text.position(token.start()),
          null);
    }
    value.appendCodePoint(code);
    return at + digits;
  }
}
