package io.thalweg.cli.render;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// One line per row, the names first.
final class DelimitedWriter implements ResultWriter {
  private final Delimiter delimiter;

  DelimitedWriter(Delimiter delimiter) {
    this.delimiter = delimiter;
  }

  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    int columns = rows.columns().size();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      next(line, i);
      delimiter.append(line, rows.columns().get(i).name());
    }
    end(writer, line);
    long count = 0;
    rows.flushBeforeWaiting(writer);
    while (rows.next()) {
      for (int i = 0; i < columns; i++) {
        next(line, i);
        String text = rows.text(i);
        if (text == null) {
          delimiter.appendNull(line);
        } else {
          delimiter.append(line, text);
        }
      }
      end(writer, line);
      count++;
    }
    writer.flush();
    return count;
  }

  private void next(StringBuilder line, int column) {
    if (column > 0) {
      line.append(delimiter.character());
    }
  }

  private static void end(Writer writer, StringBuilder line) throws IOException {
    line.append('\n');
    writer.append(line);
    line.setLength(0);
  }
}
