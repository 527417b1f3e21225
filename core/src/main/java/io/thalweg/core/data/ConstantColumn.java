package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.List;

/// One value, or NULL, for every row.
public final class ConstantColumn implements Column {
  private final FlatColumn value;
  private final int length;

  /// @param value a column of one row
  public ConstantColumn(FlatColumn value, int length) {
    if (value.length() != 1) {
      throw new IllegalArgumentException("a constant has one row, not " + value.length());
    }
    this.value = value;
    this.length = length;
  }

  /// NULL in every row, with the layout (and nesting) of `like`.
  public static ConstantColumn ofNull(Column like, int length) {
    return new ConstantColumn(oneNull(like), length);
  }

  private static FlatColumn oneNull(Column like) {
    long[] none = new long[1];
    return switch (like.layout()) {
      case BOOLEAN -> new BooleanColumn(1, new long[1], none);
      case INT -> new IntColumn(1, new int[1], none);
      case LONG -> new LongColumn(1, new long[1], none);
      case DOUBLE -> new DoubleColumn(1, new double[1], none);
      case BYTES -> new BytesColumn(1, new int[2], new byte[0], none);
      case INT128 -> new Int128Column(1, new long[1], new long[1], none);
      case ARRAY -> new ArrayColumn(1, new int[2], ((ArrayColumn) like.flatten()).elements(), none);
      case ROW -> nullRow((RowColumn) like.flatten());
      case NONE -> new NullColumn(1);
    };
  }

  private static FlatColumn nullRow(RowColumn like) {
    List<FlatColumn> children = like.children().stream().map(ConstantColumn::oneNull).toList();
    return new RowColumn(1, children, new long[1]);
  }

  /// The value as a column of one row.
  public FlatColumn value() {
    return value;
  }

  @Override
  public Layout layout() {
    return value.layout();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean mayHaveNulls() {
    return value.isNull(0);
  }

  @Override
  public boolean isNull(int row) {
    return value.isNull(0);
  }

  @Override
  public ConstantColumn gather(int[] rows, int count) {
    return new ConstantColumn(value, count);
  }

  @Override
  public ConstantColumn slice(int from, int count) {
    return new ConstantColumn(value, count);
  }

  @Override
  public FlatColumn flatten() {
    return value.gather(new int[length], length);
  }

  @Override
  public long sizeInBytes() {
    return value.sizeInBytes();
  }
}
