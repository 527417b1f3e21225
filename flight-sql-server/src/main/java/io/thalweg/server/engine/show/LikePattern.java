package io.thalweg.server.engine.show;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Patterns over names, as SHOW and metadata calls have them: `%` any text, `_` one character, `\`
/// takes the next as it is. Case does not matter.
public final class LikePattern {
  private LikePattern() {}

  public static Predicate<String> of(String like) {
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (int c : like.codePoints().toArray()) {
      if (c == '\\' && !escaped) {
        escaped = true;
        continue;
      }
      if (escaped || (c != '%' && c != '_')) {
        regex.append(Pattern.quote(Character.toString(c)));
      } else {
        regex.append(c == '%' ? ".*" : ".");
      }
      escaped = false;
    }
    return Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
        .asMatchPredicate();
  }
}
