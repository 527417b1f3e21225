package io.thalweg.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class SqlHighlighterTest {
  @Test
  void colouringChangesNoCharacter() {
    for (String sql :
        new String[] {
          "", "  select 'a' -- c", "FROM \"x y\" /* open", "SELECT 12abc, 'open", ".mode csv", "é ☃"
        }) {
      assertThat(SqlHighlighter.highlight(sql).toString()).isEqualTo(sql);
    }
  }

  @Test
  void keywordsTextAndNumbersDiffer() {
    AttributedString shown = SqlHighlighter.highlight("select x, 'a', 1");
    assertThat(shown.styleAt(0)).isNotEqualTo(AttributedStyle.DEFAULT);
    assertThat(shown.styleAt(7)).isEqualTo(AttributedStyle.DEFAULT);
    assertThat(shown.styleAt(11)).isNotEqualTo(shown.styleAt(15)).isNotEqualTo(shown.styleAt(0));
  }
}
