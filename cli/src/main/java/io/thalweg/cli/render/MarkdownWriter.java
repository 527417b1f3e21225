package io.thalweg.cli.render;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// A table of GitHub's Markdown.
final class MarkdownWriter implements ResultWriter {
  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    StringBuilder rule = new StringBuilder("|");
    writer.write('|');
    for (Rows.Column column : rows.columns()) {
      writer.write(" " + escape(column.name()) + " |");
      rule.append(column.number() ? "---:|" : "---|");
    }
    writer.write("\n" + rule + "\n");
    long count = 0;
    rows.flushBeforeWaiting(writer);
    while (rows.next()) {
      writer.write('|');
      for (int i = 0; i < rows.columns().size(); i++) {
        String text = rows.text(i);
        writer.write(" " + (text == null ? "NULL" : escape(text)) + " |");
      }
      writer.write('\n');
      count++;
    }
    writer.flush();
    return count;
  }

  private static String escape(String text) {
    String joined = String.join("<br>", CellText.lines(text.replace("\\", "\\\\")));
    return joined.replace("|", "\\|");
  }
}
