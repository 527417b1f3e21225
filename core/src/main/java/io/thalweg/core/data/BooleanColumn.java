package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import org.jspecify.annotations.Nullable;

/// One bit per row: layout [Layout#BOOLEAN].
public final class BooleanColumn extends FlatColumn {
  private final long[] values;

  /// @param values a bitmap of at least `length` bits; owned by the column from now on
  public BooleanColumn(int length, long[] values, long @Nullable [] validity) {
    super(Layout.BOOLEAN, length, validity);
    if (values.length < Bits.words(length)) {
      throw new IllegalArgumentException(values.length + " words for " + length + " rows");
    }
    this.values = values;
  }

  /// The bitmap; bits from [#length] on are unspecified.
  public long[] values() {
    return values;
  }

  public boolean value(int row) {
    return Bits.get(values, row);
  }

  @Override
  public BooleanColumn gather(int[] rows, int count) {
    return new BooleanColumn(
        count, Bits.gatherPresent(values, rows, count), Bits.gather(validity(), rows, count));
  }

  @Override
  public BooleanColumn slice(int from, int count) {
    return new BooleanColumn(
        count, Bits.slicePresent(values, from, count), Bits.slice(validity(), from, count));
  }

  @Override
  public BooleanColumn withValidity(long @Nullable [] newValidity) {
    return new BooleanColumn(length(), values, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 8L * values.length + validityBytes();
  }
}
