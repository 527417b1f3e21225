package io.thalweg.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

  @Test
  void semicolonsInsideOfStringsNamesAndCommentsDoNotSplit() {
    String script =
        "SELECT ';' ; SELECT \";\" -- ;\n ; SELECT $$;$$; /* ; /* ; */ ; */ SELECT E'\\';' ;; x";
    List<StatementSplitter.Piece> pieces = StatementSplitter.split(script);
    assertThat(pieces)
        .extracting(p -> p.text(script))
        .containsExactly("SELECT ';'", "SELECT \";\"", "SELECT $$;$$", "SELECT E'\\';'", "x");
    assertThat(pieces)
        .extracting(StatementSplitter.Piece::terminated)
        .containsExactly(true, true, true, true, false);
    assertThat(pieces.get(1).start()).isEqualTo(script.indexOf("SELECT \""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1;", "SELECT 1; -- more", "  ", "SELECT ';'; SELECT 2 ;"})
  void completeTexts(String text) {
    assertThat(StatementSplitter.isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT 'a;",
        "SELECT \"a;",
        "SELECT 1; /* a;",
        "$$ a;",
        "SELECT 1; x"
      })
  void incompleteTexts(String text) {
    assertThat(StatementSplitter.isComplete(text)).isFalse();
  }
}
