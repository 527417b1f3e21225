package io.thalweg.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private static final Set<String> NAMES = Set.of("l_orderkey", "tpch.sf1.lineitem", "Limits");

  @Test
  void namesComeBeforeKeywordsAndKeywordsTakeTheCaseThatWasTyped() {
    assertThat(Completion.candidates("li", NAMES)).containsExactly("Limits", "like", "limit");
    assertThat(Completion.candidates("LIK", NAMES)).containsExactly("LIKE");
  }

  @Test
  void qualifiedNamesAreCompletedAsAWhole() {
    assertThat(Completion.candidates("tpch.sf1.l", NAMES)).containsExactly("tpch.sf1.lineitem");
  }

  @Test
  void aDotStartsACommand() {
    assertThat(Completion.candidates(".t", NAMES)).containsExactly(".tables", ".timer");
  }

  @Test
  void nothingIsOfferedForNothing() {
    assertThat(Completion.candidates("", NAMES)).isEmpty();
  }
}
