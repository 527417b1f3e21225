package io.thalweg.exec.kernel;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Picks rows from several columns of one layout into one new column.
///
/// Row `i` of the result is row `rows[i]` of `sources.get(source[i])`. Columns that share one
/// dictionary object stay a dictionary column; constants and other dictionaries become flat.
public final class ColumnGather {
  private ColumnGather() {}

  /// @param sources at least one column, all of one layout
  public static Column gather(List<? extends Column> sources, int[] source, int[] rows, int count) {
    if (sources.size() == 1) {
      return sources.getFirst().gather(rows, count);
    }
    @Nullable DictionaryColumn shared = sharedDictionary(sources);
    if (shared != null) {
      return gatherIds(sources, shared, source, rows, count);
    }
    List<FlatColumn> flat = new ArrayList<>(sources.size());
    for (Column column : sources) {
      flat.add(column.flatten());
    }
    return gatherFlat(flat, source, rows, count);
  }

  /// All rows of all columns, one column after the other.
  public static Column concat(List<? extends Column> sources) {
    if (sources.size() == 1) {
      return sources.getFirst();
    }
    int total = 0;
    for (Column column : sources) {
      total = Math.addExact(total, column.length());
    }
    int[] source = new int[total];
    int[] rows = new int[total];
    int at = 0;
    for (int i = 0; i < sources.size(); i++) {
      int length = sources.get(i).length();
      Arrays.fill(source, at, at + length, i);
      for (int row = 0; row < length; row++) {
        rows[at + row] = row;
      }
      at += length;
    }
    return gather(sources, source, rows, total);
  }

  private static @Nullable DictionaryColumn sharedDictionary(List<? extends Column> sources) {
    if (!(sources.getFirst() instanceof DictionaryColumn first)) {
      return null;
    }
    for (Column column : sources) {
      if (!(column instanceof DictionaryColumn other) || other.values() != first.values()) {
        return null;
      }
    }
    return first;
  }

  private static DictionaryColumn gatherIds(
      List<? extends Column> sources, DictionaryColumn like, int[] source, int[] rows, int count) {
    int[][] ids = new int[sources.size()][];
    long[] @Nullable [] validities = new long[sources.size()][];
    for (int i = 0; i < ids.length; i++) {
      DictionaryColumn column = (DictionaryColumn) sources.get(i);
      ids[i] = column.ids();
      validities[i] = column.validity();
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = ids[source[i]][rows[i]];
    }
    return new DictionaryColumn(
        count, result, like.values(), gatherValidity(validities, source, rows, count));
  }

  private static FlatColumn gatherFlat(
      List<FlatColumn> sources, int[] source, int[] rows, int count) {
    long[] @Nullable [] validities = new long[sources.size()][];
    for (int i = 0; i < validities.length; i++) {
      validities[i] = sources.get(i).validity();
    }
    long @Nullable [] validity = gatherValidity(validities, source, rows, count);
    return switch (sources.getFirst()) {
      case BooleanColumn _ -> booleans(sources, source, rows, count, validity);
      case IntColumn _ -> ints(sources, source, rows, count, validity);
      case LongColumn _ -> longs(sources, source, rows, count, validity);
      case DoubleColumn _ -> doubles(sources, source, rows, count, validity);
      case BytesColumn _ -> bytes(sources, source, rows, count, validity);
      case Int128Column _ -> wide(sources, source, rows, count, validity);
      case ArrayColumn _ -> arrays(sources, source, rows, count, validity);
      case RowColumn first -> rowColumns(first, sources, source, rows, count, validity);
      case NullColumn _ -> new NullColumn(count);
    };
  }

  private static long @Nullable [] gatherValidity(
      long[] @Nullable [] validities, int[] source, int[] rows, int count) {
    if (Arrays.stream(validities).allMatch(bits -> bits == null)) {
      return null;
    }
    long[] result = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      if (Bits.isValid(validities[source[i]], rows[i])) {
        Bits.set(result, i);
      }
    }
    return result;
  }

  private static BooleanColumn booleans(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    long[] result = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      if (((BooleanColumn) sources.get(source[i])).value(rows[i])) {
        Bits.set(result, i);
      }
    }
    return new BooleanColumn(count, result, validity);
  }

  private static IntColumn ints(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    int[][] values = new int[sources.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((IntColumn) sources.get(i)).values();
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[source[i]][rows[i]];
    }
    return new IntColumn(count, result, validity);
  }

  private static LongColumn longs(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    long[][] values = new long[sources.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((LongColumn) sources.get(i)).values();
    }
    return new LongColumn(count, pick(values, source, rows, count), validity);
  }

  private static long[] pick(long[][] values, int[] source, int[] rows, int count) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[source[i]][rows[i]];
    }
    return result;
  }

  private static DoubleColumn doubles(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    double[][] values = new double[sources.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((DoubleColumn) sources.get(i)).values();
    }
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[source[i]][rows[i]];
    }
    return new DoubleColumn(count, result, validity);
  }

  private static Int128Column wide(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    long[][] low = new long[sources.size()][];
    boolean narrow = true;
    for (int i = 0; i < low.length; i++) {
      narrow &= ((Int128Column) sources.get(i)).isNarrow();
      low[i] = ((Int128Column) sources.get(i)).low();
    }
    if (narrow) {
      return Int128Column.ofLongs(count, pick(low, source, rows, count), validity);
    }
    long[][] high = new long[sources.size()][];
    for (int i = 0; i < high.length; i++) {
      high[i] = ((Int128Column) sources.get(i)).high();
    }
    return new Int128Column(
        count, pick(high, source, rows, count), pick(low, source, rows, count), validity);
  }

  private static BytesColumn bytes(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    int[] offsets = new int[count + 1];
    int total = 0;
    for (int i = 0; i < count; i++) {
      int[] from = ((BytesColumn) sources.get(source[i])).offsets();
      total = Math.addExact(total, from[rows[i] + 1] - from[rows[i]]);
      offsets[i + 1] = total;
    }
    byte[] result = new byte[total];
    for (int i = 0; i < count; i++) {
      BytesColumn column = (BytesColumn) sources.get(source[i]);
      System.arraycopy(
          column.bytes(),
          column.offsets()[rows[i]],
          result,
          offsets[i],
          offsets[i + 1] - offsets[i]);
    }
    return new BytesColumn(count, offsets, result, validity);
  }

  private static ArrayColumn arrays(
      List<FlatColumn> sources, int[] source, int[] rows, int count, long @Nullable [] validity) {
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int[] from = ((ArrayColumn) sources.get(source[i])).offsets();
      offsets[i + 1] = Math.addExact(offsets[i], from[rows[i] + 1] - from[rows[i]]);
    }
    int[] elementSource = new int[offsets[count]];
    int[] elementRows = new int[offsets[count]];
    for (int i = 0; i < count; i++) {
      int from = ((ArrayColumn) sources.get(source[i])).offsets()[rows[i]];
      for (int j = offsets[i]; j < offsets[i + 1]; j++) {
        elementSource[j] = source[i];
        elementRows[j] = from + j - offsets[i];
      }
    }
    List<Column> elements = new ArrayList<>();
    for (FlatColumn column : sources) {
      elements.add(((ArrayColumn) column).elements());
    }
    return new ArrayColumn(
        count, offsets, gather(elements, elementSource, elementRows, elementRows.length), validity);
  }

  private static RowColumn rowColumns(
      RowColumn first,
      List<FlatColumn> sources,
      int[] source,
      int[] rows,
      int count,
      long @Nullable [] validity) {
    List<Column> children = new ArrayList<>();
    for (int child = 0; child < first.children().size(); child++) {
      List<Column> columns = new ArrayList<>();
      for (FlatColumn column : sources) {
        columns.add(((RowColumn) column).children().get(child));
      }
      children.add(gather(columns, source, rows, count));
    }
    return new RowColumn(count, children, validity);
  }
}
