package io.thalweg.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms of queries that docs/sql.md promises, each with what the planner gets to see.
class QueryFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FROM t                                     | SELECT * FROM t
          FROM t SELECT a WHERE b = 1                | SELECT a FROM t WHERE b = 1
          FROM 'd/*.parquet' x                       | SELECT * FROM TABLE(read_file('d/*.parquet')) AS x
          SELECT * FROM 'a.csv', 'b.csv'             | SELECT * FROM TABLE(read_file('a.csv')), TABLE(read_file('b.csv'))
          FROM read_csv('x', header => true) c(a, b) | SELECT * FROM TABLE(read_csv('x', header => TRUE)) AS c (a, b)
          SELECT * EXCLUDE (a, b) FROM t             | SELECT * EXCLUDE (a, b) FROM t
          SELECT t.* REPLACE (a + 1 AS a) FROM t     | SELECT t.* REPLACE (a + 1 AS a) FROM t
          SELECT a FROM t GROUP BY ALL               | SELECT a FROM t GROUP BY (ALL)
          SELECT a FROM t ORDER BY ALL DESC          | SELECT a FROM t ORDER BY (ALL) DESC
          SELECT a FROM t GROUP BY 1, ROLLUP (a, b)  | SELECT a FROM t GROUP BY 1, ROLLUP(a, b)
          SELECT a FROM t GROUP BY GROUPING SETS ((a), (a, b), ()) | SELECT a FROM t GROUP BY GROUPING SETS(a, (a, b), ())
          SELECT a FROM t QUALIFY rank() OVER (ORDER BY b) = 1 | SELECT a FROM t QUALIFY (RANK() OVER (ORDER BY b)) = 1
          SELECT sum(a) FILTER (WHERE b > 1) FROM t  | SELECT SUM(a) FILTER (WHERE b > 1) FROM t
          SELECT 1 WHERE false                       | SELECT 1 WHERE FALSE
          TABLE t                                    | TABLE t
          VALUES (1, 'a'), (2, NULL)                 | VALUES ROW(1, 'a'), ROW(2, NULL)
          WITH x(a) AS (SELECT 1) SELECT * FROM x    | WITH x (a) AS (SELECT 1) SELECT * FROM x
          SELECT 1 UNION ALL (SELECT 2) EXCEPT SELECT 3 | SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3
          SELECT * FROM t, LATERAL (SELECT t.a) x    | SELECT * FROM t, LATERAL (SELECT t.a) AS x
          SELECT * FROM t, UNNEST(t.a) WITH ORDINALITY AS u(v, o) | SELECT * FROM t, UNNEST(t.a) WITH ORDINALITY AS u (v, o)
          SELECT * FROM (a AS x CROSS JOIN b)        | SELECT * FROM a AS x CROSS JOIN b
          SELECT * FROM a LEFT JOIN b USING (c)      | SELECT * FROM a LEFT JOIN b USING (c)
          SELECT * FROM o FOR SYSTEM_TIME AS OF ts   | SELECT * FROM o FOR SYSTEM_TIME AS OF ts
          """)
  void queries(String sql, String expected) {
    assertThat(ParserTests.query(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          LIMIT 3                            | FETCH NEXT 3 ROWS ONLY
          LIMIT 3 OFFSET 2                   | OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY
          OFFSET 2 LIMIT 3                   | OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY
          OFFSET 2 ROWS FETCH FIRST ROW ONLY | OFFSET 2 ROWS FETCH NEXT 1 ROWS ONLY
          FETCH NEXT ? ROWS ONLY OFFSET 2    | OFFSET 2 ROWS FETCH NEXT ? ROWS ONLY
          LIMIT ALL OFFSET ?                 | OFFSET ? ROWS
          """)
  void limitOffsetAndFetchComeInAnyOrder(String sql, String expected) {
    assertThat(ParserTests.query("SELECT a FROM t ORDER BY a " + sql))
        .isEqualTo("SELECT a FROM t ORDER BY a " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a::int + 1                       | (a :: int) + 1
          -a::decimal(10, 2)               | - (a :: DECIMAL(10, 2))
          a::timestamp(3) with time zone   | (a :: TIMESTAMP(3) WITH TIME ZONE)
          a::integer[]                     | (a :: integer ARRAY)
          CAST(a AS DOUBLE PRECISION)      | CAST(a AS DOUBLE)
          CAST(a AS VARCHAR(10))           | CAST(a AS VARCHAR(10))
          CAST(a AS text)                  | CAST(a AS text)
          CAST(a AS ROW(x int, y text))    | CAST(a AS ROW(x int, y text))
          try_cast(a AS date)              | TRY_CAST(a AS date)
          a != b                           | a <> b
          a % 2                            | a % 2
          a NOT ILIKE 'x' ESCAPE '!'       | a NOT ILIKE 'x' ESCAPE '!'
          a ISNULL                         | a IS NULL
          a NOTNULL                        | a IS NOT NULL
          a IS NOT DISTINCT FROM b         | a IS NOT DISTINCT FROM b
          (a, b) IN ((1, 2), (3, c + 1))   | ROW(a, b) IN (ROW(1, 2), ROW(3, c + 1))
          a NOT IN (SELECT 1)              | a NOT IN (SELECT 1)
          a > ALL (SELECT 1)               | a > ALL (SELECT 1)
          a NOT BETWEEN SYMMETRIC 1 AND 2  | a NOT BETWEEN SYMMETRIC 1 AND 2
          NOT EXISTS (FROM t)              | NOT EXISTS (SELECT * FROM t)
          CASE a WHEN 1 THEN 'x' END       | CASE WHEN a = 1 THEN 'x' ELSE NULL END
          a AT TIME ZONE 'UTC'             | a AT TIME ZONE 'UTC'
          E'a\\'b\\u0041'                  | 'a''bA'
          $x$it's$x$                       | 'it''s'
          0xff + 1_000 + .5 + 1e3          | 255 + 1000 + 0.5 + 1E3
          - - +3                           | 3
          a[1]                             | a[1]
          ARRAY[1, 2]                      | ARRAY[1, 2]
          MAP['a', 1]                      | MAP['a', 1]
          INTERVAL '3' DAY                 | INTERVAL '3' DAY
          INTERVAL 3 DAY                   | (INTERVAL 3 DAY)
          INTERVAL a HOUR                  | (INTERVAL a HOUR)
          INTERVAL (a + 1) MONTH           | (INTERVAL (a + 1) MONTH)
          INTERVAL '1-2' YEAR TO MONTH     | INTERVAL '1-2' YEAR TO MONTH
          INTERVAL '3 days 2 hours'        | INTERVAL '266400' SECOND
          INTERVAL '-1 day 00:00:01.5'     | INTERVAL '-86398.5' SECOND
          INTERVAL '1 year 2 mons'         | INTERVAL '14' MONTH
          DATE '2024-01-02'                | DATE '2024-01-02'
          TIMESTAMPTZ '2024-01-02 03:04Z'  | TIMESTAMP WITH TIME ZONE '2024-01-02 03:04Z'
          extract(year FROM a)             | EXTRACT(YEAR FROM a)
          substring(a FROM 2 FOR 3)        | SUBSTRING(a, 2, 3)
          trim(both 'x' FROM a)            | TRIM(BOTH 'x' FROM a)
          position('a' IN b)               | POSITION('a' IN b)
          overlay(a PLACING 'x' FROM 2)    | OVERLAY(a PLACING 'x' FROM 2)
          timestampdiff(day, a, b)         | TIMESTAMPDIFF(DAY, a, b)
          string_agg(a, ',' ORDER BY b)    | STRING_AGG(a, ',' ORDER BY b)
          percentile_cont(0.5) WITHIN GROUP (ORDER BY a) | PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a)
          lag(a) IGNORE NULLS OVER (ORDER BY b) | LAG(a) IGNORE NULLS OVER (ORDER BY b)
          sum(a) OVER (ORDER BY b GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) | SUM(a) OVER (ORDER BY b ROWS BETWEEN $GROUPS(1) PRECEDING AND CURRENT ROW EXCLUDE TIES)
          sum(a) OVER (ORDER BY b GROUPS UNBOUNDED PRECEDING) | SUM(a) OVER (ORDER BY b RANGE UNBOUNDED PRECEDING)
          """)
  void expressions(String sql, String expected) {
    assertThat(ParserTests.query("SELECT " + sql)).isEqualTo("SELECT " + expected);
  }

  @Test
  void stringsAreConcatenatedWithBars() {
    assertThat(ParserTests.query("SELECT a || 'x' || b")).isEqualTo("SELECT a || 'x' || b");
  }

  @Test
  void chainsOfAndAndOrKeepTheirPrecedence() {
    assertThat(ParserTests.query("SELECT a OR b AND NOT c BETWEEN 1 AND 2 AND d OR e"))
        .isEqualTo("SELECT a OR b AND NOT c BETWEEN ASYMMETRIC 1 AND 2 AND d OR e");
    assertThat(ParserTests.query("SELECT (a OR b) AND c = d OR NOT e"))
        .isEqualTo("SELECT (a OR b) AND c = d OR NOT e");
  }

  @Test
  void distinctOnBecomesTheFirstRowOfEachPartition() {
    assertThat(ParserTests.query("SELECT DISTINCT ON (a, 2) a, b + 1 AS c FROM t ORDER BY c DESC"))
        .isEqualTo(
            "SELECT a, b + 1 AS c FROM t QUALIFY (ROW_NUMBER() OVER (PARTITION BY a, b + 1"
                + " ORDER BY b + 1 DESC)) = 1 ORDER BY c DESC");
    assertThat(
            ParserTests.query(
                "SELECT DISTINCT ON (a) a FROM t UNION SELECT DISTINCT ON (b) b FROM u"))
        .contains("PARTITION BY a")
        .contains("PARTITION BY b");
  }

  @Test
  void wordsOfTheGrammarAreNamesWherePostgresTakesThemAsNames() {
    String names =
        "year, month, day, value, position, date, time, timestamp, count, sum, first, key, rows,"
            + " range, groups, stream, replace, filter, set, by, partition, row, current";
    assertThat(ParserTests.query("SELECT " + names + " FROM t interval"))
        .isEqualTo("SELECT " + names + " FROM t AS interval");
    assertThat(ParserTests.query("SELECT 1 AS end, 2 AS select, t.from FROM t AS left"))
        .isEqualTo("SELECT 1 AS end, 2 AS select, t.from FROM t AS left");
  }

  @Test
  void namesKeepTheirSpelling() {
    assertThat(ParserTests.query("SELECT MyCol, \"Other \"\"Col\" FROM MyTable"))
        .isEqualTo("SELECT MyCol, Other \"Col FROM MyTable");
  }

  @Test
  void streamingIsSaidByTheOutermostSelect() {
    Statement.Query query =
        ParserTests.parse(
            Statement.Query.class,
            "SELECT STREAM a FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(ts), INTERVAL '10' SECOND))"
                + " EMIT ON WATERMARK");
    assertThat(query.streaming()).isTrue();
    assertThat(query.emit()).isEqualTo(Statement.Emit.ON_WATERMARK);
    assertThat(
            ParserTests.parse(Statement.Query.class, "SELECT a FROM (SELECT STREAM a FROM b)")
                .streaming())
        .isFalse();
  }

  @Test
  void aQuerysPositionBeginsAtItsFirstWord() {
    Statement.CreateView view =
        ParserTests.parse(
            Statement.CreateView.class, "CREATE VIEW v AS\n  SELECT a FROM t ORDER BY a LIMIT 3");
    assertThat(view.query().getParserPosition().getLineNum()).isEqualTo(2);
    assertThat(view.query().getParserPosition().getColumnNum()).isEqualTo(3);
  }
}
