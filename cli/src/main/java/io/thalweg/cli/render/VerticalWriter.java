package io.thalweg.cli.render;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/// One line per value; a rule with the row's number before each row.
final class VerticalWriter implements ResultWriter {
  private static final int RULE = 40;

  private final TextStyle style;

  VerticalWriter(TextStyle style) {
    this.style = style;
  }

  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    List<String> names = rows.columns().stream().map(c -> CellText.line(c.name())).toList();
    int width = names.stream().mapToInt(CellText::width).max().orElse(0);
    long count = 0;
    rows.flushBeforeWaiting(writer);
    while (rows.next()) {
      count++;
      String title = "─[ row " + count + " ]";
      writer.write(style.dim(title + "─".repeat(Math.max(0, RULE - title.length()))) + "\n");
      for (int i = 0; i < names.size(); i++) {
        writer.write(style.bold(CellText.pad(names.get(i), width, false)) + " │ ");
        String text = rows.text(i);
        String indent = "\n" + " ".repeat(width) + " │ ";
        writer.write(text == null ? style.dim("NULL") : String.join(indent, CellText.lines(text)));
        writer.write('\n');
      }
    }
    writer.flush();
    return count;
  }
}
