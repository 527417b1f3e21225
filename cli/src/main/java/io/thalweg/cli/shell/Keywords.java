package io.thalweg.cli.shell;

import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The words that the shell colours and completes. The parser knows more; these are the ones people
/// type.
final class Keywords {
  private static final String WORDS =
      """
      ALL ANALYZE AND ANY ARRAY AS ASC BETWEEN BIGINT BOOLEAN BY CASE CAST CATALOGS COLUMNS COPY CREATE
      CROSS CUBE CURRENT CURRENT_DATE CURRENT_TIMESTAMP DATE DECIMAL DELETE DESC DESCRIBE DISTINCT
      DOUBLE DROP ELSE END ESCAPE EXCEPT EXCLUDE EXISTS EXPLAIN EXTRACT FALSE FETCH FILTER FIRST
      FOLLOWING FORMAT FROM FULL FUNCTIONS GROUP GROUPING HAVING IF ILIKE IN INNER INSERT INTEGER
      INTERSECT INTERVAL INTO IS JOIN JSON LAST LATERAL LEFT LIKE LIMIT MERGE NATURAL NOT NULL NULLS
      OFFSET ON OR ORDER OUTER OVER PARTITION PRECEDING QUALIFY RANGE REAL REPLACE RESET RIGHT ROLLUP
      ROW ROWS SCHEMA SCHEMAS SELECT SET SETS SETTINGS SHOW SIMILAR SMALLINT STREAM SUMMARIZE TABLE
      TABLES THEN TIME TIMESTAMP TINYINT TO TRUE TRUNCATE UNBOUNDED UNION UNNEST UPDATE USE USING UUID
      VALUES VARBINARY VARCHAR VIEW WATERMARK WHEN WHERE WINDOW WITH
      """;

  private static final NavigableSet<String> ALL =
      new TreeSet<>(
          WORDS.lines().flatMap(line -> java.util.Arrays.stream(line.split(" "))).toList());

  private Keywords() {}

  static boolean contains(String word) {
    return ALL.contains(word.toUpperCase(Locale.ROOT));
  }

  static NavigableSet<String> all() {
    return ALL;
  }
}
