package io.thalweg.planner.validate;

import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/// Names of select items that the query gives none: what the item says, such as `count(*)`.
final class ItemNames {
  private static final int LONGEST = 60;

  private ItemNames() {}

  /// The name of an item without AS; empty for those that have a name of their own.
  ///
  /// @param item as parsed, before anything in it is bound
  static Optional<String> of(SqlNode item) {
    if (item instanceof SqlIdentifier) {
      return Optional.empty();
    }
    String text =
        item.toSqlString(
                config ->
                    config
                        .withDialect(AnsiSqlDialect.DEFAULT)
                        .withQuoteAllIdentifiers(false)
                        .withAlwaysUseParentheses(false)
                        .withKeywordsLowerCase(true)
                        .withClauseStartsLine(false)
                        .withSelectListItemsOnSeparateLines(false))
            .getSql()
            .replaceAll("\\s+", " ")
            .strip();
    return Optional.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
  }
}
