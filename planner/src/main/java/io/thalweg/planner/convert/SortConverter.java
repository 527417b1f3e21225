package io.thalweg.planner.convert;

import io.thalweg.core.plan.SortKey;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalLimit;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalSort;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// ORDER BY, LIMIT and OFFSET.
final class SortConverter {
  private SortConverter() {}

  static Converted convert(Sort sort, Converted input) {
    LogicalNode node = input.node();
    List<SortKey> keys = keys(sort.getCollation(), input.columns());
    if (!keys.isEmpty()) {
      node = new LogicalSort(node, keys);
    }
    if (sort.fetch != null || sort.offset != null) {
      node = new LogicalLimit(node, count(sort.fetch, Long.MAX_VALUE), count(sort.offset, 0));
    }
    return input.withNode(node);
  }

  private static long count(@Nullable RexNode node, long absent) {
    return node instanceof RexLiteral literal
        ? literal.getValueAs(BigDecimal.class).longValueExact()
        : absent;
  }

  /// Later keys on the same column change nothing.
  static List<SortKey> keys(RelCollation collation, List<Column> columns) {
    List<SortKey> keys = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (RelFieldCollation field : collation.getFieldCollations()) {
      int id = columns.get(field.getFieldIndex()).id();
      boolean descending = field.getDirection().isDescending();
      if (seen.add(id)) {
        keys.add(new SortKey(id, descending, nullsFirst(field.nullDirection, descending)));
      }
    }
    return keys;
  }

  static boolean nullsFirst(RelFieldCollation.NullDirection direction, boolean descending) {
    return switch (direction) {
      case FIRST -> true;
      case LAST -> false;
      case UNSPECIFIED -> descending;
    };
  }
}
