package io.thalweg.sql.parser.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          abc_1$        | WORD
          "a ""b"       | QUOTED_IDENTIFIER
          'it''s'       | STRING
          E'a\\'b'      | STRING
          U&'\\0041'    | STRING
          $t$ $x$ $t$   | STRING
          X'0aff'       | BINARY_STRING
          1_000         | INTEGER
          0xfF          | INTEGER
          1.5           | DECIMAL
          .5            | DECIMAL
          1.            | DECIMAL
          1e-9          | APPROXIMATE
          ?             | PARAMETER
          $12           | PARAMETER
          ::            | SYMBOL
          <>            | SYMBOL
          -- x          | COMMENT
          /* /* */ */   | COMMENT
          'abc          | UNTERMINATED_STRING
          $t$ abc       | UNTERMINATED_STRING
          "abc          | UNTERMINATED_IDENTIFIER
          /* /* */      | UNTERMINATED_COMMENT
          1abc          | MALFORMED_NUMBER
          ""            | UNKNOWN
          \\            | UNKNOWN
          größe         | WORD
          """)
  void oneToken(String sql, TokenType type) {
    List<SqlToken> tokens = Lexer.tokens(sql);
    assertThat(tokens).containsExactly(new SqlToken(type, 0, sql.length()));
  }

  @Test
  void tokensCoverEverythingButSpace() {
    String sql = "SELECT a.b,'x'--c\n FROM t WHERE a>=1.5e3 AND b<>$1;";
    StringBuilder covered = new StringBuilder();
    int end = 0;
    for (SqlToken token : Lexer.tokens(sql)) {
      assertThat(sql.substring(end, token.start())).isBlank();
      covered.append(token.text(sql)).append(' ');
      end = token.end();
    }
    assertThat(covered.toString())
        .isEqualTo("SELECT a . b , 'x' --c FROM t WHERE a >= 1.5e3 AND b <> $1 ; ");
  }

  @Test
  void everyCharacterIsReadByItselfAndInPairs() {
    for (char a = 0; a < 300; a++) {
      for (char b = 0; b < 300; b++) {
        String sql = "" + a + b;
        int end = 0;
        for (SqlToken token : Lexer.tokens(sql)) {
          assertThat(token.start()).isGreaterThanOrEqualTo(end);
          assertThat(token.end()).isGreaterThan(token.start());
          end = token.end();
        }
        assertThat(end).isLessThanOrEqualTo(2);
      }
    }
  }
}
