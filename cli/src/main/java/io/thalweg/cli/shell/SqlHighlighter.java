package io.thalweg.cli.shell;

import io.thalweg.sql.parser.lexer.Lexer;
import io.thalweg.sql.parser.lexer.SqlToken;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Colours a statement while it is typed. Stateless.
final class SqlHighlighter implements Highlighter {
  private static final AttributedStyle KEYWORD =
      AttributedStyle.BOLD.foreground(AttributedStyle.BLUE);
  private static final AttributedStyle TEXT =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();
  private static final AttributedStyle WRONG =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return highlight(buffer);
  }

  static AttributedString highlight(String buffer) {
    if (buffer.startsWith(".")) {
      return new AttributedString(buffer);
    }
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    int end = 0;
    for (SqlToken token : Lexer.tokens(buffer)) {
      coloured.append(buffer, end, token.start());
      coloured.styled(style(token, buffer), token.text(buffer));
      end = token.end();
    }
    return coloured.append(buffer, end, buffer.length()).toAttributedString();
  }

  private static AttributedStyle style(SqlToken token, String buffer) {
    return switch (token.type()) {
      case WORD -> Keywords.contains(token.text(buffer)) ? KEYWORD : AttributedStyle.DEFAULT;
      case STRING, BINARY_STRING, UNTERMINATED_STRING -> TEXT;
      case INTEGER, DECIMAL, APPROXIMATE -> NUMBER;
      case COMMENT, UNTERMINATED_COMMENT -> COMMENT;
      case MALFORMED_NUMBER, UNKNOWN -> WRONG;
      case QUOTED_IDENTIFIER, UNTERMINATED_IDENTIFIER, PARAMETER, SYMBOL -> AttributedStyle.DEFAULT;
    };
  }

  @Override
  public void setErrorPattern(Pattern errorPattern) {
    // Errors are shown by the statement's report.
  }

  @Override
  public void setErrorIndex(int errorIndex) {
    // Errors are shown by the statement's report.
  }
}
