package io.thalweg.cli.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows what a changelog adds up to as a table that is drawn again in its place after each epoch,
/// as many rows as the terminal has room for.
///
/// The first two columns are the epoch and the weight. Used by one thread.
public final class LiveTable implements ResultWriter {
  /// More different rows are not kept in order: the first ones are shown.
  private static final int SORTED = 20_000;

  /// Borders, names, types and the line below.
  private static final int FRAME_LINES = 7;

  private static final int CHANGE_COLUMNS = 2;
  private static final double NANOS_PER_SECOND = 1e9;

  private final TextStyle style;
  private final int height;
  private final Map<List<@Nullable String>, Integer> table = new HashMap<>();
  private final long start = System.nanoTime();
  private int drawnLines;
  private long changes;
  private long epoch;

  /// @param height of the terminal in lines
  public LiveTable(TextStyle style, int height) {
    this.style = style;
    this.height = height;
  }

  @Override
  public long write(Rows rows, OutputStream out) throws SQLException, IOException {
    List<Rows.Column> columns = rows.columns().subList(CHANGE_COLUMNS, rows.columns().size());
    draw(columns, out);
    while (true) {
      if (rows.mayWait()) {
        draw(columns, out);
      }
      if (!rows.next()) {
        break;
      }
      add(rows);
    }
    draw(columns, out);
    return changes;
  }

  private void add(Rows rows) throws SQLException {
    epoch = ((Number) value(rows, 0)).longValue();
    int weight = ((Number) value(rows, 1)).intValue();
    List<@Nullable String> row = new ArrayList<>();
    for (int i = CHANGE_COLUMNS; i < rows.columns().size(); i++) {
      row.add(rows.text(i));
    }
    int sum = table.getOrDefault(row, 0) + weight;
    if (sum == 0) {
      table.remove(row);
    } else {
      table.put(row, sum);
    }
    changes++;
  }

  private static Object value(Rows rows, int column) throws SQLException {
    Object value = rows.value(column);
    return value == null ? 0 : value;
  }

  private void draw(List<Rows.Column> columns, OutputStream out) throws SQLException, IOException {
    java.io.ByteArrayOutputStream picture = new java.io.ByteArrayOutputStream();
    List<List<@Nullable String>> shown = shown(columns);
    new TableWriter(style).write(new KeptRows(columns, shown), picture);
    String text = picture.toString(StandardCharsets.UTF_8) + footer(shown.size()) + "\n";
    String back = drawnLines == 0 ? "" : "\u001b[" + drawnLines + "A\r\u001b[J";
    out.write((back + text).getBytes(StandardCharsets.UTF_8));
    out.flush();
    drawnLines = (int) text.lines().count();
  }

  private String footer(int shown) {
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    long rows = table.values().stream().mapToLong(Integer::longValue).sum();
    String text =
        String.format(
            java.util.Locale.ROOT,
            "epoch %,d · %,d rows%s · %,.0f changes/s · Ctrl-C stops",
            epoch,
            rows,
            shown < rows ? ", " + shown + " shown" : "",
            changes / Math.max(seconds, 0.001));
    return style.dim(style.width() > 0 ? CellText.cut(text, style.width()) : text);
  }

  private List<List<@Nullable String>> shown(List<Rows.Column> columns) {
    int room = Math.max(1, height - FRAME_LINES);
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Map.Entry<List<@Nullable String>, Integer> entry : table.entrySet()) {
      rows.addAll(
          Collections.nCopies(Math.max(0, Math.min(room, entry.getValue())), entry.getKey()));
    }
    if (rows.size() <= SORTED) {
      rows.sort((left, right) -> compare(columns, left, right));
    }
    return rows.size() > room ? rows.subList(0, room) : rows;
  }

  /// Column by column, numbers by value, NULL last.
  private static int compare(
      List<Rows.Column> columns, List<@Nullable String> left, List<@Nullable String> right) {
    for (int i = 0; i < columns.size(); i++) {
      String one = left.get(i);
      String other = right.get(i);
      int order =
          one == null || other == null
              ? Boolean.compare(one == null, other == null)
              : columns.get(i).number()
                  ? number(one).compareTo(number(other))
                  : one.compareTo(other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
