package io.thalweg.exec.expression;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// IS NULL and IS NOT NULL: read validity only, dictionaries stay as they are.
record NullTestNode(Node input, boolean wantNull) implements Node {
  private static final FlatColumn TRUE = new BooleanColumn(1, new long[] {-1L}, null);
  private static final FlatColumn FALSE = new BooleanColumn(1, new long[1], null);

  @Override
  public Column evaluate(Frame frame) {
    Column column = input.evaluate(frame);
    int rows = column.length();
    long @Nullable [] validity =
        switch (column) {
          case FlatColumn flat -> flat.validity();
          case DictionaryColumn dictionary -> dictionary.validity();
          case ConstantColumn constant -> {
            boolean isNull = rows > 0 && constant.isNull(0);
            yield isNull ? new long[Bits.words(rows)] : null;
          }
        };
    if (validity == null) {
      return new ConstantColumn(wantNull ? FALSE : TRUE, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = wantNull ? ~validity[i] : validity[i];
    }
    return new BooleanColumn(rows, bits, null);
  }

  @Override
  public boolean canFail() {
    return input.canFail();
  }

  @Override
  public boolean isCheap(Frame frame) {
    return input.isCheap(frame);
  }
}
