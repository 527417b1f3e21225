package io.thalweg.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT STREAM * FROM t                        | true
          /* a comment */ select stream a from t                        | true
          WITH x AS (SELECT 1) SELECT STREAM * FROM x   | true
          SELECT * FROM t                               | false
          SELECT a FROM (SELECT STREAM * FROM t)        | false
          CREATE JOB j AS INSERT INTO t SELECT STREAM 1 | false
          EXPLAIN SELECT STREAM * FROM t                | false
          SELECT 'SELECT STREAM'                        | false
          """)
  void the_outermost_select_says_it(String sql, boolean continuous) {
    assertThat(ContinuousText.isContinuous(sql)).isEqualTo(continuous);
  }
}
