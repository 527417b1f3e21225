package io.thalweg.connectors.files.parquet.read;

import io.thalweg.core.data.Column;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a column chunk that is decoded as a whole: one from the cache, or one on its way there,
/// which is decoded when its first row is read.
final class WholeReader implements ColumnReader {
  private final Supplier<Column> chunk;
  private final Supplier<String> place;
  private @Nullable Column column;
  private int position;

  /// @param place where in the file the chunk is, for errors
  WholeReader(Supplier<Column> chunk, Supplier<String> place) {
    this.chunk = chunk;
    this.place = place;
  }

  private Column column() {
    Column known = column;
    if (known == null) {
      known = chunk.get();
      column = known;
    }
    return known;
  }

  @Override
  public Column read(int rows) {
    Column part = column().slice(position, rows);
    position += rows;
    return part;
  }

  @Override
  public Column readSelected(int[] positions, int count, int rows) {
    int[] absolute = new int[count];
    for (int i = 0; i < count; i++) {
      absolute[i] = position + positions[i];
    }
    position += rows;
    return column().gather(absolute, count);
  }

  @Override
  public void skip(int rows) {
    position += rows;
  }

  @Override
  public String place() {
    return place.get();
  }
}
