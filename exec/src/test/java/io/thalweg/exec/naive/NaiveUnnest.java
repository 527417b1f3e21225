package io.thalweg.exec.naive;

import io.thalweg.core.plan.Unnest;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row per element, by the definition.
public final class NaiveUnnest {
  private NaiveUnnest() {}

  public static List<List<@Nullable Object>> rows(Unnest node, List<List<@Nullable Object>> input) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : input) {
      int longest = 0;
      for (int column : node.columns()) {
        longest = Math.max(longest, elements(row.get(column)).size());
      }
      for (int i = 0; i < longest; i++) {
        rows.add(row(node, row, i, (long) i + 1));
      }
      if (longest == 0 && node.outer()) {
        rows.add(row(node, row, 0, null));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> row(
      Unnest node, List<@Nullable Object> input, int index, @Nullable Long ordinality) {
    List<@Nullable Object> row = new ArrayList<>(input);
    for (int column : node.columns()) {
      List<?> elements = elements(input.get(column));
      Object element = index < elements.size() ? elements.get(index) : null;
      int width = width(node, node.input().schema().type(column));
      if (width == 0) {
        row.add(element);
      }
      for (int field = 0; field < width; field++) {
        row.add(element == null ? null : ((List<?>) element).get(field));
      }
    }
    if (node.withOrdinality()) {
      row.add(ordinality);
    }
    return row;
  }

  /// Columns that an element becomes; 0 when it stays whole.
  private static int width(Unnest node, DataType type) {
    if (type instanceof MapType) {
      return 2;
    }
    return node.expandRows()
            && type instanceof ArrayType array
            && array.element() instanceof RowType fields
        ? fields.fields().size()
        : 0;
  }

  private static List<?> elements(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Map<?, ?> map -> {
        List<@Nullable Object> entries = new ArrayList<>();
        map.forEach(
            (key, entry) -> {
              List<@Nullable Object> pair = new ArrayList<>();
              pair.add(key);
              pair.add(entry);
              entries.add(pair);
            });
        yield entries;
      }
      default -> (List<?>) value;
    };
  }
}
