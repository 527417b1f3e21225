package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.PhysicalType;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import java.util.Arrays;

/// The values of a leaf in the form they are stored in, and their PLAIN encoding.
abstract sealed class StoredValues {
  final int count;

  private StoredValues(int count) {
    this.count = count;
  }

  /// Appends the values `from..to)`.
  abstract void plain(int from, int to, Buffer out);

  /// The values `from..to)`.
  abstract StoredValues slice(int from, int to);

  /// @param values without NULLs
  static StoredValues of(Target.Leaf leaf, FlatColumn values) {
    int count = values.length();
    return switch (values) {
      case BooleanColumn column -> new Booleans(count, column.values());
      case IntColumn column -> new Numbers(count, widened(column.values(), count), Integer.BYTES);
      case LongColumn column ->
          new Numbers(
              count,
              column.values(),
              leaf.physical() == PhysicalType.INT32 ? Integer.BYTES : Long.BYTES);
      case DoubleColumn column -> floating(leaf, column);
      case BytesColumn column -> new Strings(count, column.offsets(), column.bytes(), false);
      case Int128Column column -> wide(column);
      case NullColumn _ -> new Numbers(0, new long[0], Integer.BYTES);
      default -> throw new IllegalStateException("no leaf: " + leaf.type().sql());
    };
  }

  private static long[] widened(int[] values, int count) {
    long[] longs = new long[count];
    for (int i = 0; i < count; i++) {
      longs[i] = values[i];
    }
    return longs;
  }

  private static Numbers floating(Target.Leaf leaf, DoubleColumn column) {
    int count = column.length();
    double[] values = column.values();
    boolean single = leaf.physical() == PhysicalType.FLOAT;
    long[] bits = new long[count];
    for (int i = 0; i < count; i++) {
      bits[i] =
          single
              ? Float.floatToRawIntBits((float) values[i])
              : Double.doubleToRawLongBits(values[i]);
    }
    return new Numbers(count, bits, single ? Integer.BYTES : Long.BYTES);
  }

  private static Strings wide(Int128Column column) {
    int count = column.length();
    byte[] bytes = new byte[Math.multiplyExact(count, 16)];
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      Words.putLong(bytes, 16 * i, Long.reverseBytes(column.high()[i]));
      Words.putLong(bytes, 16 * i + 8, Long.reverseBytes(column.low()[i]));
      offsets[i + 1] = 16 * (i + 1);
    }
    return new Strings(count, offsets, bytes, true);
  }

  /// One bit per value.
  static final class Booleans extends StoredValues {
    private final long[] bits;

    Booleans(int count, long[] bits) {
      super(count);
      this.bits = bits;
    }

    @Override
    StoredValues slice(int from, int to) {
      return new Booleans(
          to - from, new BooleanColumn(count, bits, null).slice(from, to - from).values());
    }

    @Override
    void plain(int from, int to, Buffer out) {
      int word = 0;
      for (int i = from; i < to; i++) {
        word |= (Bits.get(bits, i) ? 1 : 0) << (i - from & 7);
        if ((i - from & 7) == 7 || i + 1 == to) {
          out.write(word);
          word = 0;
        }
      }
    }
  }

  /// Integers and the bits of floating-point numbers, 4 or 8 bytes wide.
  static final class Numbers extends StoredValues {
    final long[] values;
    final int width;

    Numbers(int count, long[] values, int width) {
      super(count);
      this.values = values;
      this.width = width;
    }

    @Override
    StoredValues slice(int from, int to) {
      return new Numbers(to - from, Arrays.copyOfRange(values, from, to), width);
    }

    @Override
    void plain(int from, int to, Buffer out) {
      out.reserve(Math.multiplyExact(to - from, width));
      byte[] bytes = out.bytes();
      int at = out.size();
      for (int i = from; i < to; i++, at += width) {
        if (width == Integer.BYTES) {
          Words.putInt(bytes, at, (int) values[i]);
        } else {
          Words.putLong(bytes, at, values[i]);
        }
      }
      out.advance((to - from) * width);
    }
  }

  /// Byte strings, each behind its length unless all have one width.
  static final class Strings extends StoredValues {
    final int[] offsets;
    final byte[] bytes;
    private final boolean fixed;

    Strings(int count, int[] offsets, byte[] bytes, boolean fixed) {
      super(count);
      this.offsets = offsets;
      this.bytes = bytes;
      this.fixed = fixed;
    }

    boolean isFixed() {
      return fixed;
    }

    @Override
    StoredValues slice(int from, int to) {
      return new Strings(to - from, Arrays.copyOfRange(offsets, from, to + 1), bytes, fixed);
    }

    @Override
    void plain(int from, int to, Buffer out) {
      if (fixed) {
        out.write(bytes, offsets[from], offsets[to] - offsets[from]);
        return;
      }
      for (int i = from; i < to; i++) {
        int length = offsets[i + 1] - offsets[i];
        out.writeInt(length);
        out.write(bytes, offsets[i], length);
      }
    }
  }
}
