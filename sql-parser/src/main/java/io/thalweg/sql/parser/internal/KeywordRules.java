package io.thalweg.sql.parser.internal;

import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Says which words of a statement are keywords of the grammar. Every other word is a name.
///
/// Calcite reserves some 380 words. PostgreSQL, whose meaning we follow, reserves 77, and tells the
/// others from names by what stands around them; so does this class, by looking at most two tokens
/// back and ahead. Used by one thread.
final class KeywordRules {
  /// Keywords wherever they stand, except behind a dot or as a name after AS.
  private static final Set<String> RESERVED =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "ARRAY",
          "AS",
          "ASC",
          "ASYMMETRIC",
          "BETWEEN",
          "BOTH",
          "CASE",
          "CROSS",
          "DEFAULT",
          "DESC",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "FALSE",
          "FETCH",
          "FOR",
          "FROM",
          "FULL",
          "GROUP",
          "HAVING",
          "ILIKE",
          "IN",
          "INNER",
          "INTERSECT",
          "INTO",
          "IS",
          "JOIN",
          "LATERAL",
          "LEADING",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NATURAL",
          "NOT",
          "NULL",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "OUTER",
          "QUALIFY",
          "RIGHT",
          "SELECT",
          "SIMILAR",
          "SOME",
          "SYMMETRIC",
          "TABLE",
          "THEN",
          "TO",
          "TRAILING",
          "TRUE",
          "UNION",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WINDOW",
          "WITH");

  /// Words that the grammar takes as names too, so that they may always be keywords.
  private static final Set<String> ALSO_NAMES =
      Set.of(
          "BERNOULLI",
          "CENTURY",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "DAYS",
          "DECADE",
          "DOW",
          "DOY",
          "EPOCH",
          "EXCLUDE",
          "FOLLOWING",
          "HOURS",
          "IGNORE",
          "ISODOW",
          "ISOYEAR",
          "LAST",
          "MATCHED",
          "MICROSECOND",
          "MILLENNIUM",
          "MILLISECOND",
          "MINUTES",
          "MONTHS",
          "NANOSECOND",
          "NULLS",
          "ORDINALITY",
          "OTHERS",
          "PLACING",
          "PRECEDING",
          "QUARTER",
          "QUARTERS",
          "REPEATABLE",
          "REPLACE",
          "RESPECT",
          "SECONDS",
          "SETS",
          "TIES",
          "UNBOUNDED",
          "WEEK",
          "WEEKS",
          "YEARS",
          "ZONE",
          "FIRST");

  /// Keywords in front of a parenthesis.
  private static final Set<String> CALLED =
      Set.of(
          "ARRAY_AGG",
          "BINARY",
          "CAST",
          "CEIL",
          "CEILING",
          "CHAR",
          "CHARACTER",
          "CUBE",
          "DEC",
          "DECIMAL",
          "EXISTS",
          "EXTRACT",
          "FILTER",
          "FLOOR",
          "GROUP_CONCAT",
          "MATCH_RECOGNIZE",
          "NUMERIC",
          "OVERLAY",
          "POSITION",
          "ROLLUP",
          "ROW",
          "SAFE_CAST",
          "STRING_AGG",
          "SUBSTRING",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "TRIM",
          "TRY_CAST",
          "UNIQUE",
          "UNNEST",
          "VARBINARY",
          "VARCHAR");

  /// Keywords of the grammar that are functions' names in front of a parenthesis.
  private static final Set<String> FUNCTIONS =
      Set.of(
          "LEFT",
          "RIGHT",
          "REPLACE",
          "FIRST",
          "LAST",
          "QUARTER",
          "WEEK",
          "EPOCH",
          "CENTURY",
          "DECADE",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "ISODOW",
          "ISOYEAR",
          "MILLENNIUM",
          "MILLISECOND",
          "MICROSECOND",
          "NANOSECOND",
          "DOW",
          "DOY",
          "YEARS",
          "MONTHS",
          "DAYS",
          "HOURS",
          "MINUTES",
          "SECONDS",
          "WEEKS",
          "QUARTERS");

  private static final Set<String> UNITS =
      Set.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");

  private static final Set<String> PLURAL_UNITS =
      Set.of(
          "YEARS",
          "MONTHS",
          "DAYS",
          "HOURS",
          "MINUTES",
          "SECONDS",
          "WEEK",
          "WEEKS",
          "QUARTER",
          "QUARTERS");

  private static final Set<String> IN_MATCH_RECOGNIZE =
      Set.of(
          "AFTER",
          "CLASSIFIER",
          "DEFINE",
          "FINAL",
          "MATCH",
          "MATCH_NUMBER",
          "MEASURES",
          "NEXT",
          "ONE",
          "PAST",
          "PATTERN",
          "PER",
          "PERMUTE",
          "PREV",
          "ROW",
          "ROWS",
          "RUNNING",
          "SKIP",
          "SUBSET",
          "WITHIN");

  private final String sql;
  private final List<SqlToken> tokens;
  private final boolean matchRecognize;

  /// @param tokens of one statement, without comments
  KeywordRules(String sql, List<SqlToken> tokens) {
    this.sql = sql;
    this.tokens = tokens;
    boolean found = false;
    for (int i = 0; i < tokens.size() && !found; i++) {
      found = length(i) == 15 && word(i).equals("MATCH_RECOGNIZE");
    }
    this.matchRecognize = found;
  }

  static boolean isReserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }

  /// The words that are keywords in some place; what a shell completes.
  static Set<String> reserved() {
    return RESERVED;
  }

  /// Whether a word names a part of an interval.
  static boolean isUnit(String word) {
    return UNITS.contains(word) || PLURAL_UNITS.contains(word);
  }

  /// A token's text in upper case, empty outside of the statement and for what is no word or
  /// symbol.
  String word(int index) {
    if (index < 0 || index >= tokens.size()) {
      return "";
    }
    SqlToken token = tokens.get(index);
    boolean plain = token.type() == TokenType.WORD || token.type() == TokenType.SYMBOL;
    return plain ? token.text(sql).toUpperCase(Locale.ROOT) : "";
  }

  boolean isKeyword(int index) {
    String before = word(index - 1);
    if (before.equals(".")) {
      return false;
    }
    String word = word(index);
    String next = word(index + 1);
    if (next.equals("(") && FUNCTIONS.contains(word)) {
      return word.equals("REPLACE") && before.equals("*");
    }
    if (RESERVED.contains(word)) {
      return !(before.equals("AS") && endsItem(index + 1));
    }
    return ALSO_NAMES.contains(word)
        || (next.equals("(") && CALLED.contains(word))
        || (matchRecognize && IN_MATCH_RECOGNIZE.contains(word))
        || isKeywordHere(index, word, before, next);
  }

  /// `AS end, …`: every word can name a column behind AS.
  private boolean endsItem(int index) {
    return index >= tokens.size() || Set.of(",", ")", ";", "FROM").contains(word(index));
  }

  private boolean isKeywordHere(int index, String word, String before, String next) {
    return switch (word) {
      case "BY" -> Set.of("GROUP", "ORDER", "PARTITION").contains(before);
      case "PARTITION" -> next.equals("BY");
      case "OVER" -> before.equals(")") || before.equals("NULLS");
      case "WITHIN" -> next.equals("GROUP");
      case "ROWS", "RANGE", "GROUPS", "ROW", "NEXT", "ONLY", "NO", "CURRENT" ->
          isFrameWord(index, word, before, next);
      case "MAP" -> next.equals("[") || next.equals("<");
      case "GROUPING" -> next.equals("SETS");
      case "UNKNOWN" -> before.equals("IS") || before.equals("NOT");
      case "ESCAPE" -> is(index + 1, TokenType.STRING) || is(index + 1, TokenType.PARAMETER);
      case "RECURSIVE" -> before.equals("WITH");
      case "ASOF" -> next.equals("JOIN");
      case "MATCH_CONDITION", "TABLESAMPLE", "INTERVAL", "SYSTEM", "SYSTEM_TIME", "OF", "STREAM" ->
          isClauseWord(index, word, before, next);
      case "SET", "INSERT", "UPDATE", "DELETE", "MERGE" -> isChange(index, word, before, next);
      case "EMIT" -> next.equals("CHANGES") || (next.equals("ON") && isWatermark(index + 2));
      case "ISNULL", "NOTNULL" -> endsOperand(index - 1) && !next.equals("(");
      case "DATE", "TIME", "TIMESTAMP", "DOUBLE", "PRECISION", "CHAR", "CHARACTER", "BINARY" ->
          isTypeWord(index, word, before, next);
      case "VARYING", "WITHOUT", "LOCAL", "AT", "UUID", "TIMESTAMPTZ" ->
          isTypeWord(index, word, before, next);
      default -> UNITS.contains(word) && isUnitHere(index, before, next);
    };
  }

  private boolean isWatermark(int index) {
    return word(index).equals("WATERMARK");
  }

  private boolean isFrameWord(int index, String word, String before, String next) {
    boolean offset = isCount(index - 1) && isFetchWord(index - 2);
    return switch (word) {
      case "ROW" -> before.equals("CURRENT") || next.equals("ONLY") || offset;
      case "ROWS" -> startsFrame(index + 1, next) || next.equals("ONLY") || offset;
      case "RANGE", "GROUPS" -> startsFrame(index + 1, next);
      case "NEXT" -> before.equals("FETCH");
      case "ONLY" -> before.equals("ROW") || before.equals("ROWS");
      case "NO" -> next.equals("OTHERS");
      default -> next.equals("ROW");
    };
  }

  private boolean isFetchWord(int index) {
    return Set.of("OFFSET", "FIRST", "NEXT").contains(word(index));
  }

  private boolean isCount(int index) {
    return is(index, TokenType.INTEGER) || is(index, TokenType.PARAMETER);
  }

  private boolean startsFrame(int index, String next) {
    return Set.of("BETWEEN", "UNBOUNDED", "INTERVAL").contains(next)
        || (next.equals("CURRENT") && word(index + 1).equals("ROW"))
        || Set.of("PRECEDING", "FOLLOWING").contains(word(index + 1));
  }

  private boolean isClauseWord(int index, String word, String before, String next) {
    return switch (word) {
      case "STREAM" -> before.equals("SELECT") && startsOperand(index + 1);
      case "OF" -> before.equals("AS");
      case "SYSTEM_TIME" -> before.equals("FOR") && next.equals("AS");
      case "TABLESAMPLE" -> next.equals("BERNOULLI") || next.equals("SYSTEM");
      case "SYSTEM" -> before.equals("TABLESAMPLE");
      case "INTERVAL" -> startsInterval(index + 1, next);
      default -> startsOperand(index + 1);
    };
  }

  private boolean startsInterval(int index, String next) {
    return is(index, TokenType.STRING)
        || is(index, TokenType.INTEGER)
        || is(index, TokenType.DECIMAL)
        || is(index, TokenType.PARAMETER)
        || Set.of("(", "-", "+").contains(next)
        || UNITS.contains(next)
        || (isName(index) && isUnit(word(index + 1)));
  }

  /// The heads of INSERT, UPDATE, DELETE and MERGE, and of the branches of MERGE.
  private boolean isChange(int index, String word, String before, String next) {
    boolean branch = before.equals("THEN");
    return switch (word) {
      case "SET" ->
          (isName(index + 1) && Set.of("=", ".", "(").contains(word(index + 2)))
              || (word(0).equals("UPDATE") && index > 1 && endsOperand(index - 1));
      case "INSERT" -> next.equals("INTO") || branch;
      case "DELETE" -> next.equals("FROM") || branch;
      case "UPDATE" -> branch || next.equals("SET") || isName(index + 1);
      default -> next.equals("INTO");
    };
  }

  private boolean isTypeWord(int index, String word, String before, String next) {
    boolean literal = is(index + 1, TokenType.STRING);
    return switch (word) {
      case "DATE", "UUID", "TIMESTAMPTZ" -> literal;
      case "TIME" ->
          literal
              || isZoned(index + 1, next)
              || Set.of("AT", "LOCAL", "WITHOUT").contains(before)
              || (before.equals("WITH") && next.equals("ZONE"));
      case "TIMESTAMP" -> literal || isZoned(index + 1, next);
      case "DOUBLE" -> next.equals("PRECISION");
      case "PRECISION" -> before.equals("DOUBLE");
      case "VARYING" -> Set.of("CHAR", "CHARACTER", "BINARY").contains(before);
      case "WITHOUT" -> next.equals("TIME");
      case "LOCAL" -> before.equals("WITH") && next.equals("TIME");
      case "AT" -> next.equals("TIME") && word(index + 2).equals("ZONE");
      default -> next.equals("VARYING");
    };
  }

  private boolean isZoned(int index, String next) {
    return (next.equals("WITH") || next.equals("WITHOUT"))
        && Set.of("TIME", "LOCAL").contains(word(index + 1));
  }

  private boolean isUnitHere(int index, String before, String next) {
    if (before.equals("TO") || before.equals("INTERVAL")) {
      return true;
    }
    if (before.equals("(")) {
      return next.equals("FROM") || word(index - 2).startsWith("TIMESTAMP");
    }
    return isIntervalHead(index - 1, before);
  }

  /// `INTERVAL value`, with an optional sign, ending at `last`.
  private boolean isIntervalHead(int last, String before) {
    int first = last;
    if (before.equals(")")) {
      int depth = 1;
      while (first > 0 && depth > 0) {
        String word = word(--first);
        depth += word.equals(")") ? 1 : word.equals("(") ? -1 : 0;
      }
    }
    String head = word(first - 1);
    return head.equals("INTERVAL")
        || ((head.equals("-") || head.equals("+")) && word(first - 2).equals("INTERVAL"));
  }

  private boolean startsOperand(int index) {
    if (index >= tokens.size()) {
      return false;
    }
    return switch (tokens.get(index).type()) {
      case SYMBOL -> Set.of("(", "*", "-", "+").contains(word(index));
      case WORD -> !RESERVED.contains(word(index)) || isOperandWord(word(index));
      default -> true;
    };
  }

  private static boolean isOperandWord(String word) {
    return Set.of(
            "CASE", "NOT", "NULL", "TRUE", "FALSE", "ARRAY", "ALL", "DISTINCT", "LEFT", "RIGHT")
        .contains(word);
  }

  private boolean endsOperand(int index) {
    return index >= 0
        && switch (tokens.get(index).type()) {
          case SYMBOL -> word(index).equals(")") || word(index).equals("]");
          case WORD -> !RESERVED.contains(word(index)) || word(index).equals("NULL");
          default -> true;
        };
  }

  private boolean isName(int index) {
    return is(index, TokenType.QUOTED_IDENTIFIER)
        || (is(index, TokenType.WORD) && !RESERVED.contains(word(index)));
  }

  private boolean is(int index, TokenType type) {
    return index >= 0 && index < tokens.size() && tokens.get(index).type() == type;
  }

  private int length(int index) {
    return tokens.get(index).end() - tokens.get(index).start();
  }
}
