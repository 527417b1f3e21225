package io.thalweg.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELCT 1                             | 1  | syntax error at 'SELCT'; did you mean SELECT?
          SELECT a FORM t                     | 10 | syntax error at 'FORM'; did you mean FROM?
          SELECT FROM t                       | 8  | syntax error at 'FROM'; it is a reserved word, as a name write "FROM"
          SELECT a FROM t WHERE               | 22 | syntax error at the end of the statement; it is not complete
          SELECT a FROM t GROUP a             | 23 | syntax error at 'a'
          SELECT a FROM t, u WEHRE a = 1      | 20 | syntax error at 'WEHRE'; did you mean WHERE?
          SELECT a b c FROM t                 | 12 | syntax error at 'c'
          SELECT * FROM (SELECT 1             | 24 | syntax error at the end of the statement; it is not complete
          SELECT a FROM t ORDER BY a DSC      | 28 | syntax error at 'DSC'; did you mean ASC or DESC?
          SELECT * FROM t LIMIT 3 LIMIT 4     | 25 | a query has one LIMIT or FETCH at most
          SELECT 'abc                         | 8  | the string ''abc' does not end; close it with '
          SELECT "abc                         | 8  | the name '"abc' does not end; close it with "
          SELECT /* abc                       | 8  | the comment '/* abc' does not end; close it with */
          SELECT 1abc                         | 8  | '1abc' is no number and no name; put a space behind the number or quote the name
          SELECT ""                           | 8  | a quoted name cannot be empty
          1 + 1                               | 1  | this is an expression and no query; write SELECT before it
          CREATE TABEL t (a INT)              | 8  | syntax error at 'TABEL'; did you mean TABLE?
          CREATE TABLE t (a)                  | 17 | column a needs a type, such as BIGINT or VARCHAR
          CREATE TABLE t (a INT NOTNUL)       | 23 | syntax error at 'NOTNUL'; did you mean NOT NULL?
          DROP FOO x                          | 6  | syntax error at 'FOO'; expected TABLE or VIEW or MATERIALIZED VIEW or SCHEMA or INDEX or JOB
          SELECT a FROM t EMIT CHANGES        | 17 | EMIT belongs behind a continuous query: SELECT STREAM …
          EXPLAIN (FORMAT XML) SELECT 1       | 10 | EXPLAIN has the formats TEXT, JSON and DOT; not XML
          SELECT DISTINCT ON (2) a FROM t     | 21 | position 2 is not in the select list, which has 1 items
          """)
  void errorsNameTheThingAndItsPlace(String sql, int column, String message) {
    ThalwegException error = error(sql);
    assertThat(error).hasMessage(message);
    assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(error.position()).isEqualTo(new TextPosition(1, column));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CREATE TABLE t (a INT CHECK (a > 1)) | FEATURE_NOT_SUPPORTED
          COPY t FROM 'x'                      | FEATURE_NOT_SUPPORTED
          SELECT INTERVAL '1 month 2 days'     | INVALID_DATETIME
          SELECT INTERVAL '3 parsecs'          | INVALID_DATETIME
          SELECT 1; SELECT 2                   | SYNTAX_ERROR
          SELECT U&'\\zzzz'                    | SYNTAX_ERROR
          """)
  void otherErrorsHaveTheirCodes(String sql, ErrorCode code) {
    assertThat(error(sql).code()).isEqualTo(code);
  }

  @Test
  void theCaretStandsUnderTheError() {
    String sql = "SELECT a,\n  b c d\nFROM t";
    TextPosition position = error(sql).position();
    assertThat(position).isEqualTo(new TextPosition(2, 7));
    assertThat(position == null ? "" : position.excerpt(sql)).isEqualTo("  b c d\n      ^");
  }

  @Test
  void anEmptyTextIsToldFromAQuery() {
    assertThat(error(" -- nothing\n")).hasMessageContaining("the statement is empty");
  }

  private static ThalwegException error(String sql) {
    ThalwegException error =
        catchThrowableOfType(ThalwegException.class, () -> StatementParser.parse(sql));
    assertThat(error).as(sql).isNotNull();
    return error;
  }
}
