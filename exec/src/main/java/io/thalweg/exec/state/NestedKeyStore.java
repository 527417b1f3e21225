package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.exec.kernel.ColumnGather;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys of nested types (and of the type NULL): pieces of columns as they came. Row by row, for
/// keys are rarely nested.
final class NestedKeyStore extends KeyStore {
  private final List<FlatColumn> pieces = new ArrayList<>();
  private int[] pieceOf = new int[16];
  private int[] rowOf = new int[16];
  private long bytes;
  private FlatColumn like = new NullColumn(0);

  private final class Probe extends KeyProbe {
    private FlatColumn flat = new NullColumn(0);

    Probe() {
      super(NestedKeyStore.this);
    }

    @Override
    void convert(Column column) {
      flat = column.flatten();
    }

    @Override
    boolean equal(int group, int row) {
      return ValueOrder.compare(pieces.get(pieceOf[group]), rowOf[group], flat, row) == 0;
    }
  }

  @Override
  KeyProbe probe() {
    return new Probe();
  }

  @Override
  void appendValues(Column column, int[] rows, int size) {
    FlatColumn piece = column.gather(rows, size).flatten();
    like = piece;
    int at = count();
    if (at + size > pieceOf.length) {
      int length = Math.max(at + size, Math.addExact(at, at));
      pieceOf = Arrays.copyOf(pieceOf, length);
      rowOf = Arrays.copyOf(rowOf, length);
    }
    for (int i = 0; i < size; i++) {
      pieceOf[at + i] = pieces.size();
      rowOf[at + i] = i;
    }
    pieces.add(piece);
    bytes += piece.sizeInBytes();
  }

  @Override
  FlatColumn values(Groups groups, long @Nullable [] valid) {
    int size = groups.count();
    if (size == 0) {
      return like.slice(0, 0);
    }
    List<FlatColumn> parts = new ArrayList<>();
    for (int i = 0; i < size; ) {
      int piece = pieceOf[groups.at(i)];
      int first = rowOf[groups.at(i)];
      int end = i + 1;
      while (end < size
          && pieceOf[groups.at(end)] == piece
          && rowOf[groups.at(end)] == first + end - i) {
        end++;
      }
      parts.add(pieces.get(piece).slice(first, end - i));
      i = end;
    }
    return Columns.concat(parts).flatten().withValidity(valid);
  }

  @Override
  FlatColumn picked(int[] groups, int size, long @Nullable [] valid) {
    if (size == 0) {
      return like.slice(0, 0);
    }
    int[] source = new int[size];
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      source[i] = pieceOf[groups[i]];
      rows[i] = rowOf[groups[i]];
    }
    return ColumnGather.gather(pieces, source, rows, size).flatten().withValidity(valid);
  }

  @Override
  void clear() {
    super.clear();
    pieces.clear();
    bytes = 0;
  }

  @Override
  long sizeInBytes() {
    return super.sizeInBytes() + bytes + 8L * pieceOf.length;
  }
}
