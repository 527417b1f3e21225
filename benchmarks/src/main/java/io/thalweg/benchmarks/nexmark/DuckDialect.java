package io.thalweg.benchmarks.nexmark;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the window functions of a query as DuckDB takes them: the windows of a row by buckets of
/// time, sessions by the pauses between the rows of one key.
final class DuckDialect {
  private static final String SOURCE =
      "\\(\\s*TABLE (nexmark\\.\\w+)%s,\\s*DESCRIPTOR\\((\\w+)\\),\\s*";
  private static final String SPAN = "(INTERVAL '\\d+' SECOND)";

  private static final Pattern TUMBLE =
      Pattern.compile("TABLE\\(\\s*TUMBLE" + SOURCE.formatted("") + SPAN + "\\)\\)");
  private static final Pattern HOP =
      Pattern.compile("TABLE\\(\\s*HOP" + SOURCE.formatted("") + SPAN + ",\\s*" + SPAN + "\\)\\)");
  private static final Pattern SESSION =
      Pattern.compile(
          "TABLE\\(\\s*SESSION" + SOURCE.formatted(" PARTITION BY (\\w+)") + SPAN + "\\)\\)");

  private static final String TUMBLING =
      """
      (SELECT *, time_bucket(%3$s, %2$s) AS window_start,
         time_bucket(%3$s, %2$s) + %3$s AS window_end
       FROM %1$s)""";

  private static final String HOPPING =
      """
      (SELECT *, window_start + %4$s AS window_end
       FROM (SELECT *,
               unnest(range(time_bucket(%3$s, %2$s) - %4$s + %3$s,
                 time_bucket(%3$s, %2$s) + %3$s, %3$s)) AS window_start
             FROM %1$s))""";

  private static final String SESSIONS =
      """
      (SELECT *, min(%3$s) OVER one AS window_start, max(%3$s) OVER one + %4$s AS window_end
       FROM (SELECT *, sum(begins) OVER (PARTITION BY %2$s ORDER BY %3$s) AS session
             FROM (SELECT *,
                     CASE WHEN %3$s <= lag(%3$s) OVER (PARTITION BY %2$s ORDER BY %3$s) + %4$s
                       THEN 0 ELSE 1 END AS begins
                   FROM %1$s))
       WINDOW one AS (PARTITION BY %2$s, session))""";

  private DuckDialect() {}

  /// The query in DuckDB's words, where this class knows them.
  static String of(String sql) {
    String tumbled = replace(TUMBLE, sql, TUMBLING);
    return replace(SESSION, replace(HOP, tumbled, HOPPING), SESSIONS);
  }

  private static String replace(Pattern pattern, String sql, String form) {
    return pattern
        .matcher(sql)
        .replaceAll(match -> Matcher.quoteReplacement(form.formatted(groups(match))));
  }

  private static Object[] groups(MatchResult match) {
    Object[] groups = new Object[match.groupCount()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = match.group(i + 1);
    }
    return groups;
  }
}
