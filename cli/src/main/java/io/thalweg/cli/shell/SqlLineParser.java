package io.thalweg.cli.shell;

import io.thalweg.sql.parser.StatementSplitter;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells JLine when a statement is complete and which word is being completed. Stateless.
final class SqlLineParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean run = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
    if (run && !line.startsWith(".") && !StatementSplitter.isComplete(line)) {
      throw new EOFError(-1, -1, "the statement goes on");
    }
    int start = cursor;
    while (start > 0 && isWordPart(line.charAt(start - 1))) {
      start--;
    }
    return new Word(line, line.substring(start, cursor), cursor);
  }

  /// A word reaches over dots, so that `tpch.sf1.li` is completed as a whole.
  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '"';
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /// @param word the part of the word before the cursor
  private record Word(String line, String word, int cursor) implements CompletingParsedLine {
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }
  }
}
