package io.thalweg.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  @Test
  void nearNamesAreSuggestedBestFirst() {
    List<String> columns = List.of("l_orderkey", "l_quantity", "l_tax", "l_quantiles");
    assertThat(Suggestions.hint("L_QUANTITI", columns))
        .isEqualTo("; did you mean \"l_quantity\" or \"l_quantiles\"?");
    assertThat(Suggestions.hint("quantity", columns)).isEqualTo("; did you mean \"l_quantity\"?");
  }

  @Test
  void nothingIsSuggestedForAStranger() {
    assertThat(Suggestions.hint("customer", List.of("l_orderkey", "x"))).isEmpty();
    assertThat(Suggestions.hint("a", List.of())).isEmpty();
    assertThat(Suggestions.hint("a", List.of("xyz"), "ask")).isEqualTo("; ask");
  }

  @Test
  void allThatThereAreCanBeListed() {
    List<String> options = List.of("rows", "rate");
    assertThat(Suggestions.hintAmong("row", options, "it has"))
        .isEqualTo("; did you mean \"rows\"? It has rate, rows");
    assertThat(Suggestions.hintAmong("topic", options, "it has")).isEqualTo("; it has rate, rows");
    assertThat(Suggestions.hintAmong("topic", List.of(), "it has")).isEqualTo("; it has none");
  }

  @Test
  void swappedNeighboursAreOneMistake() {
    assertThat(Suggestions.distance("form", "from")).isEqualTo(1);
    assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
  }
}
