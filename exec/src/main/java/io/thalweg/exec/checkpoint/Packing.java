package io.thalweg.exec.checkpoint;

import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/// How the columns of one section are stored: integers in as few bytes as the section's values
/// need, as distances from a base; of columns that are equal all along, the first; everything else
/// as it is. Immutable.
///
/// State is full of counts and sums whose 8 or 16 bytes are mostly signs, and that several
/// functions keep alike. Fewer bytes are cheaper to copy, to check and to write than more, by far
/// more than packing costs.
///
/// A field that is narrowed has metadata: its layout in memory and the base. A field that repeats
/// another one is of type Null, with the ordinal of the other one as metadata.
final class Packing {
  private static final String LAYOUT_KEY = "thalweg.layout";
  private static final String BASE_KEY = "thalweg.base";
  private static final String SAME_KEY = "thalweg.same";

  private final Schema schema;
  private final List<Form> forms;

  /// How one column is stored.
  private sealed interface Form {}

  /// As it is.
  private record Plain() implements Form {}

  /// As another one, in front of it.
  private record Same(int ordinal) implements Form {}

  /// An integer column that is stored narrower than it is in memory.
  ///
  /// @param layout in memory: INT, LONG or INT128
  /// @param type that is stored: TINYINT, SMALLINT, INTEGER or BIGINT
  /// @param base to be added to what is stored
  private record Narrowed(Layout layout, SimpleType type, long base) implements Form {}

  private Packing(Schema schema, List<Form> forms) {
    this.schema = schema;
    this.forms = forms;
  }

  /// For these rows.
  ///
  /// @param schema of their layouts
  /// @param batches at least one, none empty, without selections
  static Packing of(Schema schema, List<Batch> batches) {
    List<Form> forms = new ArrayList<>();
    List<io.thalweg.core.type.Field> fields = new ArrayList<>();
    List<List<FlatColumn>> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(column(batches, i));
      Form form = form(columns, i);
      forms.add(form);
      io.thalweg.core.type.Field field = schema.fields().get(i);
      fields.add(
          switch (form) {
            case Plain() -> field;
            case Same(_) -> io.thalweg.core.type.Field.nullable(field.name(), SimpleType.NULL);
            case Narrowed(_, SimpleType type, _) ->
                io.thalweg.core.type.Field.nullable(field.name(), type);
          });
    }
    return new Packing(new Schema(fields), forms);
  }

  private static Form form(List<List<FlatColumn>> columns, int ordinal) {
    for (int other = 0; other < ordinal; other++) {
      if (areSame(columns.get(other), columns.get(ordinal))) {
        return new Same(other);
      }
    }
    Narrowed narrowed = narrowed(columns.get(ordinal));
    return narrowed == null ? new Plain() : narrowed;
  }

  private static boolean areSame(List<FlatColumn> some, List<FlatColumn> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!areSame(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether two columns of integers are known to be equal.
  private static boolean areSame(FlatColumn some, FlatColumn other) {
    int rows = some.length();
    boolean same = false;
    if (some instanceof IntColumn ints && other instanceof IntColumn others) {
      same = Arrays.equals(ints.values(), 0, rows, others.values(), 0, rows);
    } else if (some instanceof LongColumn longs && other instanceof LongColumn others) {
      same = Arrays.equals(longs.values(), 0, rows, others.values(), 0, rows);
    }
    return same && areSame(some.validity(), other.validity(), rows);
  }

  private static boolean areSame(long @Nullable [] some, long @Nullable [] other, int rows) {
    if (some == null || other == null) {
      return some == other;
    }
    return Arrays.equals(some, 0, Bits.words(rows), other, 0, Bits.words(rows));
  }

  private static List<FlatColumn> column(List<Batch> batches, int ordinal) {
    return batches.stream().map(batch -> batch.column(ordinal).flatten()).toList();
  }

  private static @Nullable Narrowed narrowed(List<FlatColumn> parts) {
    Layout layout = parts.getFirst().layout();
    Range range = new Range();
    for (FlatColumn part : parts) {
      if (part instanceof IntColumn ints) {
        range.add(ints);
      } else if (part instanceof LongColumn longs) {
        range.add(longs.values(), longs.length());
      } else if (part instanceof Int128Column wide && Range.isNarrow(wide)) {
        range.add(wide.low(), wide.length());
      } else {
        return null;
      }
    }
    return range.narrowed(layout);
  }

  /// The least and the greatest value, also of rows that are NULL: whoever wrote them may count on
  /// what stands there.
  private static final class Range {
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long[] values, int count) {
      long low = min;
      long high = max;
      for (int i = 0; i < count; i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
      min = low;
      max = high;
    }

    void add(IntColumn column) {
      int[] values = column.values();
      for (int i = 0; i < column.length(); i++) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
    }

    static boolean isNarrow(Int128Column column) {
      long differ = 0;
      for (int i = 0; i < column.length(); i++) {
        differ |= column.high()[i] ^ column.low()[i] >> 63;
      }
      return differ == 0;
    }

    @Nullable Narrowed narrowed(Layout layout) {
      int bits = bits();
      int own = layout == Layout.INT ? Integer.SIZE : layout == Layout.LONG ? Long.SIZE : 128;
      if (bits >= own) {
        return null;
      }
      long least = -1L << bits - 1;
      long base = min >= least && max <= ~least ? 0 : min - least;
      SimpleType type =
          switch (bits) {
            case Byte.SIZE -> SimpleType.TINYINT;
            case Short.SIZE -> SimpleType.SMALLINT;
            case Integer.SIZE -> SimpleType.INTEGER;
            default -> SimpleType.BIGINT;
          };
      return new Narrowed(layout, type, bits == Long.SIZE ? 0 : base);
    }

    /// How many bits the distance between the values needs.
    private int bits() {
      long distance = max - min;
      if (distance < 0 || distance >>> Integer.SIZE != 0) {
        return Long.SIZE;
      }
      return distance >>> Short.SIZE != 0
          ? Integer.SIZE
          : distance >>> Byte.SIZE != 0 ? Short.SIZE : Byte.SIZE;
    }
  }

  /// What is stored.
  Schema schema() {
    return schema;
  }

  /// The same for Arrow, with the metadata to read it back.
  org.apache.arrow.vector.types.pojo.Schema arrow() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      Field field = ArrowSchemas.toArrow(schema.fields().get(i));
      fields.add(
          switch (forms.get(i)) {
            case Plain() -> field;
            case Same(int ordinal) -> noted(field, Map.of(SAME_KEY, Integer.toString(ordinal)));
            case Narrowed(Layout layout, _, long base) ->
                noted(field, Map.of(LAYOUT_KEY, layout.name(), BASE_KEY, Long.toString(base)));
          });
    }
    return new org.apache.arrow.vector.types.pojo.Schema(fields);
  }

  private static Field noted(Field field, Map<String, String> metadata) {
    FieldType type = new FieldType(field.isNullable(), field.getType(), null, metadata);
    return new Field(field.getName(), type, field.getChildren());
  }

  /// All rows of some of the batches, as they are stored.
  Batch pack(List<Batch> batches) {
    int rows = batches.stream().mapToInt(Batch::length).sum();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(
          switch (forms.get(i)) {
            case Plain() -> Columns.concat(column(batches, i));
            case Same(_) -> new NullColumn(rows);
            case Narrowed how -> pack(column(batches, i), rows, how);
          });
    }
    return Batch.of(rows, columns);
  }

  private static FlatColumn pack(List<FlatColumn> parts, int rows, Narrowed how) {
    long[] validity = Columns.concatValidity(parts, rows);
    if (how.type() == SimpleType.BIGINT) {
      long[] packed = new long[rows];
      int at = 0;
      for (FlatColumn part : parts) {
        System.arraycopy(longs(part), 0, packed, at, part.length());
        at += part.length();
      }
      return new LongColumn(rows, packed, validity);
    }
    int[] packed = new int[rows];
    int at = 0;
    for (FlatColumn part : parts) {
      if (part instanceof IntColumn ints) {
        pack(ints.values(), ints.length(), (int) how.base(), packed, at);
      } else {
        pack(longs(part), part.length(), how.base(), packed, at);
      }
      at += part.length();
    }
    return new IntColumn(rows, packed, validity);
  }

  private static long[] longs(FlatColumn column) {
    return column instanceof Int128Column wide ? wide.low() : ((LongColumn) column).values();
  }

  private static void pack(long[] values, int count, long base, int[] packed, int at) {
    for (int i = 0; i < count; i++) {
      packed[at + i] = (int) (values[i] - base);
    }
  }

  private static void pack(int[] values, int count, int base, int[] packed, int at) {
    for (int i = 0; i < count; i++) {
      packed[at + i] = values[i] - base;
    }
  }

  /// The columns as they are in memory.
  ///
  /// @param fields that they were stored under
  /// @throws RuntimeException the fields' metadata are not what [#arrow] makes
  static Batch unpack(List<Field> fields, Batch stored) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String same = fields.get(i).getMetadata().get(SAME_KEY);
      columns.add(
          same == null
              ? unpack(fields.get(i), stored.column(i))
              : columns.get(Integer.parseInt(same)));
    }
    return Batch.of(stored.length(), columns);
  }

  private static Column unpack(Field field, Column stored) {
    String layout = field.getMetadata().get(LAYOUT_KEY);
    if (layout == null) {
      return stored;
    }
    long base = Long.parseLong(field.getMetadata().get(BASE_KEY));
    int rows = stored.length();
    if (stored instanceof IntColumn ints) {
      return switch (Layout.valueOf(layout)) {
        case INT -> new IntColumn(rows, unpackInts(ints, (int) base), ints.validity());
        case LONG -> new LongColumn(rows, unpackLongs(ints, base), ints.validity());
        case INT128 -> wide(rows, unpackLongs(ints, base), ints.validity());
        case BOOLEAN, DOUBLE, BYTES, ARRAY, ROW, NONE ->
            throw new IllegalArgumentException(layout + " is no integer");
      };
    }
    if (stored instanceof LongColumn longs && Layout.valueOf(layout) == Layout.INT128) {
      return wide(rows, longs.values(), longs.validity());
    }
    throw new IllegalArgumentException(stored.layout() + " cannot be " + layout);
  }

  private static int[] unpackInts(IntColumn column, int base) {
    int[] values = column.values();
    int[] unpacked = new int[column.length()];
    for (int i = 0; i < unpacked.length; i++) {
      unpacked[i] = values[i] + base;
    }
    return unpacked;
  }

  private static long[] unpackLongs(IntColumn column, long base) {
    int[] values = column.values();
    long[] unpacked = new long[column.length()];
    for (int i = 0; i < unpacked.length; i++) {
      unpacked[i] = values[i] + base;
    }
    return unpacked;
  }

  private static Int128Column wide(int rows, long[] low, long @Nullable [] validity) {
    long[] high = new long[rows];
    for (int i = 0; i < rows; i++) {
      high[i] = low[i] >> 63;
    }
    return new Int128Column(rows, high, low, validity);
  }
}
