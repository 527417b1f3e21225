package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One replaceable value, or none, per group, of any type.
///
/// Used by one task at a time. Row by row: for aggregates that seldom replace a value.
public abstract sealed class ValueSlots {
  private long[] present = {};

  private ValueSlots() {}

  public static ValueSlots of(DataType type) {
    if (KeyVector.isLong(type.layout())) {
      return new Longs(type.layout());
    }
    return type.layout() == Layout.BYTES ? new Strings() : new Objects(type);
  }

  public void ensure(int groups) {
    if (present.length < Bits.words(groups)) {
      present = Arrays.copyOf(present, Math.max(Bits.words(groups), 2 * present.length));
    }
  }

  /// Makes `column` the one that [#set] and [#compare] read. Flat.
  public abstract void prepare(FlatColumn column);

  /// Whether the group has a value.
  public final boolean isSet(int group) {
    return Bits.get(present, group);
  }

  /// Replaces the group's value by that of `row`, which is not NULL.
  public final void set(int group, int row) {
    Bits.set(present, group);
    store(group, row);
  }

  abstract void store(int group, int row);

  /// The order of the group's value, which is set, and that of `row`.
  public abstract int compare(int group, int row);

  /// The values of these groups, NULL where none is set.
  public final FlatColumn column(Groups groups) {
    return values(groups, groups.bits(present));
  }

  abstract FlatColumn values(Groups groups, long @Nullable [] validity);

  /// Takes the values of these groups away.
  public final void forget(Groups groups) {
    for (int i = 0; i < groups.count(); i++) {
      Bits.clear(present, groups.at(i));
    }
  }

  public void clear() {
    Arrays.fill(present, 0);
  }

  public long sizeInBytes() {
    return 8L * present.length;
  }

  private static int grown(int have, int wanted) {
    return (int) Math.max(wanted, Math.min(2L * have, Integer.MAX_VALUE - 8));
  }

  private static final class Longs extends ValueSlots {
    private final Layout layout;
    private long[] slots = {};
    private long[] scratch = {};
    private long[] prepared = {};

    Longs(Layout layout) {
      this.layout = layout;
    }

    @Override
    public void ensure(int groups) {
      super.ensure(groups);
      if (slots.length < groups) {
        slots = Arrays.copyOf(slots, grown(slots.length, groups));
      }
    }

    @Override
    public void prepare(FlatColumn column) {
      if (scratch.length < column.length()) {
        scratch = new long[column.length()];
      }
      prepared = KeyVector.longs(column, scratch);
    }

    @Override
    void store(int group, int row) {
      slots[group] = prepared[row];
    }

    @Override
    public int compare(int group, int row) {
      return layout == Layout.DOUBLE
          ? Double.compare(
              Double.longBitsToDouble(slots[group]), Double.longBitsToDouble(prepared[row]))
          : Long.compare(slots[group], prepared[row]);
    }

    @Override
    FlatColumn values(Groups groups, long @Nullable [] validity) {
      return KeyVector.column(layout, slots, groups, validity);
    }

    @Override
    public long sizeInBytes() {
      return super.sizeInBytes() + 8L * slots.length;
    }
  }

  private static final class Strings extends ValueSlots {
    /// Header and length of an array object, about.
    private static final int OVERHEAD = 16;

    private static final byte[] NONE = {};

    private byte[][] slots = {};
    private BytesColumn prepared = new BytesColumn(0, new int[1], NONE, null);
    private long bytes;

    @Override
    public void ensure(int groups) {
      super.ensure(groups);
      if (slots.length < groups) {
        int old = slots.length;
        slots = Arrays.copyOf(slots, grown(old, groups));
        Arrays.fill(slots, old, slots.length, NONE);
      }
    }

    @Override
    public void prepare(FlatColumn column) {
      prepared = (BytesColumn) column;
    }

    @Override
    void store(int group, int row) {
      int[] offsets = prepared.offsets();
      byte[] value = Arrays.copyOfRange(prepared.bytes(), offsets[row], offsets[row + 1]);
      bytes +=
          value.length + OVERHEAD - (slots[group].length == 0 ? 0 : slots[group].length + OVERHEAD);
      slots[group] = value;
    }

    @Override
    public int compare(int group, int row) {
      int[] offsets = prepared.offsets();
      byte[] value = slots[group];
      return Arrays.compareUnsigned(
          value, 0, value.length, prepared.bytes(), offsets[row], offsets[row + 1]);
    }

    @Override
    FlatColumn values(Groups groups, long @Nullable [] validity) {
      BytePages pages = new BytePages();
      for (int i = 0; i < groups.count(); i++) {
        byte[] value = isSet(groups.at(i)) ? slots[groups.at(i)] : NONE;
        pages.append(value, 0, value.length);
      }
      return pages.column(Groups.range(0, groups.count()), validity);
    }

    @Override
    public void clear() {
      super.clear();
      Arrays.fill(slots, NONE);
      bytes = 0;
    }

    @Override
    public long sizeInBytes() {
      return super.sizeInBytes() + 4L * slots.length + bytes;
    }
  }

  /// Columns of one row each: wide decimals and nested values.
  private static final class Objects extends ValueSlots {
    private static final int OVERHEAD = 64;

    private final FlatColumn none;
    private FlatColumn[] slots = {};
    private FlatColumn prepared;
    private long bytes;

    Objects(DataType type) {
      none = ColumnBuilder.single(type, null);
      prepared = none;
    }

    @Override
    public void ensure(int groups) {
      super.ensure(groups);
      if (slots.length < groups) {
        int old = slots.length;
        slots = Arrays.copyOf(slots, grown(old, groups));
        Arrays.fill(slots, old, slots.length, none);
      }
    }

    @Override
    public void prepare(FlatColumn column) {
      prepared = column;
    }

    @Override
    void store(int group, int row) {
      FlatColumn value = prepared.gather(new int[] {row}, 1);
      bytes += value.sizeInBytes() + OVERHEAD;
      if (slots[group] != none) {
        bytes -= slots[group].sizeInBytes() + OVERHEAD;
      }
      slots[group] = value;
    }

    @Override
    public int compare(int group, int row) {
      return ValueOrder.compare(slots[group], 0, prepared, row);
    }

    @Override
    FlatColumn values(Groups groups, long @Nullable [] validity) {
      if (groups.count() == 0) {
        return none.slice(0, 0);
      }
      List<Column> parts = new ArrayList<>(groups.count());
      for (int i = 0; i < groups.count(); i++) {
        parts.add(isSet(groups.at(i)) ? slots[groups.at(i)] : none);
      }
      return Columns.concat(parts).flatten();
    }

    @Override
    public void clear() {
      super.clear();
      Arrays.fill(slots, none);
      bytes = 0;
    }

    @Override
    public long sizeInBytes() {
      return super.sizeInBytes() + 4L * slots.length + bytes;
    }
  }
}
