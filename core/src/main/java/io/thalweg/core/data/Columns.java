package io.thalweg.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several columns of one layout, put one behind the other with bulk copies. Stateless.
public final class Columns {
  private Columns() {}

  /// All rows of all `parts` in order. Parts that share one dictionary object stay a dictionary;
  /// other dictionaries and constants become flat. A single part is returned as it is.
  ///
  /// @param parts at least one, all of one layout
  public static Column concat(List<? extends Column> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int rows = 0;
    for (Column part : parts) {
      rows = Math.addExact(rows, part.length());
    }
    if (shareDictionary(parts)) {
      return concatIds(parts, rows);
    }
    List<FlatColumn> flat = new ArrayList<>(parts.size());
    for (Column part : parts) {
      flat.add(part.flatten());
    }
    return concatFlat(flat, rows);
  }

  /// The rows that count of all `batches`, which have the same columns and no weights, as one batch
  /// without a selection.
  ///
  /// @param batches at least one
  public static Batch concatBatches(List<Batch> batches) {
    if (batches.size() == 1) {
      return batches.getFirst().compact();
    }
    List<Batch> compact = batches.stream().map(Batch::compact).toList();
    int rows = 0;
    for (Batch batch : compact) {
      rows = Math.addExact(rows, batch.rowCount());
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < compact.getFirst().columns().size(); i++) {
      int ordinal = i;
      columns.add(concat(compact.stream().map(batch -> batch.column(ordinal)).toList()));
    }
    return Batch.of(rows, columns);
  }

  private static boolean shareDictionary(List<? extends Column> parts) {
    if (!(parts.getFirst() instanceof DictionaryColumn first)) {
      return false;
    }
    for (Column part : parts) {
      if (!(part instanceof DictionaryColumn other) || other.values() != first.values()) {
        return false;
      }
    }
    return true;
  }

  private static DictionaryColumn concatIds(List<? extends Column> parts, int rows) {
    int[] ids = new int[rows];
    long[] validity = null;
    int at = 0;
    for (Column part : parts) {
      DictionaryColumn dictionary = (DictionaryColumn) part;
      System.arraycopy(dictionary.ids(), 0, ids, at, dictionary.length());
      validity = appendValidity(validity, rows, at, dictionary.validity(), dictionary.length());
      at += dictionary.length();
    }
    return new DictionaryColumn(
        rows, ids, ((DictionaryColumn) parts.getFirst()).values(), validity);
  }

  /// Which of all rows of all `parts` in order are not NULL; null when no row is NULL.
  ///
  /// @param rows of all parts
  public static long @Nullable [] concatValidity(List<? extends FlatColumn> parts, int rows) {
    long[] validity = null;
    int at = 0;
    for (FlatColumn part : parts) {
      validity = appendValidity(validity, rows, at, part.validity(), part.length());
      at += part.length();
    }
    return validity;
  }

  private static FlatColumn concatFlat(List<FlatColumn> parts, int rows) {
    long[] validity = concatValidity(parts, rows);
    return switch (parts.getFirst()) {
      case BooleanColumn _ -> booleans(parts, rows, validity);
      case IntColumn _ -> {
        int[] values = new int[rows];
        forEach(parts, (p, from) -> copy(((IntColumn) p).values(), values, from, p.length()));
        yield new IntColumn(rows, values, validity);
      }
      case LongColumn _ -> {
        long[] values = new long[rows];
        forEach(parts, (p, from) -> copy(((LongColumn) p).values(), values, from, p.length()));
        yield new LongColumn(rows, values, validity);
      }
      case DoubleColumn _ -> {
        double[] values = new double[rows];
        forEach(parts, (p, from) -> copy(((DoubleColumn) p).values(), values, from, p.length()));
        yield new DoubleColumn(rows, values, validity);
      }
      case Int128Column _ -> {
        long[] high = new long[rows];
        long[] low = new long[rows];
        forEach(parts, (p, from) -> copy(((Int128Column) p).high(), high, from, p.length()));
        forEach(parts, (p, from) -> copy(((Int128Column) p).low(), low, from, p.length()));
        yield new Int128Column(rows, high, low, validity);
      }
      case BytesColumn _ -> bytes(parts, rows, validity);
      case ArrayColumn _ -> arrays(parts, rows, validity);
      case RowColumn first -> rowColumns(parts, first.children().size(), rows, validity);
      case NullColumn _ -> new NullColumn(rows);
    };
  }

  private interface Part {
    void at(FlatColumn part, int from);
  }

  private static void forEach(List<FlatColumn> parts, Part action) {
    int at = 0;
    for (FlatColumn part : parts) {
      action.at(part, at);
      at += part.length();
    }
  }

  private static void copy(Object source, Object target, int at, int count) {
    System.arraycopy(source, 0, target, at, count);
  }

  private static FlatColumn booleans(List<FlatColumn> parts, int rows, long @Nullable [] validity) {
    long[] values = new long[Bits.words(rows)];
    forEach(parts, (p, from) -> putBits(values, from, ((BooleanColumn) p).values(), p.length()));
    return new BooleanColumn(rows, values, validity);
  }

  private static FlatColumn bytes(List<FlatColumn> parts, int rows, long @Nullable [] validity) {
    int[] offsets = new int[rows + 1];
    int at = 0;
    for (FlatColumn part : parts) {
      appendOffsets(offsets, at, ((BytesColumn) part).offsets(), part.length());
      at += part.length();
    }
    byte[] bytes = new byte[offsets[rows]];
    forEach(
        parts,
        (p, from) -> {
          BytesColumn part = (BytesColumn) p;
          int first = part.offsets()[0];
          int count = part.offsets()[part.length()] - first;
          System.arraycopy(part.bytes(), first, bytes, offsets[from], count);
        });
    return new BytesColumn(rows, offsets, bytes, validity);
  }

  private static FlatColumn arrays(List<FlatColumn> parts, int rows, long @Nullable [] validity) {
    int[] offsets = new int[rows + 1];
    List<Column> elements = new ArrayList<>();
    int at = 0;
    for (FlatColumn part : parts) {
      ArrayColumn array = (ArrayColumn) part;
      appendOffsets(offsets, at, array.offsets(), array.length());
      at += array.length();
      int first = array.offsets()[0];
      elements.add(array.elements().slice(first, array.offsets()[array.length()] - first));
    }
    return new ArrayColumn(rows, offsets, concat(elements), validity);
  }

  private static FlatColumn rowColumns(
      List<FlatColumn> parts, int fields, int rows, long @Nullable [] validity) {
    List<Column> children = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      int ordinal = i;
      children.add(
          concat(parts.stream().map(part -> ((RowColumn) part).children().get(ordinal)).toList()));
    }
    return new RowColumn(rows, children, validity);
  }

  private static void appendOffsets(int[] target, int at, int[] source, int rows) {
    for (int i = 0; i < rows; i++) {
      target[at + i + 1] = Math.addExact(target[at + i], source[i + 1] - source[i]);
    }
  }

  /// Adds the validity of further rows to one of `rows` rows, of which those before `at` are there.
  ///
  /// @param target is written to; null: all rows so far are valid
  /// @param source of the next `count` rows; null: all are valid
  /// @return null while all rows are valid
  public static long @Nullable [] appendValidity(
      long @Nullable [] target, int rows, int at, long @Nullable [] source, int count) {
    if (source == null) {
      return target;
    }
    long[] result = target == null ? Bits.allSet(rows) : target;
    clearBits(result, at, count);
    putBits(result, at, source, count);
    return result;
  }

  private static void clearBits(long[] target, int from, int count) {
    int to = from + count;
    while (from < to) {
      int end = Math.min(to, (from | 63) + 1);
      long ones = end - from == 64 ? -1L : (1L << end - from) - 1;
      target[from >> 6] &= ~(ones << from);
      from = end;
    }
  }

  /// Ors the first `count` bits of `source` into `target` from bit `at` on.
  private static void putBits(long[] target, int at, long[] source, int count) {
    long[] bits = Arrays.copyOf(source, Bits.words(count));
    if ((count & 63) != 0) {
      bits[bits.length - 1] &= (1L << count) - 1;
    }
    int shift = at & 63;
    int word = at >> 6;
    for (int i = 0; i < bits.length; i++) {
      target[word + i] |= bits[i] << shift;
      if (shift != 0 && word + i + 1 < target.length) {
        target[word + i + 1] |= bits[i] >>> (64 - shift);
      }
    }
  }
}
