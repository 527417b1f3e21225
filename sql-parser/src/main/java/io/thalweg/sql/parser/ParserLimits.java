package io.thalweg.sql.parser;

/// What a statement may cost, checked on its tokens before it is parsed.
///
/// @param bytes of the text in UTF-8
/// @param tokens of the text, without comments
/// @param depth how deep parentheses, brackets, CASE, and runs of prefix operators may nest
public record ParserLimits(int bytes, int tokens, int depth) {

  /// How many operators other than AND and OR may follow each other without parentheses.
  public static final int MOST_OPERATORS = 250;

  /// 16 MiB, four million tokens, 250 levels: what fits the stack of a thread, with the planner's
  /// recursion behind the parser's.
  public static final ParserLimits DEFAULT = new ParserLimits(16 << 20, 4_000_000, 250);

  public ParserLimits {
    if (bytes < 1 || tokens < 1 || depth < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }
}
