package io.thalweg.connectors.files.parquet.write;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The distinct values of a leaf in a row group, and each value as its id.
///
/// Linear probing over twice as many slots as there may be entries.
final class Dictionary {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MIN_ENTRIES = 256;
  private static final int EMPTY = -1;

  private final int[] ids;
  private final StoredValues entries;

  private Dictionary(int[] ids, StoredValues entries) {
    this.ids = ids;
    this.entries = entries;
  }

  /// By value.
  int[] ids() {
    return ids;
  }

  StoredValues entries() {
    return entries;
  }

  /// Bits of the largest id, at least one.
  int idWidth() {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(entries.count - 1));
  }

  /// The dictionary of these values; null when there are too many for it to pay.
  static @Nullable Dictionary of(StoredValues values) {
    return switch (values) {
      case StoredValues.Booleans _ -> null;
      case StoredValues.Numbers numbers -> ofNumbers(numbers);
      case StoredValues.Strings strings -> ofStrings(strings);
    };
  }

  private static int mostEntries(int count) {
    return Math.max(MIN_ENTRIES, count / 3);
  }

  private static int[] slots(int entries) {
    int[] slots = new int[Integer.highestOneBit(entries * 2) * 2];
    Arrays.fill(slots, EMPTY);
    return slots;
  }

  private static @Nullable Dictionary ofNumbers(StoredValues.Numbers values) {
    int most = Math.min(mostEntries(values.count), MAX_BYTES / values.width);
    int[] slots = slots(most);
    long[] entries = new long[Math.min(most, values.count) + 1];
    int[] ids = new int[values.count];
    int size = 0;
    for (int i = 0; i < values.count; i++) {
      long value = values.values[i];
      int slot = slot(value * 0x9E3779B97F4A7C15L, slots.length);
      while (slots[slot] != EMPTY && entries[slots[slot]] != value) {
        slot = slot + 1 & slots.length - 1;
      }
      if (slots[slot] == EMPTY) {
        if (size == most) {
          return null;
        }
        entries[size] = value;
        slots[slot] = size++;
      }
      ids[i] = slots[slot];
    }
    return new Dictionary(ids, new StoredValues.Numbers(size, entries, values.width));
  }

  private static int slot(long hash, int slots) {
    return (int) (hash >>> 32) & slots - 1;
  }

  private static @Nullable Dictionary ofStrings(StoredValues.Strings values) {
    int most = mostEntries(values.count);
    int[] slots = slots(most);
    int[] firsts = new int[Math.min(most, values.count) + 1];
    int[] ids = new int[values.count];
    int size = 0;
    long bytes = 0;
    for (int i = 0; i < values.count; i++) {
      int slot = slot(hash(values, i), slots.length);
      while (slots[slot] != EMPTY && !equal(values, firsts[slots[slot]], i)) {
        slot = slot + 1 & slots.length - 1;
      }
      if (slots[slot] == EMPTY) {
        bytes += 4 + values.offsets[i + 1] - values.offsets[i];
        if (size == most || bytes > MAX_BYTES) {
          return null;
        }
        firsts[size] = i;
        slots[slot] = size++;
      }
      ids[i] = slots[slot];
    }
    return new Dictionary(ids, gather(values, firsts, size));
  }

  private static long hash(StoredValues.Strings values, int row) {
    long hash = 1;
    for (int i = values.offsets[row]; i < values.offsets[row + 1]; i++) {
      hash = hash * 0x100000001B3L + values.bytes[i];
    }
    return hash * 0x9E3779B97F4A7C15L;
  }

  private static boolean equal(StoredValues.Strings values, int left, int right) {
    return Arrays.equals(
        values.bytes,
        values.offsets[left],
        values.offsets[left + 1],
        values.bytes,
        values.offsets[right],
        values.offsets[right + 1]);
  }

  private static StoredValues.Strings gather(StoredValues.Strings values, int[] rows, int count) {
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      offsets[i + 1] = offsets[i] + values.offsets[rows[i] + 1] - values.offsets[rows[i]];
    }
    byte[] bytes = new byte[offsets[count]];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          values.bytes, values.offsets[rows[i]], bytes, offsets[i], offsets[i + 1] - offsets[i]);
    }
    return new StoredValues.Strings(count, offsets, bytes, values.isFixed());
  }
}
