package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two keys of up to 64 bits whose values fit 32 bits each, as most numbers, dates and identifiers
/// do: kept as one key of 64 bits. With the first row that does not fit, or is NULL, the keys move
/// to a general table under the same numbers.
final class PackedGroupKeys implements GroupKeys {
  private static final int MOVED_AT_ONCE = 1 << 12;

  private final List<DataType> types;
  private LongGroupKeys packed = new LongGroupKeys(Layout.LONG);
  private @Nullable RowGroupKeys general;
  private final Packer packer = new Packer();

  /// @param types two, of layouts with a [KeyVector] form
  PackedGroupKeys(List<DataType> types) {
    this.types = types;
  }

  static boolean takes(List<DataType> types) {
    return types.size() == 2
        && types.stream().allMatch(type -> KeyVector.isLong(type.layout()))
        && types.stream().noneMatch(type -> type.layout() == Layout.DOUBLE);
  }

  /// Puts two columns together; holds the space for it.
  private static final class Packer {
    private long[] first = {};
    private long[] second = {};
    private long[] result = {};

    /// Returns bits that are 0 when every value fits.
    private long pack(Column[] keys, int rows) {
      if (result.length < rows) {
        first = new long[rows];
        second = new long[rows];
        result = new long[rows];
      }
      long[] upper = KeyVector.longs(keys[0], first);
      long[] lower = KeyVector.longs(keys[1], second);
      long misfit = 0;
      for (int i = 0; i < rows; i++) {
        misfit |= misfit(upper[i], lower[i]);
        result[i] = upper[i] << 32 | lower[i] & 0xFFFFFFFFL;
      }
      return misfit;
    }

    private LongColumn column(int rows) {
      return new LongColumn(rows, result, null);
    }

    /// Looks for rows that cannot be in a packed table.
    private void exclude(Column[] keys, int rows, int[] groups) {
      long[] upper = KeyVector.longs(keys[0], first);
      long[] lower = KeyVector.longs(keys[1], second);
      long[] valid = Bits.and(KeyVector.validity(keys[0]), KeyVector.validity(keys[1]), rows);
      for (int i = 0; i < rows; i++) {
        if (misfit(upper[i], lower[i]) != 0 || !Bits.isValid(valid, i)) {
          groups[i] = -1;
        }
      }
    }

    private static long misfit(long upper, long lower) {
      return (upper ^ (int) upper) | (lower ^ (int) lower);
    }
  }

  @Override
  public void expect(int keys) {
    table().expect(keys);
  }

  @Override
  public void assign(Column[] keys, int rows, int[] groups) {
    if (general == null) {
      boolean nullable = mayHaveNulls(keys);
      if (!nullable && packer.pack(keys, rows) == 0) {
        packed.assign(new Column[] {packer.column(rows)}, rows, groups);
        return;
      }
      general = moved();
    }
    general.assign(keys, rows, groups);
  }

  private static boolean mayHaveNulls(Column[] keys) {
    return KeyVector.validity(keys[0]) != null || KeyVector.validity(keys[1]) != null;
  }

  private RowGroupKeys moved() {
    RowGroupKeys table = new RowGroupKeys(types);
    int[] numbers = new int[MOVED_AT_ONCE];
    for (int from = 0; from < packed.count(); from += MOVED_AT_ONCE) {
      int size = Math.min(MOVED_AT_ONCE, packed.count() - from);
      table.assign(new Column[] {column(0, from, size), column(1, from, size)}, size, numbers);
    }
    packed = new LongGroupKeys(Layout.LONG);
    return table;
  }

  private GroupKeys table() {
    return general == null ? packed : general;
  }

  @Override
  public int count() {
    return table().count();
  }

  @Override
  public int[] newRows() {
    return table().newRows();
  }

  @Override
  public int newCount() {
    return table().newCount();
  }

  @Override
  public FlatColumn column(int key, Groups groups) {
    if (general != null) {
      return general.column(key, groups);
    }
    int size = groups.count();
    long[] values = ((LongColumn) packed.column(0, groups)).values();
    for (int i = 0; i < size; i++) {
      values[i] = key == 0 ? values[i] >> 32 : (int) values[i];
    }
    return KeyVector.column(types.get(key).layout(), values, 0, size, null);
  }

  @Override
  public GroupLookup lookup() {
    return new Lookup();
  }

  /// Follows the keys into the general table.
  private final class Lookup implements GroupLookup {
    private final Packer own = new Packer();
    private final GroupLookup narrow = packed.lookup();
    private @Nullable GroupLookup wide;

    @Override
    public void find(Column[] keys, int rows, int[] groups) {
      RowGroupKeys table = general;
      if (table != null) {
        GroupLookup lookup = wide == null ? table.lookup() : wide;
        wide = lookup;
        lookup.find(keys, rows, groups);
        return;
      }
      boolean nullable = mayHaveNulls(keys);
      boolean fits = own.pack(keys, rows) == 0 && !nullable;
      narrow.find(new Column[] {own.column(rows)}, rows, groups);
      if (!fits) {
        own.exclude(keys, rows, groups);
      }
    }
  }

  @Override
  public void clear() {
    packed.clear();
    general = null;
  }

  @Override
  public long sizeInBytes() {
    return table().sizeInBytes();
  }
}
