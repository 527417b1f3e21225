package io.thalweg.core.arrow;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/// Copies one flat column into the vector that [ArrowSchemas] made for its type. Stateless.
public final class VectorFiller {
  private static final int UUID_LENGTH = 36;

  private VectorFiller() {}

  /// Replaces the content of `vector` by `column`; the vector grows when it is too small.
  public static void fill(FieldVector vector, DataType type, FlatColumn column) {
    int rows = column.length();
    switch (column) {
      case BooleanColumn booleans -> {
        MemorySegment bits = fixed(vector, booleans, (rows + 7L) >>> 3);
        Segments.putBits(bits, booleans.values(), rows);
      }
      case IntColumn ints -> fillInts(vector, type, ints);
      case LongColumn longs -> fillLongs(vector, type, longs);
      case DoubleColumn doubles -> fillDoubles(vector, type, doubles);
      case Int128Column wide when type == SimpleType.UUID -> fillUuids(vector, wide);
      case Int128Column wide -> fillWide(vector, wide);
      case BytesColumn bytes -> fillBytes(vector, bytes);
      case ArrayColumn array -> fillArrays((ListVector) vector, type, array);
      case RowColumn row -> fillRows((StructVector) vector, (RowType) type, row);
      case NullColumn _ -> {
        // A null vector has no buffers.
      }
    }
    vector.setValueCount(rows);
  }

  private static void fillInts(FieldVector vector, DataType type, IntColumn column) {
    int rows = column.length();
    int[] values = column.values();
    if (type == SimpleType.TINYINT) {
      MemorySegment target = fixed(vector, column, rows);
      for (int i = 0; i < rows; i++) {
        target.set(Segments.BYTE, i, (byte) values[i]);
      }
    } else if (type == SimpleType.SMALLINT) {
      MemorySegment target = fixed(vector, column, 2L * rows);
      for (int i = 0; i < rows; i++) {
        target.set(Segments.SHORT, 2L * i, (short) values[i]);
      }
    } else {
      MemorySegment.copy(values, 0, fixed(vector, column, 4L * rows), Segments.INT, 0, rows);
    }
  }

  private static void fillLongs(FieldVector vector, DataType type, LongColumn column) {
    int rows = column.length();
    long[] values = column.values();
    if (type instanceof DecimalType) {
      MemorySegment target = fixed(vector, column, 16L * rows);
      for (int i = 0; i < rows; i++) {
        target.set(Segments.LONG, 16L * i, values[i]);
        target.set(Segments.LONG, 16L * i + 8, values[i] >> 63);
      }
    } else if (type == IntervalType.YEAR_MONTH) {
      MemorySegment target = fixed(vector, column, 4L * rows);
      for (int i = 0; i < rows; i++) {
        target.set(Segments.INT, 4L * i, column.isNull(i) ? 0 : months(values[i]));
      }
    } else {
      MemorySegment.copy(values, 0, fixed(vector, column, 8L * rows), Segments.LONG, 0, rows);
    }
  }

  private static int months(long value) {
    if (value != (int) value) {
      throw new ThalwegException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "an interval of " + value + " months cannot be sent; Arrow holds up to 2147483647");
    }
    return (int) value;
  }

  private static void fillDoubles(FieldVector vector, DataType type, DoubleColumn column) {
    int rows = column.length();
    double[] values = column.values();
    if (type == SimpleType.REAL) {
      MemorySegment target = fixed(vector, column, 4L * rows);
      for (int i = 0; i < rows; i++) {
        target.set(Segments.FLOAT, 4L * i, (float) values[i]);
      }
    } else {
      MemorySegment.copy(values, 0, fixed(vector, column, 8L * rows), Segments.DOUBLE, 0, rows);
    }
  }

  private static void fillWide(FieldVector vector, Int128Column column) {
    int rows = column.length();
    MemorySegment target = fixed(vector, column, 16L * rows);
    long[] high = column.high();
    long[] low = column.low();
    for (int i = 0; i < rows; i++) {
      target.set(Segments.LONG, 16L * i, low[i]);
      target.set(Segments.LONG, 16L * i + 8, high[i]);
    }
  }

  private static void fillUuids(FieldVector vector, Int128Column column) {
    int rows = column.length();
    int[] offsets = new int[rows + 1];
    byte[] text = new byte[Math.multiplyExact(rows, UUID_LENGTH)];
    int end = 0;
    for (int i = 0; i < rows; i++) {
      if (!column.isNull(i)) {
        byte[] one =
            new UUID(column.high()[i], column.low()[i])
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(one, 0, text, end, UUID_LENGTH);
        end += UUID_LENGTH;
      }
      offsets[i + 1] = end;
    }
    fillBytes(vector, new BytesColumn(rows, offsets, text, column.validity()));
  }

  private static void fillBytes(FieldVector fieldVector, BytesColumn column) {
    BaseVariableWidthVector vector = (BaseVariableWidthVector) fieldVector;
    int rows = column.length();
    int first = column.offsets()[0];
    int bytes = column.offsets()[rows] - first;
    if (vector.getValueCapacity() < rows
        || vector.getOffsetBuffer().capacity() < 4L * (rows + 1)
        || vector.getDataBuffer().capacity() < bytes) {
      vector.clear();
      vector.allocateNew(Math.max(1, bytes), Math.max(1, rows));
    }
    putValidity(vector.getValidityBuffer(), column.validity(), rows);
    putOffsets(vector.getOffsetBuffer(), column.offsets(), rows);
    MemorySegment data = Segments.of(vector.getDataBuffer(), bytes);
    MemorySegment.copy(column.bytes(), first, data, Segments.BYTE, 0, bytes);
    vector.setLastSet(rows - 1);
  }

  private static void fillArrays(ListVector vector, DataType type, ArrayColumn column) {
    int rows = column.length();
    if (vector.getOffsetBuffer().capacity() < 4L * (rows + 1)
        || vector.getValidityBuffer().capacity() < (rows + 7L) >>> 3) {
      vector.clear();
      vector.setInitialCapacity(Math.max(1, rows));
      vector.allocateNew();
    }
    int first = column.offsets()[0];
    int elements = column.offsets()[rows] - first;
    DataType elementType =
        type instanceof MapType map ? map.entryType() : ((ArrayType) type).element();
    fill(vector.getDataVector(), elementType, column.elements().slice(first, elements).flatten());
    putValidity(vector.getValidityBuffer(), column.validity(), rows);
    putOffsets(vector.getOffsetBuffer(), column.offsets(), rows);
    vector.setLastSet(rows - 1);
  }

  private static void fillRows(StructVector vector, RowType type, RowColumn column) {
    int rows = column.length();
    if (vector.getValidityBuffer().capacity() < (rows + 7L) >>> 3) {
      vector.clear();
      vector.setInitialCapacity(Math.max(1, rows));
      vector.allocateNew();
    }
    for (int i = 0; i < type.fields().size(); i++) {
      FieldVector child = (FieldVector) vector.getChildByOrdinal(i);
      fill(child, type.fields().get(i).type(), column.children().get(i).flatten());
    }
    putValidity(vector.getValidityBuffer(), column.validity(), rows);
  }

  /// Makes room in a vector of fixed width, writes the validity of `column` and returns the first
  /// `bytes` of the data buffer.
  private static MemorySegment fixed(FieldVector vector, FlatColumn column, long bytes) {
    return Segments.of(fixed(vector, column.length(), column.validity()), bytes);
  }

  /// Makes room for rows in a vector of fixed width and writes their validity.
  ///
  /// @param validity null: all rows are valid
  /// @return where the values go
  public static ArrowBuf fixed(FieldVector fieldVector, int rows, long @Nullable [] validity) {
    BaseFixedWidthVector vector = (BaseFixedWidthVector) fieldVector;
    if (vector.getValueCapacity() < rows) {
      vector.clear();
      vector.allocateNew(rows);
    }
    putValidity(vector.getValidityBuffer(), validity, rows);
    return vector.getDataBuffer();
  }

  private static void putValidity(ArrowBuf buffer, long @Nullable [] validity, int rows) {
    MemorySegment target = Segments.of(buffer, (rows + 7L) >>> 3);
    if (validity == null) {
      target.fill((byte) -1);
    } else {
      Segments.putBits(target, validity, rows);
    }
  }

  private static void putOffsets(ArrowBuf buffer, int[] offsets, int rows) {
    MemorySegment target = Segments.of(buffer, 4L * (rows + 1));
    int first = offsets[0];
    if (first == 0) {
      MemorySegment.copy(offsets, 0, target, Segments.INT, 0, rows + 1);
      return;
    }
    for (int i = 0; i <= rows; i++) {
      target.set(Segments.INT, 4L * i, offsets[i] - first);
    }
  }
}
