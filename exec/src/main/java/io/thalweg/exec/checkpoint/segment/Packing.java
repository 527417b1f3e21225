package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.arrow.VectorFiller;
import io.thalweg.core.data.Batch;
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
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/// How the columns of one section are stored: integers in as few bytes as the section's values
/// need, as distances from a base, and in none when they are all one value; of columns that are
/// equal all along, the first; everything else as it is. Immutable.
///
/// A field that is narrowed has metadata: its layout in memory and the base. A field that repeats
/// another one is of type Null, with the ordinal of the other one as metadata.
final class Packing {
  private static final String LAYOUT_KEY = "thalweg.layout";
  private static final String BASE_KEY = "thalweg.base";
  private static final String SAME_KEY = "thalweg.same";

  /// Far more than a record batch has: what a column without values may be told to hold.
  private static final int MAX_ROWS = 1 << 24;

  private final Schema schema;
  private final List<Form> forms;

  /// How one column is stored.
  private sealed interface Form {}

  /// As it is.
  private record Plain() implements Form {}

  /// As another one, in front of it.
  private record Same(int ordinal) implements Form {}

  /// Integers, narrower than they are in memory.
  ///
  /// @param layout in memory
  private record Narrowed(Layout layout, IntegerForm form) implements Form {}

  private Packing(Schema schema, List<Form> forms) {
    this.schema = schema;
    this.forms = forms;
  }

  /// For these rows.
  ///
  /// @param schema of their layouts; with weights, those of the last column
  /// @param pieces at least one
  static Packing of(Schema schema, List<PackedRows> pieces) {
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      forms.add(form(pieces, i));
    }
    return new Packing(schema, forms);
  }

  private static Form form(List<PackedRows> pieces, int ordinal) {
    int other = pieces.getFirst().sameAs(ordinal);
    if (other >= 0 && pieces.stream().allMatch(piece -> piece.sameAs(ordinal) == other)) {
      return new Same(other);
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    boolean nullable = false;
    Layout layout = Layout.NONE;
    for (PackedRows piece : pieces) {
      if (!(piece.stored(ordinal) instanceof PackedIntegers integers)) {
        return new Plain();
      }
      min = Math.min(min, integers.min());
      max = Math.max(max, integers.max());
      nullable |= integers.validity() != null;
      layout = integers.layout();
    }
    IntegerForm form = IntegerForm.of(min, max);
    form = nullable ? form.nullable() : form;
    return form.isNarrowerThan(layout) ? new Narrowed(layout, form) : new Plain();
  }

  /// What is stored, with the metadata to read it back.
  org.apache.arrow.vector.types.pojo.Schema arrow() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      fields.add(
          switch (forms.get(i)) {
            case Plain() -> ArrowSchemas.toArrow(schema.field(i));
            case Same(int ordinal) ->
                noted(name, SimpleType.NULL, Map.of(SAME_KEY, Integer.toString(ordinal)));
            case Narrowed(Layout layout, IntegerForm form) ->
                noted(
                    name,
                    form.type(),
                    Map.of(LAYOUT_KEY, layout.name(), BASE_KEY, Long.toString(form.base())));
          });
    }
    return new org.apache.arrow.vector.types.pojo.Schema(fields);
  }

  private static Field noted(String name, SimpleType type, Map<String, String> metadata) {
    Field field = ArrowSchemas.toArrow(io.thalweg.core.type.Field.nullable(name, type));
    return new Field(
        name, new FieldType(true, field.getType(), null, metadata), field.getChildren());
  }

  /// Fills vectors of [#arrow] with some of the pieces.
  void fill(VectorSchemaRoot root, List<PackedRows> pieces) {
    int rows = pieces.stream().mapToInt(PackedRows::rows).sum();
    for (int i = 0; i < schema.size(); i++) {
      int ordinal = i;
      FieldVector vector = root.getVector(i);
      switch (forms.get(i)) {
        case Same _ -> vector.setValueCount(rows);
        case Plain() -> {
          List<FlatColumn> parts = pieces.stream().map(piece -> unpacked(piece, ordinal)).toList();
          VectorFiller.fill(vector, schema.type(i), Columns.concat(parts).flatten());
        }
        case Narrowed(_, IntegerForm form) -> fill(vector, pieces, ordinal, form, rows);
      }
    }
    root.setRowCount(rows);
  }

  private static FlatColumn unpacked(PackedRows piece, int ordinal) {
    return switch (piece.stored(ordinal)) {
      case PackedColumn.Plain(FlatColumn column) -> column;
      case PackedIntegers integers -> integers.unpacked();
      case PackedColumn.Same _ -> throw new IllegalStateException("a column that is not stored");
    };
  }

  private static void fill(
      FieldVector vector, List<PackedRows> pieces, int ordinal, IntegerForm form, int rows) {
    if (form.bytes() > 0) {
      long[] validity = null;
      for (int at = 0, i = 0; i < pieces.size(); at += pieces.get(i++).rows()) {
        long[] some = integers(pieces.get(i), ordinal).validity();
        validity = Columns.appendValidity(validity, rows, at, some, pieces.get(i).rows());
      }
      ArrowBuf data = VectorFiller.fixed(vector, rows, validity);
      long at = 0;
      for (PackedRows piece : pieces) {
        byte[] packed = integers(piece, ordinal).data(form);
        data.setBytes(at, packed);
        at += packed.length;
      }
    }
    vector.setValueCount(rows);
  }

  private static PackedIntegers integers(PackedRows piece, int ordinal) {
    return (PackedIntegers) piece.stored(ordinal);
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
    if (stored instanceof NullColumn) {
      return constant(base, rows, Layout.valueOf(layout));
    }
    if (stored instanceof LongColumn longs && Layout.valueOf(layout) == Layout.INT128) {
      return wide(rows, longs.values(), longs.validity());
    }
    throw new IllegalArgumentException(stored.layout() + " cannot be " + layout);
  }

  private static FlatColumn constant(long value, int rows, Layout layout) {
    if (rows > MAX_ROWS) {
      throw new IllegalArgumentException(rows + " rows in a record batch");
    }
    return switch (layout) {
      case INT, LONG, INT128 ->
          new PackedIntegers(layout, rows, value, value, new byte[0], null).unpacked();
      case BOOLEAN, DOUBLE, BYTES, ARRAY, ROW, NONE ->
          throw new IllegalArgumentException(layout + " is no integer");
    };
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
