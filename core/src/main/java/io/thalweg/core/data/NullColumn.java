package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import org.jspecify.annotations.Nullable;

/// Rows of the untyped NULL: layout [Layout#NONE].
public final class NullColumn extends FlatColumn {
  public NullColumn(int length) {
    super(Layout.NONE, length, new long[Bits.words(length)]);
  }

  @Override
  public NullColumn gather(int[] rows, int count) {
    return new NullColumn(count);
  }

  @Override
  public NullColumn slice(int from, int count) {
    return new NullColumn(count);
  }

  @Override
  public NullColumn withValidity(long @Nullable [] newValidity) {
    return this;
  }

  @Override
  public long sizeInBytes() {
    return validityBytes();
  }
}
