package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One key of up to 64 bits, in the form of [KeyVector].
///
/// While the keys are dense the table is an array addressed by `key - base`; otherwise open
/// addressing with linear probing over slots of two longs, `(key, group + 1)`, 0 being free.
final class LongGroupKeys implements GroupKeys {
  /// Direct addressing is always allowed up to this range of keys.
  private static final long SMALL_RANGE = 1 << 16;

  /// Above it, up to so many slots of four bytes per key: what a hash table takes too, which has no
  /// locality for keys that come nearly in order. With more, one partition of spilled state takes
  /// as much as several.
  private static final long SLOTS_PER_KEY = 12;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final Layout layout;
  private long[] scratch = {};
  private int[] newRows = {};
  private int newCount;

  private long[] keys = new long[64];
  private int count;
  private int nullGroup = -1;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /// Group + 1 by `key - base`; null when the keys are hashed.
  private int @Nullable [] direct = {};

  private long base;
  private long[] slots = {};
  private int shift;

  /// So many keys there will be, about.
  private int expected;

  LongGroupKeys(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void expect(int wanted) {
    expected = wanted;
    if (keys.length < wanted) {
      keys = Arrays.copyOf(keys, wanted);
    }
  }

  /// Keys to make room for before so many rows are looked at.
  private long wanted(int rows) {
    return Math.max(expected, count + (long) rows);
  }

  @Override
  public void assign(Column[] columns, int rows, int[] groups) {
    if (newRows.length < rows) {
      newRows = new int[rows];
      scratch = new long[rows];
    }
    newCount = 0;
    ensureKeys(rows);
    long[] values = KeyVector.longs(columns[0], scratch);
    long[] validity = KeyVector.validity(columns[0]);
    noteRange(values, validity, rows);
    prepare(rows);
    if (validity != null) {
      assignNullable(values, validity, rows, groups);
    } else if (direct != null) {
      assignDirect(direct, values, rows, groups);
    } else {
      assignHashed(values, rows, groups);
    }
  }

  private void ensureKeys(int rows) {
    if (count + rows + 1 > keys.length) {
      keys = Arrays.copyOf(keys, Math.max(count + rows + 1, Math.addExact(count, count)));
    }
  }

  private void noteRange(long[] values, long @Nullable [] validity, int rows) {
    long low = min;
    long high = max;
    if (validity == null) {
      for (int i = 0; i < rows; i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        if (Bits.get(validity, i)) {
          low = Math.min(low, values[i]);
          high = Math.max(high, values[i]);
        }
      }
    }
    min = low;
    max = high;
  }

  /// Chooses the form of the table, with room for `rows` more keys.
  private void prepare(int rows) {
    if (min > max) {
      return;
    }
    if (direct != null) {
      if (min >= base && max - base >= 0 && max - base < direct.length) {
        return;
      }
      if (isDense(rows)) {
        buildDirect();
        return;
      }
      direct = null;
      buildSlots(rows);
    } else if (2L * (count + (long) rows) > slots.length / 2) {
      if (isDense(rows)) {
        buildDirect();
      } else {
        buildSlots(rows);
      }
    }
  }

  private boolean isDense(int rows) {
    long range = max - min;
    return range >= 0
        && (range < SMALL_RANGE || range < Math.min(SLOTS_PER_KEY * wanted(rows), 1L << 30));
  }

  private void buildDirect() {
    // Room on both sides, because ranges that grow tend to go on growing.
    long range = max - min + 1;
    boolean growsUp = direct == null || direct.length == 0 || min >= base;
    long room = Math.max(64, Math.min(range, (1L << 30) - range));
    base = growsUp || min < Long.MIN_VALUE + room ? min : min - room;
    slots = new long[0];
    int[] table = new int[(int) (range + room)];
    for (int group = 0; group < count; group++) {
      if (group != nullGroup) {
        table[(int) (keys[group] - base)] = group + 1;
      }
    }
    direct = table;
  }

  private void buildSlots(int rows) {
    long wanted = 2L * wanted(rows);
    int bits = Math.max(6, 64 - Long.numberOfLeadingZeros(wanted - 1));
    slots = new long[Math.multiplyExact(2, 1 << bits)];
    shift = 64 - bits;
    for (int group = 0; group < count; group++) {
      if (group != nullGroup) {
        int slot = free(keys[group]);
        slots[slot] = keys[group];
        slots[slot + 1] = group + 1;
      }
    }
  }

  private int free(long key) {
    int slot = (int) (key * MULTIPLIER >>> shift) << 1;
    while (slots[slot + 1] != 0) {
      slot = slot + 2 & slots.length - 1;
    }
    return slot;
  }

  private void assignDirect(int[] table, long[] values, int rows, int[] groups) {
    for (int i = 0; i < rows; i++) {
      int at = (int) (values[i] - base);
      int group = table[at] - 1;
      if (group < 0) {
        group = add(values[i], i);
        table[at] = group + 1;
      }
      groups[i] = group;
    }
  }

  private void assignHashed(long[] values, int rows, int[] groups) {
    long[] table = slots;
    int mask = table.length - 1;
    int by = shift;
    long last = 0;
    int lastGroup = -1;
    for (int i = 0; i < rows; i++) {
      long key = values[i];
      if (key != last || lastGroup < 0) {
        last = key;
        int slot = (int) (key * MULTIPLIER >>> by) << 1;
        long found = table[slot + 1];
        while (found != 0 && table[slot] != key) {
          slot = slot + 2 & mask;
          found = table[slot + 1];
        }
        lastGroup = (int) found - 1;
        if (found == 0) {
          lastGroup = add(key, i);
          table[slot] = key;
          table[slot + 1] = lastGroup + 1;
        }
      }
      groups[i] = lastGroup;
    }
  }

  private void assignNullable(long[] values, long[] validity, int rows, int[] groups) {
    for (int i = 0; i < rows; i++) {
      if (!Bits.get(validity, i)) {
        if (nullGroup < 0) {
          nullGroup = add(0, i);
        }
        groups[i] = nullGroup;
      } else {
        groups[i] = findOrAdd(values[i], i);
      }
    }
  }

  private int findOrAdd(long key, int row) {
    if (direct != null) {
      int at = (int) (key - base);
      if (direct[at] == 0) {
        direct[at] = add(key, row) + 1;
      }
      return direct[at] - 1;
    }
    int slot = (int) (key * MULTIPLIER >>> shift) << 1;
    while (slots[slot + 1] != 0 && slots[slot] != key) {
      slot = slot + 2 & slots.length - 1;
    }
    if (slots[slot + 1] == 0) {
      slots[slot] = key;
      slots[slot + 1] = add(key, row) + 1;
    }
    return (int) slots[slot + 1] - 1;
  }

  private int add(long key, int row) {
    newRows[newCount++] = row;
    keys[count] = key;
    return count++;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int[] newRows() {
    return newRows;
  }

  @Override
  public int newCount() {
    return newCount;
  }

  @Override
  public FlatColumn column(int key, Groups groups) {
    int size = groups.count();
    long[] validity = null;
    if (nullGroup >= 0) {
      validity = Bits.allSet(size);
      for (int i = 0; i < size; i++) {
        if (groups.at(i) == nullGroup) {
          Bits.clear(validity, i);
        }
      }
    }
    return KeyVector.column(layout, keys, groups, validity);
  }

  @Override
  public GroupLookup lookup() {
    return new Lookup();
  }

  private final class Lookup implements GroupLookup {
    private long[] converted = {};

    /// Rows that are not decided yet.
    private int[] pending = {};

    @Override
    public void find(Column[] columns, int rows, int[] groups) {
      if (converted.length < rows) {
        converted = new long[rows];
      }
      long[] values = KeyVector.longs(columns[0], converted);
      if (direct != null) {
        findDirect(direct, base, values, rows, groups);
      } else {
        if (pending.length < rows) {
          pending = new int[rows];
        }
        findHashed(slots, shift, values, rows, groups, pending);
      }
      long[] validity = KeyVector.validity(columns[0]);
      if (validity != null) {
        for (int i = 0; i < rows; i++) {
          groups[i] = Bits.get(validity, i) ? groups[i] : nullGroup;
        }
      }
    }
  }

  private static void findDirect(int[] table, long base, long[] values, int rows, int[] groups) {
    int length = table.length;
    for (int i = 0; i < rows; i++) {
      long at = values[i] - base;
      groups[i] = at >= 0 && at < length ? table[(int) at] - 1 : -1;
    }
  }

  /// Looks at the first slot of every row without a branch on what is there, so that the processor
  /// waits for many slots at once and guesses nothing; then at the second slot of the rows that met
  /// another key, and so on.
  private static void findHashed(
      long[] table, int by, long[] values, int rows, int[] groups, int[] pending) {
    int open = 0;
    for (int i = 0; i < rows; i++) {
      long key = values[i];
      int slot = (int) (key * MULTIPLIER >>> by) << 1;
      long found = table[slot + 1];
      long differs = differs(table[slot], key);
      groups[i] = (int) found - 1 | (int) differs;
      pending[open] = i;
      open += (int) ((differs & -found) >>> 63);
    }
    for (int step = 2; open > 0; step += 2) {
      open = findFurther(table, by, step, values, groups, pending, open);
    }
  }

  /// The same for the slots `step` behind the first, of the rows `pending[0..count)`.
  private static int findFurther(
      long[] table, int by, int step, long[] values, int[] groups, int[] pending, int count) {
    int mask = table.length - 1;
    int open = 0;
    for (int i = 0; i < count; i++) {
      int row = pending[i];
      long key = values[row];
      int slot = ((int) (key * MULTIPLIER >>> by) << 1) + step & mask;
      long found = table[slot + 1];
      long differs = differs(table[slot], key);
      groups[row] = (int) found - 1 | (int) differs;
      pending[open] = row;
      open += (int) ((differs & -found) >>> 63);
    }
    return open;
  }

  /// All ones when the numbers differ, else 0.
  private static long differs(long a, long b) {
    long difference = a ^ b;
    return (difference | -difference) >> 63;
  }

  @Override
  public void clear() {
    count = 0;
    newCount = 0;
    nullGroup = -1;
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
    direct = new int[0];
    slots = new long[0];
    keys = new long[64];
    expected = 0;
  }

  @Override
  public long sizeInBytes() {
    return 8L * (keys.length + slots.length) + (direct == null ? 0 : 4L * direct.length);
  }
}
