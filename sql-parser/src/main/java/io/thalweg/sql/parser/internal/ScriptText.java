package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.TextPosition;
import java.util.Arrays;

/// A script's text and where its lines begin. Immutable.
final class ScriptText {
  private final String sql;
  private final int[] lineStarts;

  ScriptText(String sql) {
    this.sql = sql;
    int[] starts = new int[16];
    int lines = 1;
    for (int at = sql.indexOf('\n'); at >= 0; at = sql.indexOf('\n', at + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, lines * 2);
      }
      starts[lines++] = at + 1;
    }
    this.lineStarts = Arrays.copyOf(starts, lines);
  }

  String sql() {
    return sql;
  }

  /// The line of an offset, from 1.
  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// The column of an offset in its line, from 1.
  int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  TextPosition position(int offset) {
    return new TextPosition(line(offset), column(offset));
  }
}
