package io.thalweg.sql.parser.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.Span;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// The clauses of one SELECT while the grammar reads them.
final class SelectParts {
  final List<SqlLiteral> keywords = new ArrayList<>();
  final List<SqlNode> items = new ArrayList<>();
  @Nullable SqlNodeList distinctOn;
  @Nullable SqlNode from;
  @Nullable SqlNode where;
  @Nullable SqlNodeList groupBy;
  @Nullable SqlNode having;
  @Nullable SqlNodeList windows;
  @Nullable SqlNode qualify;

  SqlSelect select(SqlParserPos pos) {
    if (items.isEmpty()) {
      items.add(SqlIdentifier.star(pos));
    }
    SqlNodeList keywordList = new SqlNodeList(keywords, pos);
    SqlNodeList list = new SqlNodeList(items, Span.of(items).pos());
    if (distinctOn == null) {
      return new SqlSelect(
          pos,
          keywordList,
          list,
          from,
          where,
          groupBy,
          having,
          windows,
          qualify,
          null,
          null,
          null,
          SqlNodeList.EMPTY);
    }
    return new DistinctOn(pos, distinctOn, keywordList, list, this);
  }
}
