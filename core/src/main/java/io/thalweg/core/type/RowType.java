package io.thalweg.core.type;

import java.util.List;
import java.util.stream.Collectors;

/// A structured value with named fields.
public record RowType(List<Field> fields) implements DataType {
  public RowType {
    fields = List.copyOf(fields);
  }

  @Override
  public Layout layout() {
    return Layout.ROW;
  }

  @Override
  public String sql() {
    return fields.stream()
        .map(field -> "\"" + field.name() + "\" " + field.type().sql())
        .collect(Collectors.joining(", ", "ROW(", ")"));
  }
}
