package io.thalweg.exec.kernel;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// 64-bit hashes of single values, a column at a time: the one hash of exchanges, aggregates and
/// joins.
///
/// Equal values of one type have equal hashes, whether their column is flat, a dictionary or a
/// constant; NULL has a fixed one; -0.0 equals 0.0 and all NaN are equal. Checkpoints hold state by
/// vnode, a part of the hash: its values may only change with the format of checkpoints.
public final class HashKernel {
  /// The hash of NULL.
  public static final long NULL_HASH = 0x6b79d38b1f2a45c3L;

  private static final long K1 = 0x9e3779b97f4a7c15L;
  private static final long K2 = 0xc2b2ae3d27d4eb4fL;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private HashKernel() {}

  /// The hash of an INT or LONG value: a bijection whose high and low bits are both well mixed.
  public static long hash(long value) {
    long h = value * K1;
    h = (h ^ (h >>> 32)) * K2;
    return h ^ (h >>> 29);
  }

  public static long hash(double value) {
    // Adding 0.0 turns -0.0 into 0.0; doubleToLongBits has one NaN.
    return hash(Double.doubleToLongBits(value + 0.0));
  }

  public static long hash(boolean value) {
    return hash(value ? 1L : 0L);
  }

  public static long hash(long high, long low) {
    return hash(combine(hash(high), low));
  }

  /// The hash of `count` bytes from `from`.
  public static long hash(byte[] bytes, int from, int count) {
    long h = count * K2;
    int at = from;
    int end = from + count;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      h = step(h, (long) LONGS.get(bytes, at));
    }
    if (at < end) {
      h = step(h, tail(bytes, at, end, from));
    }
    h = (h ^ (h >>> 32)) * K2;
    return h ^ (h >>> 29);
  }

  private static long step(long h, long word) {
    long mixed = (h ^ word) * K1;
    return mixed ^ Long.rotateLeft(mixed, 29) ^ (mixed >>> 47);
  }

  /// The last one to seven bytes, as the high part of a word when eight bytes can be read.
  private static long tail(byte[] bytes, int at, int end, int from) {
    if (end - from >= Long.BYTES) {
      return (long) LONGS.get(bytes, end - Long.BYTES);
    }
    long word = 0;
    for (int i = at; i < end; i++) {
      word = (word << 8) | (bytes[i] & 0xff);
    }
    return word;
  }

  /// The hash of a sequence: `next` (itself a hash) behind everything that `seed` stands for.
  public static long combine(long seed, long next) {
    long h = (Long.rotateLeft(seed, 23) ^ next) * K1;
    return h ^ (h >>> 31);
  }

  /// Writes the hash of every row of `column` to `hashes[0..length)`.
  public static void hash(Column column, long[] hashes) {
    switch (column) {
      case FlatColumn flat -> hashFlat(flat, hashes);
      case DictionaryColumn dictionary -> hashIds(dictionary, entries(dictionary), hashes);
      case ConstantColumn constant -> {
        long[] one = new long[1];
        hashFlat(constant.value(), one);
        Arrays.fill(hashes, 0, column.length(), one[0]);
      }
    }
  }

  /// The hash of each entry of a column's dictionary.
  static long[] entries(DictionaryColumn column) {
    long[] hashes = new long[column.values().length()];
    hashFlat(column.values(), hashes);
    return hashes;
  }

  /// Row hashes of a dictionary column from the hashes of its entries.
  static void hashIds(DictionaryColumn column, long[] entryHashes, long[] hashes) {
    int length = column.length();
    if (entryHashes.length == 0) {
      Arrays.fill(hashes, 0, length, NULL_HASH);
      return;
    }
    int[] ids = column.ids();
    for (int i = 0; i < length; i++) {
      hashes[i] = entryHashes[ids[i]];
    }
    nulls(column.validity(), length, hashes);
  }

  private static void hashFlat(FlatColumn column, long[] hashes) {
    int length = column.length();
    switch (column) {
      case BooleanColumn booleans -> {
        for (int i = 0; i < length; i++) {
          hashes[i] = hash(booleans.value(i));
        }
      }
      case IntColumn ints -> ints(ints.values(), length, hashes);
      case LongColumn longs -> longs(longs.values(), length, hashes);
      case DoubleColumn doubles -> doubles(doubles.values(), length, hashes);
      case BytesColumn bytes -> bytes(bytes, length, hashes);
      case Int128Column wide -> wide(wide, length, hashes);
      case ArrayColumn array -> arrays(array, length, hashes);
      case RowColumn row -> rows(row, length, hashes);
      case NullColumn _ -> Arrays.fill(hashes, 0, length, NULL_HASH);
    }
    nulls(column.validity(), length, hashes);
  }

  private static void ints(int[] values, int length, long[] hashes) {
    for (int i = 0; i < length; i++) {
      hashes[i] = hash((long) values[i]);
    }
  }

  private static void longs(long[] values, int length, long[] hashes) {
    for (int i = 0; i < length; i++) {
      hashes[i] = hash(values[i]);
    }
  }

  private static void doubles(double[] values, int length, long[] hashes) {
    for (int i = 0; i < length; i++) {
      hashes[i] = hash(values[i]);
    }
  }

  private static void bytes(BytesColumn column, int length, long[] hashes) {
    byte[] bytes = column.bytes();
    int[] offsets = column.offsets();
    for (int i = 0; i < length; i++) {
      hashes[i] = hash(bytes, offsets[i], offsets[i + 1] - offsets[i]);
    }
  }

  private static void wide(Int128Column column, int length, long[] hashes) {
    long[] high = column.high();
    long[] low = column.low();
    for (int i = 0; i < length; i++) {
      hashes[i] = hash(high[i], low[i]);
    }
  }

  private static void arrays(ArrayColumn column, int length, long[] hashes) {
    long[] elements = new long[column.elements().length()];
    hash(column.elements(), elements);
    int[] offsets = column.offsets();
    for (int i = 0; i < length; i++) {
      long h = K2;
      for (int j = offsets[i]; j < offsets[i + 1]; j++) {
        h = combine(h, elements[j]);
      }
      hashes[i] = hash(h);
    }
  }

  private static void rows(RowColumn column, int length, long[] hashes) {
    Arrays.fill(hashes, 0, length, K1);
    long[] child = new long[length];
    for (Column field : column.children()) {
      hash(field, child);
      for (int i = 0; i < length; i++) {
        hashes[i] = combine(hashes[i], child[i]);
      }
    }
  }

  private static void nulls(long @Nullable [] validity, int length, long[] hashes) {
    if (validity == null) {
      return;
    }
    for (int i = 0; i < length; i++) {
      hashes[i] = (validity[i >> 6] >>> i & 1) != 0 ? hashes[i] : NULL_HASH;
    }
  }
}
