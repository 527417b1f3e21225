package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.lexer.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/// What is wrong with a text, as coded errors with a position.
final class SyntaxErrors {
  private static final int SHOWN_TOKEN = 40;
  static final String NO_QUERY = "this is an expression and no query; write SELECT before it";

  private static final Predicate<String> WORD =
      Pattern.compile("[A-Z]{2}[A-Z ]*").asMatchPredicate();
  private static final int ANY = -1;
  private static final int SHOWN_EXPECTED = 7;

  private SyntaxErrors() {}

  /// An error of the lexer.
  static ThalwegException atToken(ScriptText text, SqlToken token) {
    String image = quote(token.text(text.sql()));
    String message =
        switch (token.type()) {
          case UNTERMINATED_STRING -> "the string " + image + " does not end; close it with '";
          case UNTERMINATED_IDENTIFIER -> "the name " + image + " does not end; close it with \"";
          case UNTERMINATED_COMMENT -> "the comment " + image + " does not end; close it with */";
          case MALFORMED_NUMBER ->
              image + " is no number and no name; put a space behind the number or quote the name";
          default -> unknown(image);
        };
    return error(message, text.position(token.start()));
  }

  private static String unknown(String image) {
    return switch (image) {
      case "'\"\"'" -> "a quoted name cannot be empty";
      case "'`'" -> "'`' does not quote names here; use \"name\"";
      default -> "syntax error at " + image + "; no operator or name is written like this";
    };
  }

  /// An error of the grammar.
  static ThalwegException of(ParseException e) {
    if (e.currentToken == null || e.currentToken.next == null) {
      return error(String.valueOf(e.getMessage()), new TextPosition(1, 1));
    }
    Token token = e.currentToken.next;
    List<String> second = expected(e, token.kind);
    boolean fits = expected(e, ANY).contains(token.image.toUpperCase(Locale.ROOT));
    if (token.next != null && (fits || !second.isEmpty())) {
      return unexpected(token.next, second);
    }
    Token last = e.currentToken;
    if (last.kind == ThalwegSqlParserImplConstants.IDENTIFIER) {
      List<String> meant = Suggestions.nearest(last.image, KeywordRules.reserved());
      if (!meant.isEmpty() && last.image.length() > 2) {
        return error(
            "syntax error at " + quote(last.image) + "; did you mean " + meant.getFirst() + "?",
            position(last));
      }
    }
    return unexpected(token, expected(e, ANY));
  }

  /// @param expected words that could stand there, empty when there is too much choice
  static ThalwegException unexpected(Token token, List<String> expected) {
    boolean end = token.kind == ThalwegSqlParserImplConstants.EOF;
    String at = end ? "at the end of the statement" : "at " + quote(token.image);
    List<String> near =
        end || !Words.isWord(token)
            ? List.of()
            : Suggestions.nearest(token.image, expected.stream().filter(WORD).toList());
    String hint = "";
    if (!near.isEmpty()) {
      hint = "; did you mean " + String.join(" or ", near) + "?";
    } else if (!expected.isEmpty() && expected.size() <= SHOWN_EXPECTED) {
      hint = "; expected " + String.join(" or ", expected);
    } else if (end) {
      hint = "; it is not complete";
    } else if (KeywordRules.isReserved(token.image)) {
      hint = "; it is a reserved word, as a name write \"" + token.image + "\"";
    }
    return error("syntax error " + at + hint, position(token));
  }

  /// An error that an action of Calcite's grammar raised.
  static ThalwegException of(CalciteContextException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String reason = String.valueOf(cause.getMessage());
    boolean expression = reason.startsWith("Non-query expression");
    return error(
        expression ? NO_QUERY : "syntax error: " + reason,
        new TextPosition(Math.max(1, e.getPosLine()), Math.max(1, e.getPosColumn())));
  }

  static ThalwegException at(SqlParserPos pos, String message) {
    return error(
        message, new TextPosition(Math.max(1, pos.getLineNum()), Math.max(1, pos.getColumnNum())));
  }

  static ThalwegException at(Token token, String message) {
    return error(message, position(token));
  }

  private static TextPosition position(Token token) {
    return new TextPosition(token.beginLine, token.beginColumn);
  }

  private static ThalwegException error(String message, TextPosition position) {
    return new ThalwegException(ErrorCode.SYNTAX_ERROR, message, position, null);
  }

  /// @param first the kind of the token in front of the expected ones, ANY for the first tokens
  private static List<String> expected(ParseException e, int first) {
    List<String> expected = new ArrayList<>();
    if (e.expectedTokenSequences == null) {
      return expected;
    }
    for (int[] sequence : e.expectedTokenSequences) {
      boolean fits = first == ANY || (sequence.length > 1 && sequence[0] == first);
      String image = fits ? image(sequence[first == ANY ? 0 : 1]) : "";
      if (!image.isEmpty() && !expected.contains(image)) {
        expected.add(image);
      }
    }
    return expected;
  }

  /// How a kind of token is called in a message, empty for what is rarely meant.
  private static String image(int kind) {
    String image = ThalwegSqlParserImplConstants.tokenImage[kind];
    if (!image.startsWith("\"")) {
      return name(image);
    }
    String plain = image.substring(1, image.length() - 1);
    return isUpper(plain) && !KeywordRules.isReserved(plain) ? "" : plain;
  }

  private static boolean isUpper(String word) {
    return word.charAt(0) >= 'A' && word.charAt(0) <= 'Z';
  }

  private static String name(String image) {
    return switch (image) {
      case "<IDENTIFIER>" -> "a name";
      case "<QUOTED_STRING>" -> "a string";
      case "<UNSIGNED_INTEGER_LITERAL>" -> "a number";
      case "<EOF>" -> "the end";
      default -> "";
    };
  }

  /// Text from a statement, short enough for a message.
  static String quote(String image) {
    String line = image.strip().replaceAll("\\s+", " ");
    return "'"
        + (line.length() <= SHOWN_TOKEN ? line : line.substring(0, SHOWN_TOKEN - 1) + "…")
        + "'";
  }
}
