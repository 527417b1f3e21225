package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// What a batch costs while it waits: its rows' share of the columns. Dictionaries are left out,
/// because they are shared by many batches and belong to whoever made them.
final class BatchBytes {
  private BatchBytes() {}

  static long of(Batch batch) {
    int @Nullable [] weights = batch.weights();
    long bytes = weights == null ? 0 : (long) Integer.BYTES * weights.length;
    for (Column column : batch.columns()) {
      bytes +=
          switch (column) {
            case FlatColumn flat -> flat.sizeInBytes();
            case DictionaryColumn dictionary -> (long) Integer.BYTES * dictionary.length();
            case ConstantColumn _ -> 0;
          };
    }
    long all = bytes + (long) Integer.BYTES * (batch.selection() == null ? 0 : batch.length());
    return batch.length() == 0 ? all : all * batch.rowCount() / batch.length();
  }
}
