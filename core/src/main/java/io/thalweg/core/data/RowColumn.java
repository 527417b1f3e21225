package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Structured values: one child column per field, all of this column's length. Layout [Layout#ROW].
public final class RowColumn extends FlatColumn {
  private final List<Column> children;

  public RowColumn(int length, List<? extends Column> children, long @Nullable [] validity) {
    super(Layout.ROW, length, validity);
    this.children = List.copyOf(children);
    for (Column child : this.children) {
      if (child.length() != length) {
        throw new IllegalArgumentException("child of " + child.length() + " rows in " + length);
      }
    }
  }

  public List<Column> children() {
    return children;
  }

  @Override
  public RowColumn gather(int[] rows, int count) {
    return new RowColumn(
        count,
        children.stream().map(child -> child.gather(rows, count)).toList(),
        Bits.gather(validity(), rows, count));
  }

  @Override
  public RowColumn slice(int from, int count) {
    return new RowColumn(
        count,
        children.stream().map(child -> child.slice(from, count)).toList(),
        Bits.slice(validity(), from, count));
  }

  @Override
  public RowColumn withValidity(long @Nullable [] newValidity) {
    return new RowColumn(length(), children, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return children.stream().mapToLong(Column::sizeInBytes).sum() + validityBytes();
  }
}
