package io.thalweg.core.arrow;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.jspecify.annotations.Nullable;

/// Copies Arrow data into batches on the heap; the root may be reused or closed right after.
///
/// The columns have the types of [ArrowSchemas#fromArrow]. Stateless.
public final class ArrowBatchReader {
  private ArrowBatchReader() {}

  /// All rows of `root`, which holds no dictionary-encoded vector.
  public static Batch read(VectorSchemaRoot root) {
    return read(root, null);
  }

  /// All rows of `root`.
  ///
  /// @param dictionaries of the encoded vectors, which stay dictionaries; null when there are none
  /// @throws ThalwegException FEATURE_NOT_SUPPORTED for an Arrow type SQL lacks, FILE_CORRUPT for
  ///   offsets or ids that point outside
  public static Batch read(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
    List<Column> columns = new ArrayList<>();
    for (FieldVector vector : root.getFieldVectors()) {
      columns.add(column(vector, dictionaries));
    }
    return Batch.of(root.getRowCount(), columns);
  }

  /// One vector as a column.
  public static Column column(FieldVector vector, @Nullable DictionaryProvider dictionaries) {
    if (vector.getField().getDictionary() == null || dictionaries == null) {
      return VectorCopier.copy(vector);
    }
    long id = vector.getField().getDictionary().getId();
    FlatColumn values = VectorCopier.copy(dictionaries.lookup(id).getVector());
    FlatColumn ids = VectorCopier.copy(vector);
    return dictionary(ids, values, vector.getField().getName());
  }

  private static Column dictionary(FlatColumn ids, FlatColumn values, String name) {
    int rows = ids.length();
    int[] entries = new int[rows];
    long[] valid = Bits.allSet(rows);
    boolean nulls = false;
    for (int i = 0; i < rows; i++) {
      long entry = ids.isNull(i) ? -1 : id(ids, i);
      if (entry >= values.length() || (entry < 0 && !ids.isNull(i))) {
        throw new ThalwegException(
            ErrorCode.FILE_CORRUPT,
            "column '"
                + name
                + "' refers to entry "
                + entry
                + " of a dictionary of "
                + values.length()
                + "; write the data again");
      }
      if (entry < 0 || values.isNull((int) entry)) {
        nulls = true;
        Bits.clear(valid, i);
      } else {
        entries[i] = (int) entry;
      }
    }
    return new DictionaryColumn(rows, entries, values.withValidity(null), nulls ? valid : null);
  }

  private static long id(FlatColumn ids, int row) {
    return switch (ids) {
      case IntColumn ints -> ints.values()[row];
      case LongColumn longs -> longs.values()[row];
      default ->
          throw new ThalwegException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "a dictionary with unsigned 64-bit indices cannot be read; use 32-bit ones");
    };
  }
}
