package io.thalweg.exec.kernel.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A piece of a pattern of `to_char`, `to_date` and `to_timestamp`.
///
/// @param field what it stands for; LITERAL for text that stands for itself
/// @param text as written in the pattern
/// @param compact whether `FM` stands before it: no blanks and zeros in front
record PatternToken(Field field, String text, boolean compact) {

  /// What a pattern can name; longer names come first where one starts with the other.
  enum Field {
    LITERAL(""),
    YEAR4("YYYY"),
    ISO_YEAR("IYYY"),
    YEAR3("YYY"),
    YEAR2("YY"),
    YEAR1("Y"),
    MONTH_NAME("MONTH"),
    MONTH_SHORT("MON"),
    MINUTE("MI"),
    MILLIS("MS"),
    MONTH("MM"),
    DAY_OF_YEAR("DDD"),
    DAY_NAME("DAY"),
    DAY("DD"),
    DAY_SHORT("DY"),
    DAY_OF_WEEK("D"),
    ISO_DAY("ID"),
    ISO_WEEK("IW"),
    WEEK("WW"),
    QUARTER("Q"),
    CENTURY("CC"),
    HOUR24("HH24"),
    HOUR12("HH12"),
    HOUR("HH"),
    SECOND_OF_DAY("SSSS"),
    SECOND("SS"),
    MICROS("US"),
    MERIDIEM("AM"),
    MERIDIEM_PM("PM"),
    ZONE("TZ");

    private final String name;

    Field(String name) {
      this.name = name;
    }
  }

  /// The tokens of a pattern: the longest names first, `"quoted"` text and everything else stands
  /// for itself.
  static List<PatternToken> parse(String pattern) {
    List<PatternToken> tokens = new ArrayList<>();
    String upper = pattern.toUpperCase(Locale.ROOT);
    boolean compact = false;
    int at = 0;
    while (at < pattern.length()) {
      if (upper.startsWith("FM", at)) {
        compact = true;
        at += 2;
        continue;
      }
      PatternToken token = next(pattern, upper, at, compact);
      compact = false;
      tokens.add(token);
      at += token.text().length();
      if (token.field() == Field.LITERAL && pattern.charAt(at - token.text().length()) == '"') {
        int end = pattern.indexOf('"', at);
        String quoted = pattern.substring(at, end < 0 ? pattern.length() : end);
        tokens.set(tokens.size() - 1, new PatternToken(Field.LITERAL, quoted, false));
        at = end < 0 ? pattern.length() : end + 1;
      }
    }
    return tokens;
  }

  private static PatternToken next(String pattern, String upper, int at, boolean compact) {
    Field best = Field.LITERAL;
    for (Field field : Field.values()) {
      if (field.name.length() > best.name.length() && upper.startsWith(field.name, at)) {
        best = field;
      }
    }
    int length = best == Field.LITERAL ? 1 : best.name.length();
    return new PatternToken(best, pattern.substring(at, at + length), compact);
  }

  /// `text` in the case in which the token is written: `MON`, `Mon` or `mon`.
  String inCase(String value) {
    if (Character.isLowerCase(text.charAt(0))) {
      return value.toLowerCase(Locale.ROOT);
    }
    return text.length() > 1 && Character.isLowerCase(text.charAt(1))
        ? value.substring(0, 1) + value.substring(1).toLowerCase(Locale.ROOT)
        : value.toUpperCase(Locale.ROOT);
  }
}
