package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A column of integers in as few bytes as its rows need. Immutable.
///
/// The values of rows that are NULL are kept as well: whoever wrote them may count on what stands
/// there.
///
/// @param layout in memory: INT, LONG or INT128
/// @param data the rows in the form for values from `min` to `max`, little-endian
record PackedIntegers(
    Layout layout, int rows, long min, long max, byte[] data, long @Nullable [] validity)
    implements PackedColumn {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private static VarHandle view(Class<?> of) {
    return MethodHandles.byteArrayViewVarHandle(of, ByteOrder.LITTLE_ENDIAN);
  }

  /// So many INTs of one value.
  static PackedIntegers constant(int value, int rows) {
    return new PackedIntegers(Layout.INT, rows, value, value, new byte[0], null);
  }

  /// The rows of a column in another order; empty when they are no integers, or need as many bytes
  /// as in memory.
  static Optional<PackedIntegers> of(FlatColumn column, int[] order) {
    return switch (column) {
      case LongColumn longs -> of(column, longs.values(), order);
      case IntColumn ints -> of(column, widened(ints.values(), ints.length()), order);
      case Int128Column wide when isNarrow(wide) -> of(column, wide.low(), order);
      default -> Optional.empty();
    };
  }

  private static long[] widened(int[] values, int count) {
    long[] widened = new long[count];
    for (int i = 0; i < count; i++) {
      widened[i] = values[i];
    }
    return widened;
  }

  private static boolean isNarrow(Int128Column column) {
    long[] high = column.high();
    long[] low = column.low();
    long differ = 0;
    for (int i = 0; i < column.length(); i++) {
      differ |= high[i] ^ low[i] >> 63;
    }
    return differ == 0;
  }

  private static Optional<PackedIntegers> of(FlatColumn column, long[] values, int[] order) {
    int rows = order.length;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    IntegerForm form = IntegerForm.of(min, max);
    if (!form.isNarrowerThan(column.layout())) {
      return Optional.empty();
    }
    byte[] data = pack(values, order, form);
    long[] validity = Bits.gather(column.validity(), order, rows);
    return Optional.of(new PackedIntegers(column.layout(), rows, min, max, data, validity));
  }

  private static byte[] pack(long[] values, int[] order, IntegerForm form) {
    byte[] data = new byte[order.length * form.bytes()];
    long base = form.base();
    switch (form.bytes()) {
      case 0 -> {
        // All are the base.
      }
      case Byte.BYTES -> {
        for (int i = 0; i < order.length; i++) {
          data[i] = (byte) (values[order[i]] - base);
        }
      }
      case Short.BYTES -> {
        for (int i = 0; i < order.length; i++) {
          SHORT.set(data, i << 1, (short) (values[order[i]] - base));
        }
      }
      case Integer.BYTES -> {
        for (int i = 0; i < order.length; i++) {
          INT.set(data, i << 2, (int) (values[order[i]] - base));
        }
      }
      default -> {
        for (int i = 0; i < order.length; i++) {
          LONG.set(data, i << 3, values[order[i]]);
        }
      }
    }
    return data;
  }

  private long[] values() {
    IntegerForm form = form();
    long base = form.base();
    long[] values = new long[rows];
    switch (form.bytes()) {
      case 0 -> Arrays.fill(values, base);
      case Byte.BYTES -> {
        for (int i = 0; i < rows; i++) {
          values[i] = data[i] + base;
        }
      }
      case Short.BYTES -> {
        for (int i = 0; i < rows; i++) {
          values[i] = (short) SHORT.get(data, i << 1) + base;
        }
      }
      case Integer.BYTES -> {
        for (int i = 0; i < rows; i++) {
          values[i] = (int) INT.get(data, i << 2) + base;
        }
      }
      default -> {
        for (int i = 0; i < rows; i++) {
          values[i] = (long) LONG.get(data, i << 3);
        }
      }
    }
    return values;
  }

  private IntegerForm form() {
    return IntegerForm.of(min, max);
  }

  /// The rows in a form that has room for them.
  byte[] data(IntegerForm as) {
    return as.equals(form()) ? data : pack(values(), PackedRows.inOrder(rows), as);
  }

  /// The rows as they are in memory.
  FlatColumn unpacked() {
    long[] values = values();
    return switch (layout) {
      case INT ->
          new IntColumn(rows, Arrays.stream(values).mapToInt(v -> (int) v).toArray(), validity);
      case LONG -> new LongColumn(rows, values, validity);
      default -> {
        long[] high = new long[rows];
        Arrays.setAll(high, i -> values[i] >> 63);
        yield new Int128Column(rows, high, values, validity);
      }
    };
  }

  @Override
  public long sizeInBytes() {
    return data.length + (validity == null ? 0 : 8L * validity.length);
  }
}
