package io.thalweg.exec.kernel.text;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// SIMILAR TO: SQL's regular expressions, translated to Java's. Each kernel remembers its last
/// pattern: used by one thread at a time.
public final class SimilarTo {
  private @Nullable String pattern;
  private @Nullable String escape;
  private @Nullable Pattern compiled;

  private SimilarTo() {}

  /// A fresh kernel of (value, pattern [, escape]).
  public static Kernel kernel() {
    return new SimilarTo()::apply;
  }

  private FlatColumn apply(FlatColumn[] arguments, int rows) {
    BytesColumn text = Storage.bytes(arguments[0]);
    BytesColumn patterns = Storage.bytes(arguments[1]);
    long[] validity = Nulls.strict(arguments, rows);
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        String escapes = arguments.length > 2 ? Storage.bytes(arguments[2]).string(i) : "\\";
        if (matches(compile(patterns.string(i), escapes), text.string(i))) {
          Bits.set(bits, i);
        }
      }
    }
    return new BooleanColumn(rows, bits, validity);
  }

  private static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text)).matches();
    } catch (StackOverflowError e) {
      throw Failure.argument(
          "the pattern nests too deeply for a text of " + text.length() + " characters");
    }
  }

  private Pattern compile(String newPattern, String newEscape) {
    Pattern known = compiled;
    if (known == null || !newPattern.equals(pattern) || !newEscape.equals(escape)) {
      known = translate(newPattern, newEscape);
      pattern = newPattern;
      escape = newEscape;
      compiled = known;
    }
    return known;
  }

  private static Pattern translate(String pattern, String escape) {
    StringBuilder regex = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!escape.isEmpty() && c == escape.charAt(0) && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c == '\\' || c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
      } else {
        inClass = c == '[';
        regex.append(outsideClass(c));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw Failure.argument(
          "'" + pattern + "' is no pattern of SIMILAR TO: " + e.getDescription());
    }
  }

  private static String outsideClass(char c) {
    return switch (c) {
      case '%' -> ".*";
      case '_' -> ".";
      case '|', '*', '+', '?', '{', '}', '(', ')', '[', ']', ',' -> String.valueOf(c);
      default ->
          Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c > 127
              ? String.valueOf(c)
              : "\\" + c;
    };
  }
}
