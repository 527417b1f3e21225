package io.thalweg.connectors.files.parquet.statistics;

import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.connectors.files.parquet.read.ChunkBounds;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.type.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which row groups cannot hold a wanted row, by the statistics of their column chunks.
public final class Pruning {
  private Pruning() {}

  /// False when some conjunct is true for no row of the group.
  ///
  /// @param fields the file's columns, which the conjuncts name by ordinal
  public static boolean mayMatch(
      List<SchemaNode> fields, RowGroupMetadata group, List<Expression> conjuncts) {
    return conjuncts.stream().allMatch(conjunct -> mayMatch(fields, group, conjunct));
  }

  /// False when no value of the column's chunk can match the filter.
  public static boolean mayMatch(SchemaNode field, RowGroupMetadata group, RuntimeFilter filter) {
    Layout layout = field.type().layout();
    ChunkBounds bounds = bounds(field, group);
    if (bounds == null || (layout != Layout.INT && layout != Layout.LONG)) {
      return true;
    }
    if (isAllNull(field, group)) {
      return false;
    }
    return bounds.min() == null
        || bounds.max() == null
        || filter.mayMatch(ValueOrder.number(bounds.min()), ValueOrder.number(bounds.max()));
  }

  private static boolean mayMatch(
      List<SchemaNode> fields, RowGroupMetadata group, Expression condition) {
    return switch (condition) {
      case And and -> mayMatch(fields, group, and.children());
      case Or or -> or.children().stream().anyMatch(child -> mayMatch(fields, group, child));
      case In in -> mayBeIn(fields, group, in);
      case Call call -> mayMatchCall(fields, group, call);
      case Literal literal -> Boolean.TRUE.equals(literal.value());
      case ColumnRef _, Parameter _, Cast _, Case _, Not _ -> true;
    };
  }

  private static boolean mayBeIn(List<SchemaNode> fields, RowGroupMetadata group, In in) {
    if (!(in.input() instanceof ColumnRef column)) {
      return true;
    }
    return in.options().stream()
        .anyMatch(option -> mayCompare(fields.get(column.index()), group, "eq", option));
  }

  private static boolean mayMatchCall(List<SchemaNode> fields, RowGroupMetadata group, Call call) {
    List<Expression> operands = call.children();
    if (operands.size() == 1 && operands.getFirst() instanceof ColumnRef column) {
      return mayBeNullOrNot(fields.get(column.index()), group, call.function());
    }
    if (operands.size() != 2) {
      return true;
    }
    if (operands.get(0) instanceof ColumnRef column && operands.get(1) instanceof Literal value) {
      return mayCompare(fields.get(column.index()), group, call.function(), value);
    }
    if (operands.get(1) instanceof ColumnRef column && operands.get(0) instanceof Literal value) {
      return mayCompare(fields.get(column.index()), group, mirrored(call.function()), value);
    }
    return true;
  }

  private static String mirrored(String function) {
    return switch (function) {
      case "lt" -> "gt";
      case "le" -> "ge";
      case "gt" -> "lt";
      case "ge" -> "le";
      case "eq", "is_not_distinct_from" -> function;
      default -> "";
    };
  }

  private static boolean mayBeNullOrNot(SchemaNode field, RowGroupMetadata group, String function) {
    if (!(field instanceof SchemaNode.Leaf leaf)) {
      return true;
    }
    long nulls = group.chunks().get(leaf.column().ordinal()).nullCount();
    return switch (function) {
      case "is_null" -> nulls != 0;
      case "is_not_null" -> nulls < 0 || nulls < group.rows();
      default -> true;
    };
  }

  private static boolean mayCompare(
      SchemaNode field, RowGroupMetadata group, String function, Literal literal) {
    ChunkBounds bounds = bounds(field, group);
    if (bounds == null || !literal.type().equals(field.type())) {
      return true;
    }
    if (literal.value() == null || isAllNull(field, group)) {
      // A comparison with NULL is never true.
      return switch (function) {
        case "eq", "lt", "le", "gt", "ge" -> false;
        default -> true;
      };
    }
    FlatColumn value = ColumnBuilder.single(literal.type(), literal.value());
    return switch (function) {
      case "eq", "is_not_distinct_from" ->
          isAtMost(bounds.min(), value) && isAtMost(value, bounds.max());
      case "lt" -> bounds.min() == null || ValueOrder.compare(bounds.min(), value) < 0;
      case "le" -> isAtMost(bounds.min(), value);
      case "gt" -> bounds.max() == null || ValueOrder.compare(bounds.max(), value) > 0;
      case "ge" -> isAtMost(value, bounds.max());
      default -> true;
    };
  }

  private static boolean isAllNull(SchemaNode field, RowGroupMetadata group) {
    return field instanceof SchemaNode.Leaf leaf
        && group.chunks().get(leaf.column().ordinal()).nullCount() == group.rows();
  }

  /// Whether `left <= right`, as far as both are known.
  private static boolean isAtMost(@Nullable FlatColumn left, @Nullable FlatColumn right) {
    return left == null || right == null || ValueOrder.compare(left, right) <= 0;
  }

  /// The bounds of a field's values in a row group; null for nested fields.
  static @Nullable ChunkBounds bounds(SchemaNode field, RowGroupMetadata group) {
    if (!(field instanceof SchemaNode.Leaf leaf)) {
      return null;
    }
    LeafColumn column = leaf.column();
    ChunkMetadata chunk = group.chunks().get(column.ordinal());
    return ChunkBounds.of(column, chunk);
  }
}
