package io.thalweg.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.cli.render.Rows.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveTableTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("_epoch", "BIGINT", true),
          new Column("_weight", "INTEGER", true),
          new Column("k", "VARCHAR", false),
          new Column("n", "BIGINT", true));

  /// Rows that may be waited for after each one.
  private static final class Changes implements Rows {
    private final Iterator<List<Object>> rows;
    private List<Object> row = List.of();

    Changes(List<List<Object>> rows) {
      this.rows = rows.iterator();
    }

    @Override
    public List<Column> columns() {
      return COLUMNS;
    }

    @Override
    public boolean next() {
      boolean more = rows.hasNext();
      row = more ? rows.next() : row;
      return more;
    }

    @Override
    public boolean mayWait() {
      return true;
    }

    @Override
    public @Nullable String text(int column) {
      return row.get(column).toString();
    }

    @Override
    public Object value(int column) {
      return row.get(column);
    }

    @Override
    public Optional<ArrowReader> batches() {
      return Optional.empty();
    }
  }

  private static List<String> pictures(int height, List<List<Object>> changes)
      throws SQLException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LiveTable(TextStyle.PLAIN, height).write(new Changes(changes), out);
    return List.of(out.toString(StandardCharsets.UTF_8).split("\u001b\\[\\d+A\r\u001b\\[J"));
  }

  @Test
  void a_changelog_is_drawn_again_in_its_place() throws Exception {
    List<String> pictures =
        pictures(
            24,
            List.of(
                List.of(1L, 1, "b", 10L),
                List.of(1L, 1, "a", 5L),
                List.of(2L, -1, "a", 5L),
                List.of(2L, 1, "a", 6L)));
    String last = pictures.getLast();
    assertThat(last).contains("epoch 2 · 2 rows").doesNotContain("_weight");
    assertThat(last.lines().filter(line -> line.startsWith("│ a") || line.startsWith("│ b")))
        .containsExactly("│ a       │      6 │", "│ b       │     10 │");
    assertThat(pictures).hasSizeGreaterThan(4);
  }

  @Test
  void only_as_many_rows_as_the_terminal_has_room_for() throws Exception {
    List<String> pictures =
        pictures(
            9,
            List.of(
                List.of(1L, 1, "a", 1L),
                List.of(1L, 1, "b", 2L),
                List.of(1L, 1, "c", 3L),
                List.of(1L, 2, "d", 4L)));
    assertThat(pictures.getLast()).contains("5 rows, 2 shown").doesNotContain("│ c");
    assertThat(pictures.getLast().lines().count()).isLessThanOrEqualTo(9);
  }
}
