package io.thalweg.connectors.tpch;

import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.trino.tpch.TpchEntity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Generates the rows of one part, a batch at a time, column by column.
final class RowGenerator<E extends TpchEntity> implements SplitReader {
  /// Rows per step, so that one step stays near a millisecond.
  private static final int STEP_ROWS = 2048;

  private final Iterable<E> rows;
  private final List<GeneratedColumn<E>> columns;
  private final List<WordDictionary> dictionaries = new ArrayList<>();
  private final int batchRows;
  private long rowsLeft;
  private @Nullable Iterator<E> iterator;

  RowGenerator(Iterable<E> rows, List<GeneratedColumn<E>> columns, int batchRows, long limit) {
    this.rows = rows;
    this.columns = columns;
    this.batchRows = Math.min(batchRows, STEP_ROWS);
    this.rowsLeft = limit;
    columns.forEach(_ -> dictionaries.add(new WordDictionary()));
  }

  @Override
  public Progress read() {
    Iterator<E> source = iterator;
    if (source == null) {
      source = rows.iterator();
      iterator = source;
    }
    List<E> step = new ArrayList<>(batchRows);
    while (step.size() < batchRows && rowsLeft > 0 && source.hasNext()) {
      step.add(source.next());
      rowsLeft--;
    }
    if (step.isEmpty()) {
      return Progress.Finished.INSTANCE;
    }
    List<Column> filled = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      filled.add(fill(columns.get(i).values(), step, dictionaries.get(i)));
    }
    return new Progress.Rows(Batch.of(step.size(), filled));
  }

  private Column fill(GeneratedColumn.Values<E> values, List<E> step, WordDictionary dictionary) {
    int count = step.size();
    return switch (values) {
      case GeneratedColumn.Longs<E> longs -> {
        long[] result = new long[count];
        for (int i = 0; i < count; i++) {
          result[i] = longs.get().applyAsLong(step.get(i));
        }
        yield new LongColumn(count, result, null);
      }
      case GeneratedColumn.Ints<E> ints -> {
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
          result[i] = ints.get().applyAsInt(step.get(i));
        }
        yield new IntColumn(count, result, null);
      }
      case GeneratedColumn.Texts<E> texts -> text(texts.get(), step);
      case GeneratedColumn.Words<E> words -> {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
          ids[i] = dictionary.id(words.get().apply(step.get(i)));
        }
        yield dictionary.column(ids, count);
      }
    };
  }

  private Column text(Function<E, String> get, List<E> step) {
    int count = step.size();
    int[] offsets = new int[count + 1];
    byte[] bytes = new byte[count * 32];
    for (int i = 0; i < count; i++) {
      byte[] value = get.apply(step.get(i)).getBytes(StandardCharsets.ISO_8859_1);
      int end = offsets[i] + value.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(value, 0, bytes, offsets[i], value.length);
      offsets[i + 1] = end;
    }
    return new BytesColumn(count, offsets, bytes, null);
  }

  @Override
  public void close() {
    iterator = null;
    rowsLeft = 0;
  }
}
