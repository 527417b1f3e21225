package io.thalweg.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class SqlLineParserTest {
  private final SqlLineParser parser = new SqlLineParser();

  private void accept(String line) {
    parser.parse(line, line.length(), ParseContext.ACCEPT_LINE);
  }

  @Test
  void aStatementGoesOnUntilItsSemicolon() {
    assertThatThrownBy(() -> accept("SELECT 1")).isInstanceOf(EOFError.class);
    assertThatThrownBy(() -> accept("SELECT ';")).isInstanceOf(EOFError.class);
    assertThatCode(() -> accept("SELECT 1;")).doesNotThrowAnyException();
  }

  @Test
  void aDotCommandNeedsNoSemicolon() {
    assertThatCode(() -> accept(".tables")).doesNotThrowAnyException();
  }

  @Test
  void theWordReachesOverDotsToTheCursor() {
    String line = "SELECT * FROM tpch.sf1.li WHERE";
    assertThat(parser.parse(line, 25, ParseContext.COMPLETE).word()).isEqualTo("tpch.sf1.li");
  }
}
