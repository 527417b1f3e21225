package io.thalweg.cli.render;

import io.thalweg.cli.render.Rows.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// A box with a row of names and a row of types; numbers stand right.
///
/// The widths come from the first [#SAMPLE] rows. Later rows stream: on a terminal what is too wide
/// is cut, elsewhere it moves the border.
final class TableWriter implements ResultWriter {
  static final int SAMPLE = 1_000;
  private static final String OMITTED = "…";

  private final TextStyle style;

  TableWriter(TextStyle style) {
    this.style = style;
  }

  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    List<List<Cell>> sample = new ArrayList<>();
    boolean more = true;
    while (more && sample.size() < SAMPLE && (sample.isEmpty() || !rows.mayWait())) {
      more = rows.next();
      if (more) {
        sample.add(read(rows));
      }
    }
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Box box = new Box(writer, rows.columns(), fit(rows.columns(), sample));
    box.header();
    for (List<Cell> row : sample) {
      box.row(row);
    }
    long count = sample.size();
    if (more) {
      rows.flushBeforeWaiting(writer);
      while (rows.next()) {
        box.row(read(rows));
        count++;
      }
    }
    box.rule("└", "┴", "┘");
    writer.flush();
    return count;
  }

  private static List<Cell> read(Rows rows) throws SQLException {
    int columns = rows.columns().size();
    List<Cell> cells = new ArrayList<>(columns);
    for (int i = 0; i < columns; i++) {
      String text = rows.text(i);
      cells.add(text == null ? Cell.NULL : new Cell(CellText.lines(text), false));
    }
    return cells;
  }

  /// @param lines at least one
  private record Cell(List<String> lines, boolean isNull) {
    static final Cell NULL = new Cell(List.of("NULL"), true);

    String line(int index) {
      return index < lines.size() ? lines.get(index) : "";
    }

    int width() {
      return lines.stream().mapToInt(CellText::width).max().orElse(0);
    }
  }

  private ColumnFit fit(List<Column> columns, List<List<Cell>> sample) {
    int[] natural = new int[columns.size()];
    for (int i = 0; i < natural.length; i++) {
      Column column = columns.get(i);
      int width = Math.max(CellText.width(CellText.line(column.name())), column.type().length());
      for (List<Cell> row : sample) {
        width = Math.max(width, row.get(i).width());
      }
      natural[i] = width;
    }
    return ColumnFit.of(natural, style.width());
  }

  /// Draws one table.
  private final class Box {
    private final Writer out;
    private final List<Column> columns;
    private final ColumnFit fit;

    Box(Writer out, List<Column> columns, ColumnFit fit) {
      this.out = out;
      this.columns = columns;
      this.fit = fit;
    }

    void header() throws IOException {
      rule("┌", "┬", "┐");
      line(i -> new Cell(List.of(CellText.line(columns.get(i).name())), false), 0, style::bold);
      line(i -> new Cell(List.of(columns.get(i).type()), false), 0, style::dim);
      rule("├", "┼", "┤");
    }

    void row(List<Cell> cells) throws IOException {
      int lines = 1;
      for (Cell cell : cells) {
        lines = Math.max(lines, cell.lines().size());
      }
      for (int i = 0; i < lines; i++) {
        line(cells::get, i, text -> text);
      }
    }

    private void line(
        IntFunction<Cell> cells, int index, java.util.function.UnaryOperator<String> paint)
        throws IOException {
      for (int i = 0; i < fit.shown().size(); i++) {
        int column = fit.shown().get(i);
        int width = fit.widths().get(i);
        out.write("│ ");
        if (column == ColumnFit.OMITTED) {
          out.write(OMITTED);
        } else {
          Cell cell = cells.apply(column);
          String text = cell.line(index);
          String padded =
              CellText.pad(
                  style.width() > 0 ? CellText.cut(text, width) : text,
                  width,
                  columns.get(column).number());
          out.write(cell.isNull() ? style.dim(padded) : paint.apply(padded));
        }
        out.write(' ');
      }
      out.write("│\n");
    }

    void rule(String left, String middle, String right) throws IOException {
      out.write(left);
      for (int i = 0; i < fit.widths().size(); i++) {
        out.write(i == 0 ? "" : middle);
        out.write("─".repeat(fit.widths().get(i) + 2));
      }
      out.write(right + "\n");
    }
  }
}
