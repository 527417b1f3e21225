package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lists: row `i` is `elements[offsets[i] .. offsets[i + 1])`. Layout [Layout#ARRAY].
///
/// A MAP is an array whose elements are (key, value) rows. `offsets[0]` may be above zero.
public final class ArrayColumn extends FlatColumn {
  private final int[] offsets;
  private final Column elements;

  /// @param offsets at least `length + 1` ascending entries; owned by the column from now on
  public ArrayColumn(int length, int[] offsets, Column elements, long @Nullable [] validity) {
    super(Layout.ARRAY, length, validity);
    if (offsets.length < length + 1) {
      throw new IllegalArgumentException(offsets.length + " offsets for " + length + " rows");
    }
    this.offsets = offsets;
    this.elements = elements;
  }

  public int[] offsets() {
    return offsets;
  }

  public Column elements() {
    return elements;
  }

  @Override
  public ArrayColumn gather(int[] rows, int count) {
    int[] newOffsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      newOffsets[i + 1] = Math.addExact(newOffsets[i], offsets[rows[i] + 1] - offsets[rows[i]]);
    }
    int[] elementRows = new int[newOffsets[count]];
    for (int i = 0; i < count; i++) {
      int from = offsets[rows[i]];
      for (int j = newOffsets[i]; j < newOffsets[i + 1]; j++) {
        elementRows[j] = from + j - newOffsets[i];
      }
    }
    return new ArrayColumn(
        count,
        newOffsets,
        elements.gather(elementRows, elementRows.length),
        Bits.gather(validity(), rows, count));
  }

  @Override
  public ArrayColumn slice(int from, int count) {
    return new ArrayColumn(
        count,
        Arrays.copyOfRange(offsets, from, from + count + 1),
        elements,
        Bits.slice(validity(), from, count));
  }

  @Override
  public ArrayColumn withValidity(long @Nullable [] newValidity) {
    return new ArrayColumn(length(), offsets, elements, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 4L * offsets.length + elements.sizeInBytes() + validityBytes();
  }
}
