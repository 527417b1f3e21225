package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import org.jspecify.annotations.Nullable;

/// A column with one stored value per row and an optional validity bitmap.
///
/// The value of a NULL row is unspecified but safe to compute with.
public abstract sealed class FlatColumn implements Column
    permits BooleanColumn,
        IntColumn,
        LongColumn,
        DoubleColumn,
        BytesColumn,
        Int128Column,
        ArrayColumn,
        RowColumn,
        NullColumn {
  private final Layout layout;
  private final int length;
  private final long @Nullable [] validity;

  FlatColumn(Layout layout, int length, long @Nullable [] validity) {
    if (length < 0 || (validity != null && validity.length < Bits.words(length))) {
      throw new IllegalArgumentException("validity is shorter than " + length + " rows");
    }
    this.layout = layout;
    this.length = length;
    this.validity = validity;
  }

  @Override
  public final Layout layout() {
    return layout;
  }

  @Override
  public final int length() {
    return length;
  }

  /// Bit `i` is 1 when row `i` is not NULL; null when no row is NULL.
  public final long @Nullable [] validity() {
    return validity;
  }

  @Override
  public boolean mayHaveNulls() {
    return validity != null;
  }

  @Override
  public boolean isNull(int row) {
    return validity != null && !Bits.get(validity, row);
  }

  @Override
  public abstract FlatColumn gather(int[] rows, int count);

  @Override
  public abstract FlatColumn slice(int from, int count);

  /// The same values under another validity bitmap (null: none is NULL).
  public abstract FlatColumn withValidity(long @Nullable [] newValidity);

  @Override
  public final FlatColumn flatten() {
    return this;
  }

  final long validityBytes() {
    return validity == null ? 0 : 8L * validity.length;
  }
}
