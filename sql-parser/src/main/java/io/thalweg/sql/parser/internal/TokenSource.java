package io.thalweg.sql.parser.internal;

import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Feeds one statement's tokens to the generated parser, in place of the generated lexer.
///
/// Words become keywords where [KeywordRules] says so, and are names everywhere else. That is how
/// columns can be called `year`, `value` or `position` without a conflict in the grammar.
final class TokenSource extends ThalwegSqlParserImplTokenManager {
  /// Kinds by keyword (upper case) and by symbol.
  private static final Map<String, Integer> KINDS = kinds();

  private final ScriptText text;
  private final List<SqlToken> tokens;
  private final KeywordRules keywords;
  private final Deque<Token> pending = new ArrayDeque<>();
  private int at;

  /// @param tokens of one statement, without comments
  TokenSource(ScriptText text, List<SqlToken> tokens) {
    super(new SimpleCharStream(new StringReader("")));
    this.text = text;
    this.tokens = tokens;
    this.keywords = new KeywordRules(text.sql(), tokens);
  }

  /// The kind of a keyword or symbol, -1 when the grammar has none.
  static int kind(String image) {
    return KINDS.getOrDefault(image, -1);
  }

  @Override
  public Token getNextToken() {
    if (!pending.isEmpty()) {
      return pending.remove();
    }
    if (at == tokens.size()) {
      return endOfInput();
    }
    int index = at++;
    String phrase = phrase(index);
    if (!phrase.isEmpty()) {
      for (String word : phrase.split(" ")) {
        pending.add(placed(token(kind(word), word), tokens.get(index)));
      }
      return pending.remove();
    }
    if (isShortInterval(index)) {
      expandInterval(index);
      return pending.remove();
    }
    SqlToken source = tokens.get(index);
    return placed(token(kind(source, index), image(source)), source);
  }

  /// The standard's words for PostgreSQL's, empty when there is nothing to replace.
  private String phrase(int index) {
    return switch (keywords.word(index)) {
      case "ISNULL" -> keywords.isKeyword(index) ? "IS NULL" : "";
      case "NOTNULL" -> keywords.isKeyword(index) ? "IS NOT NULL" : "";
      case "TIMESTAMPTZ" -> keywords.isKeyword(index) ? "TIMESTAMP WITH TIME ZONE" : "";
      case "[" -> isArrayBrackets(index) ? "ARRAY" : "";
      default -> "";
    };
  }

  /// `INTEGER[]`: a pair of empty brackets behind a type's name. Reads the second one.
  private boolean isArrayBrackets(int index) {
    boolean brackets =
        keywords.word(index + 1).equals("]") && !keywords.word(index - 1).equals("ARRAY");
    if (brackets) {
      at++;
    }
    return brackets;
  }

  /// `INTERVAL '3 days'`: the units are in the text.
  private boolean isShortInterval(int index) {
    return keywords.word(index).equals("INTERVAL")
        && keywords.isKeyword(index)
        && index + 1 < tokens.size()
        && tokens.get(index + 1).type() == TokenType.STRING
        && !KeywordRules.isUnit(keywords.word(index + 2));
  }

  private void expandInterval(int index) {
    SqlToken string = tokens.get(index + 1);
    at++;
    pending.add(placed(token(kind("INTERVAL"), "INTERVAL"), tokens.get(index)));
    IntervalText interval = IntervalText.parse(text, string, image(string));
    pending.add(
        placed(
            token(ThalwegSqlParserImplConstants.QUOTED_STRING, "'" + interval.value() + "'"),
            string));
    for (String word : interval.qualifier().split(" ")) {
      pending.add(placed(token(kind(word), word), string));
    }
  }

  private static Token token(int kind, String image) {
    Token token = new Token();
    token.kind = kind;
    token.image = image;
    return token;
  }

  private Token placed(Token token, SqlToken source) {
    place(token, source.start(), source.end() - 1);
    return token;
  }

  private Token endOfInput() {
    Token token = token(ThalwegSqlParserImplConstants.EOF, "");
    int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
    place(token, end, end);
    return token;
  }

  private void place(Token token, int first, int last) {
    token.beginLine = text.line(first);
    token.beginColumn = text.column(first);
    token.endLine = text.line(last);
    token.endColumn = text.column(last);
  }

  private int kind(SqlToken token, int index) {
    return switch (token.type()) {
      case WORD -> word(index);
      case QUOTED_IDENTIFIER -> ThalwegSqlParserImplConstants.QUOTED_IDENTIFIER;
      case STRING -> ThalwegSqlParserImplConstants.QUOTED_STRING;
      case BINARY_STRING -> ThalwegSqlParserImplConstants.BINARY_STRING_LITERAL;
      case INTEGER -> ThalwegSqlParserImplConstants.UNSIGNED_INTEGER_LITERAL;
      case DECIMAL -> ThalwegSqlParserImplConstants.DECIMAL_NUMERIC_LITERAL;
      case APPROXIMATE -> ThalwegSqlParserImplConstants.APPROX_NUMERIC_LITERAL;
      case PARAMETER -> ThalwegSqlParserImplConstants.HOOK;
      case SYMBOL -> symbol(token);
      case COMMENT,
          UNTERMINATED_STRING,
          UNTERMINATED_IDENTIFIER,
          UNTERMINATED_COMMENT,
          MALFORMED_NUMBER,
          UNKNOWN ->
          throw SyntaxErrors.atToken(text, token);
    };
  }

  private int word(int index) {
    return keywords.isKeyword(index)
        ? kind(keywords.word(index))
        : ThalwegSqlParserImplConstants.IDENTIFIER;
  }

  private int symbol(SqlToken token) {
    int kind = kind(token.text(text.sql()));
    if (kind < 0) {
      throw SyntaxErrors.atToken(text, token);
    }
    return kind;
  }

  /// The spelling the grammar's actions understand: strings as `'it''s'`, numbers in decimal.
  private String image(SqlToken token) {
    String image = token.text(text.sql());
    return switch (token.type()) {
      case STRING -> image.charAt(0) == '\'' ? image : Literals.standardString(text, token);
      case INTEGER, DECIMAL, APPROXIMATE -> Literals.standardNumber(image);
      case QUOTED_IDENTIFIER ->
          image.charAt(0) == '"' ? image : Literals.standardIdentifier(text, token);
      default -> image;
    };
  }

  private static Map<String, Integer> kinds() {
    Map<String, Integer> kinds = new HashMap<>();
    String[] images = ThalwegSqlParserImplConstants.tokenImage;
    for (int kind = 0; kind < images.length; kind++) {
      String image = images[kind];
      if (image.startsWith("\"") && image.length() > 2) {
        kinds.putIfAbsent(image.substring(1, image.length() - 1).toUpperCase(Locale.ROOT), kind);
      }
    }
    return kinds;
  }
}
