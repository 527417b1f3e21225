package io.thalweg.exec.linear;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.exec.kernel.PaddedGather;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a row of every element. Walks through one batch at a time and emits pieces of it: row
/// numbers first, then each column is gathered once.
final class UnnestOperator implements Operator {
  private static final int NO_ELEMENT = -1;

  private final Unnest node;
  private final int batchRows;
  private @Nullable Batch batch;
  private ArrayColumn[] arrays = new ArrayColumn[0];
  private int position;
  private int element;

  UnnestOperator(Unnest node, int batchRows) {
    this.node = node;
    this.batchRows = batchRows;
  }

  @Override
  public void accept(int input, Batch rows, Output out) {
    batch = rows;
    position = 0;
    element = 0;
    arrays =
        node.columns().stream()
            .map(column -> (ArrayColumn) rows.column(column).flatten())
            .toArray(ArrayColumn[]::new);
    drain(out);
  }

  @Override
  public boolean drain(Output out) {
    if (batch == null) {
      return true;
    }
    Piece piece = new Piece(batchRows, arrays.length);
    fill(batch, piece);
    if (piece.count > 0) {
      out.emit(rows(batch, piece));
    }
    if (position < batch.rowCount()) {
      return false;
    }
    batch = null;
    arrays = new ArrayColumn[0];
    return true;
  }

  /// The rows of one output batch, as numbers.
  private static final class Piece {
    private final int[] rows;
    private final int[][] elements;
    private final int[] ordinals;
    private int count;

    private Piece(int size, int arrays) {
      rows = new int[size];
      elements = new int[arrays][size];
      ordinals = new int[size];
    }
  }

  private void fill(Batch source, Piece piece) {
    while (piece.count < batchRows && position < source.rowCount()) {
      int row = source.row(position);
      int length = longest(row);
      if (length == 0 && node.outer()) {
        add(piece, row, NO_ELEMENT);
      }
      while (piece.count < batchRows && element < length) {
        add(piece, row, element++);
      }
      if (element >= length) {
        position++;
        element = 0;
      }
    }
  }

  private void add(Piece piece, int row, int index) {
    int at = piece.count++;
    piece.rows[at] = row;
    piece.ordinals[at] = index;
    for (int k = 0; k < arrays.length; k++) {
      boolean present = index >= 0 && index < length(arrays[k], row);
      piece.elements[k][at] = present ? arrays[k].offsets()[row] + index : NO_ELEMENT;
    }
  }

  private int longest(int row) {
    int longest = 0;
    for (ArrayColumn array : arrays) {
      longest = Math.max(longest, length(array, row));
    }
    return longest;
  }

  private static int length(ArrayColumn array, int row) {
    return array.isNull(row) ? 0 : array.offsets()[row + 1] - array.offsets()[row];
  }

  private Batch rows(Batch source, Piece piece) {
    int count = piece.count;
    List<Column> columns = new ArrayList<>();
    for (Column column : source.columns()) {
      columns.add(repeated(column, piece));
    }
    for (int k = 0; k < arrays.length; k++) {
      addElements(k, piece, columns);
    }
    if (node.withOrdinality()) {
      columns.add(ordinality(piece));
    }
    return Batch.of(count, columns).withWeights(weights(source, piece));
  }

  /// A row's values next to each of its elements. Those of a single row are not copied: it may be
  /// the long array itself that comes with every one of its elements.
  private static Column repeated(Column column, Piece piece) {
    int first = piece.rows[0];
    boolean single = piece.rows[piece.count - 1] == first;
    return single
        ? new ConstantColumn(column.slice(first, 1).flatten(), piece.count)
        : column.gather(piece.rows, piece.count);
  }

  private void addElements(int k, Piece piece, List<Column> columns) {
    Column elements = arrays[k].elements();
    if (!expands(node.input().schema().type(node.columns().get(k)))) {
      columns.add(PaddedGather.gather(elements, piece.elements[k], piece.count));
      return;
    }
    RowColumn rows = (RowColumn) elements.flatten();
    int[] present = Arrays.copyOf(piece.elements[k], piece.count);
    for (int i = 0; i < present.length; i++) {
      if (present[i] >= 0 && rows.isNull(present[i])) {
        present[i] = NO_ELEMENT;
      }
    }
    for (Column child : rows.children()) {
      columns.add(PaddedGather.gather(child, present, piece.count));
    }
  }

  /// Whether an element becomes one column per field.
  private boolean expands(DataType type) {
    return type instanceof MapType
        || (node.expandRows()
            && type instanceof ArrayType array
            && array.element() instanceof RowType);
  }

  private static Column ordinality(Piece piece) {
    int[] numbers = new int[piece.count];
    long[] from1 = new long[piece.count];
    for (int i = 0; i < piece.count; i++) {
      numbers[i] = piece.ordinals[i] == NO_ELEMENT ? NO_ELEMENT : i;
      from1[i] = piece.ordinals[i] + 1L;
    }
    return PaddedGather.gather(new LongColumn(piece.count, from1, null), numbers, piece.count);
  }

  private static int @Nullable [] weights(Batch source, Piece piece) {
    int @Nullable [] weights = source.weights();
    if (weights == null) {
      return null;
    }
    int[] result = new int[piece.count];
    for (int i = 0; i < result.length; i++) {
      result[i] = weights[piece.rows[i]];
    }
    return result;
  }

  @Override
  public void end(int input, Output out) {
    // Nothing is pending.
  }
}
