package io.thalweg.exec.checkpoint;

import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/// How the columns of one section are stored: integers in as few bytes as the section's values
/// need, as distances from a base, everything else as it is. Immutable.
///
/// State is full of counts and sums whose 8 or 16 bytes are mostly signs. Fewer bytes are cheaper
/// to copy, to check and to write than more, by far more than narrowing costs.
///
/// A field that is narrowed has metadata: its layout in memory and the base.
final class Packing {
  private static final String LAYOUT_KEY = "thalweg.layout";
  private static final String BASE_KEY = "thalweg.base";

  private final Schema schema;
  private final List<@Nullable Narrowed> narrowed;

  /// An integer column that is stored narrower than it is in memory.
  ///
  /// @param layout in memory: INT, LONG or INT128
  /// @param type that is stored: TINYINT, SMALLINT, INTEGER or BIGINT
  /// @param base to be added to what is stored
  private record Narrowed(Layout layout, SimpleType type, long base) {}

  private Packing(Schema schema, List<@Nullable Narrowed> narrowed) {
    this.schema = schema;
    this.narrowed = narrowed;
  }

  /// For these rows.
  ///
  /// @param schema of their layouts
  /// @param batches at least one, none empty, without selections
  static Packing of(Schema schema, List<Batch> batches) {
    List<@Nullable Narrowed> narrowed = new ArrayList<>();
    List<io.thalweg.core.type.Field> fields = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      io.thalweg.core.type.Field field = schema.fields().get(i);
      Narrowed found = narrowed(column(batches, i));
      narrowed.add(found);
      fields.add(
          found == null ? field : io.thalweg.core.type.Field.nullable(field.name(), found.type()));
    }
    return new Packing(new Schema(fields), narrowed);
  }

  private static List<FlatColumn> column(List<Batch> batches, int ordinal) {
    return batches.stream().map(batch -> batch.column(ordinal).flatten()).toList();
  }

  private static @Nullable Narrowed narrowed(List<FlatColumn> parts) {
    Layout layout = parts.getFirst().layout();
    Range range = new Range();
    for (FlatColumn part : parts) {
      switch (part) {
        case IntColumn ints -> range.add(ints);
        case LongColumn longs -> range.add(longs.values(), longs.length());
        case Int128Column wide -> {
          if (!Range.isNarrow(wide)) {
            return null;
          }
          range.add(wide.low(), wide.length());
        }
        case BooleanColumn _, DoubleColumn _, BytesColumn _, ArrayColumn _, RowColumn _ -> {
          return null;
        }
        case NullColumn _ -> {
          return null;
        }
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
      Narrowed how = narrowed.get(i);
      fields.add(how == null ? field : noted(field, how));
    }
    return new org.apache.arrow.vector.types.pojo.Schema(fields);
  }

  private static Field noted(Field field, Narrowed how) {
    Map<String, String> metadata =
        Map.of(LAYOUT_KEY, how.layout().name(), BASE_KEY, Long.toString(how.base()));
    FieldType type = new FieldType(field.isNullable(), field.getType(), null, metadata);
    return new Field(field.getName(), type, field.getChildren());
  }

  /// All rows of some of the batches, as they are stored.
  Batch pack(List<Batch> batches) {
    int rows = batches.stream().mapToInt(Batch::length).sum();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      Narrowed how = narrowed.get(i);
      List<FlatColumn> parts = column(batches, i);
      columns.add(how == null ? Columns.concat(parts) : pack(parts, rows, how));
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

  /// A column as it is in memory.
  ///
  /// @param field that it was stored under
  /// @throws IllegalArgumentException the field's metadata are not what [#arrow] makes
  static Column unpack(Field field, Column stored) {
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
