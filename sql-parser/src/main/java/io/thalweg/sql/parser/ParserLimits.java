package io.thalweg.sql.parser;

/// What a statement may cost, checked on its tokens before it is parsed.
///
/// @param bytes of the text in UTF-8
/// @param tokens of the text, without comments
/// @param depth how deep parentheses, brackets, CASE, and runs of prefix operators may nest
public record ParserLimits(int bytes, int tokens, int depth) {

  /// 16 MiB, four million tokens, 1,000 levels.
  public static final ParserLimits DEFAULT = new ParserLimits(16 << 20, 4_000_000, 1_000);

  public ParserLimits {
    if (bytes < 1 || tokens < 1 || depth < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }
}
