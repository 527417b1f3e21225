package io.thalweg.core.arrow;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.SimpleType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/// Copies one vector, whatever its producer, into a flat column of the type that [ArrowSchemas]
/// reads from its field. Checks what the vector declares before it trusts it. Stateless.
final class VectorCopier {
  private VectorCopier() {}

  static FlatColumn copy(FieldVector vector) {
    int rows = vector.getValueCount();
    return switch (vector) {
      case NullVector _ -> new NullColumn(rows);
      case BitVector bits ->
          new BooleanColumn(
              rows,
              Segments.getBits(Segments.of(bits.getDataBuffer(), (rows + 7L) >>> 3), rows),
              validity(bits));
      case FixedSizeBinaryVector binary
          when ArrowSchemas.type(vector.getField()) == SimpleType.UUID ->
          FixedWidthCopier.uuids(binary, validity(binary));
      case FixedSizeBinaryVector binary -> fixedBytes(binary);
      case BaseFixedWidthVector fixed -> FixedWidthCopier.copy(fixed, validity(fixed));
      case BaseVariableWidthVector bytes -> bytes(bytes);
      case BaseLargeVariableWidthVector bytes -> largeBytes(bytes);
      case BaseVariableWidthViewVector views -> views(views);
      case ListVector list ->
          new ArrayColumn(
              rows,
              offsets(
                  list,
                  Segments.of(list.getOffsetBuffer(), offsetBytes(rows, 4)),
                  list.getDataVector().getValueCount()),
              copy(list.getDataVector()),
              validity(list));
      case LargeListVector list -> largeList(list);
      case FixedSizeListVector list -> fixedList(list);
      case StructVector struct -> struct(struct);
      default ->
          throw ArrowTypes.unsupported(vector.getField().getType(), vector.getField().getName());
    };
  }

  /// The validity bitmap, or null when no row is NULL.
  static long @Nullable [] validity(FieldVector vector) {
    int rows = vector.getValueCount();
    if (rows == 0 || vector.getNullCount() == 0) {
      return null;
    }
    return Segments.getBits(Segments.of(vector.getValidityBuffer(), (rows + 7L) >>> 3), rows);
  }

  private static FlatColumn bytes(BaseVariableWidthVector vector) {
    int rows = vector.getValueCount();
    int[] offsets =
        offsets(
            vector,
            Segments.of(vector.getOffsetBuffer(), offsetBytes(rows, 4)),
            vector.getDataBuffer().capacity());
    byte[] data = range(vector, vector.getDataBuffer().capacity(), offsets[0], offsets[rows]);
    return text(vector, rows, rebase(offsets), data);
  }

  private static byte[] range(FieldVector vector, long capacity, long from, long to) {
    byte[] data = new byte[Math.toIntExact(to - from)];
    if (data.length > 0) {
      MemorySegment source = Segments.of(vector.getDataBuffer(), capacity);
      MemorySegment.copy(source, Segments.BYTE, from, data, 0, data.length);
    }
    return data;
  }

  private static int[] rebase(int[] offsets) {
    int first = offsets[0];
    for (int i = 0; first != 0 && i < offsets.length; i++) {
      offsets[i] -= first;
    }
    return offsets;
  }

  private static FlatColumn largeBytes(BaseLargeVariableWidthVector vector) {
    int rows = vector.getValueCount();
    long capacity = vector.getDataBuffer().capacity();
    long[] wide = largeOffsets(vector, rows, capacity);
    byte[] data = new byte[Math.toIntExact(wide[rows] - wide[0])];
    vector.getDataBuffer().getBytes(wide[0], data);
    return text(vector, rows, narrow(wide), data);
  }

  private static long[] largeOffsets(FieldVector vector, int rows, long end) {
    long[] wide = new long[rows + 1];
    MemorySegment.copy(
        Segments.of(vector.getOffsetBuffer(), offsetBytes(rows, 8)),
        Segments.LONG,
        0,
        wide,
        0,
        rows == 0 ? 0 : rows + 1);
    for (int i = 0; i < rows; i++) {
      if (wide[i] > wide[i + 1]) {
        throw corrupt(vector);
      }
    }
    if (wide[0] < 0 || wide[rows] > end) {
      throw corrupt(vector);
    }
    return wide;
  }

  private static int[] narrow(long[] wide) {
    int[] offsets = new int[wide.length];
    for (int i = 0; i < wide.length; i++) {
      offsets[i] = (int) (wide[i] - wide[0]);
    }
    return offsets;
  }

  private static FlatColumn views(BaseVariableWidthViewVector vector) {
    int rows = vector.getValueCount();
    int[] offsets = new int[rows + 1];
    byte[] data = new byte[Math.max(16, 16 * rows)];
    for (int i = 0; i < rows; i++) {
      byte[] one = vector.isNull(i) ? new byte[0] : vector.get(i);
      int end = Math.addExact(offsets[i], one.length);
      if (end > data.length) {
        data =
            Arrays.copyOf(
                data, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * data.length)));
      }
      System.arraycopy(one, 0, data, offsets[i], one.length);
      offsets[i + 1] = end;
    }
    return text(vector, rows, offsets, data);
  }

  private static FlatColumn text(FieldVector vector, int rows, int[] offsets, byte[] data) {
    BytesColumn column = new BytesColumn(rows, offsets, data, validity(vector));
    return ArrowSchemas.type(vector.getField()) == SimpleType.UUID
        ? FixedWidthCopier.uuids(column, vector.getField().getName())
        : column;
  }

  private static FlatColumn fixedBytes(FixedSizeBinaryVector vector) {
    int rows = vector.getValueCount();
    int width = vector.getByteWidth();
    byte[] data = new byte[Math.multiplyExact(rows, width)];
    vector.getDataBuffer().getBytes(0, data);
    int[] offsets = new int[rows + 1];
    for (int i = 0; i <= rows; i++) {
      offsets[i] = i * width;
    }
    return new BytesColumn(rows, offsets, data, validity(vector));
  }

  private static FlatColumn largeList(LargeListVector vector) {
    int rows = vector.getValueCount();
    FieldVector data = vector.getDataVector();
    long[] wide = largeOffsets(vector, rows, data.getValueCount());
    FlatColumn elements = copy(data).slice((int) wide[0], (int) (wide[rows] - wide[0]));
    return new ArrayColumn(rows, narrow(wide), elements, validity(vector));
  }

  private static FlatColumn fixedList(FixedSizeListVector vector) {
    int rows = vector.getValueCount();
    int[] offsets = new int[rows + 1];
    for (int i = 0; i <= rows; i++) {
      offsets[i] = Math.multiplyExact(i, vector.getListSize());
    }
    FieldVector data = vector.getDataVector();
    if (data.getValueCount() < offsets[rows]) {
      throw corrupt(vector);
    }
    return new ArrayColumn(rows, offsets, copy(data), validity(vector));
  }

  private static FlatColumn struct(StructVector vector) {
    List<FlatColumn> children = new ArrayList<>();
    for (FieldVector child : vector.getChildrenFromFields()) {
      if (child.getValueCount() != vector.getValueCount()) {
        throw corrupt(vector);
      }
      children.add(copy(child));
    }
    return new RowColumn(vector.getValueCount(), children, validity(vector));
  }

  /// Bytes of the offsets of `rows` rows; an empty vector may have none.
  private static long offsetBytes(int rows, int width) {
    return rows == 0 ? 0 : (long) width * (rows + 1);
  }

  /// Reads and checks the offsets: ascending, within `0..end`.
  private static int[] offsets(FieldVector vector, MemorySegment source, long end) {
    int rows = vector.getValueCount();
    int[] offsets = new int[rows + 1];
    MemorySegment.copy(source, Segments.INT, 0, offsets, 0, rows == 0 ? 0 : rows + 1);
    boolean ascending = true;
    for (int i = 0; i < rows; i++) {
      ascending &= offsets[i] <= offsets[i + 1];
    }
    if (!ascending || offsets[0] < 0 || offsets[rows] > end) {
      throw corrupt(vector);
    }
    return offsets;
  }

  private static ThalwegException corrupt(FieldVector vector) {
    return new ThalwegException(
        ErrorCode.FILE_CORRUPT,
        "column '"
            + vector.getField().getName()
            + "' of the Arrow data points outside its own"
            + " buffers; write the data again");
  }
}
