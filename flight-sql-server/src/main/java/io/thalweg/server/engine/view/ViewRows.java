package io.thalweg.server.engine.view;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.state.GroupKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a view while changes come in. Used by one thread; the versions it makes are shared.
///
/// Every different row has a number, by which pages and weights are indexed. Rows that are gone
/// keep their numbers until they are more than those that are there; then all are numbered anew.
final class ViewRows implements AutoCloseable {
  private static final int PAGE_ROWS = 2048;

  private final Schema schema;
  private final MemoryReservation memory;
  private long generation;
  private GroupKeys numbers;
  private List<ViewPage> pages = new ArrayList<>();

  /// Columns of rows that are in no page yet.
  private final List<Batch> fresh = new ArrayList<>();

  private int[] weights = {};
  private final BitSet touched = new BitSet();
  private int[] rowNumbers = {};
  private long rows;
  private int present;
  private long pageBytes;

  /// @param generation larger than any before of the same view
  /// @param memory closed with the rows
  ViewRows(Schema schema, long generation, MemoryReservation memory) {
    this.schema = schema;
    this.generation = generation;
    this.memory = memory;
    this.numbers = GroupKeys.of(schema.types());
  }

  long generation() {
    return generation;
  }

  /// Adds rows with their weights.
  void add(Batch batch) {
    Batch changes = batch.compact();
    int size = changes.length();
    if (rowNumbers.length < size) {
      rowNumbers = new int[size];
    }
    numbers.assign(changes.columns().toArray(Column[]::new), size, rowNumbers);
    int added = numbers.newCount();
    if (added > 0) {
      int[] newRows = Arrays.copyOf(numbers.newRows(), added);
      List<Column> columns =
          changes.columns().stream().<Column>map(column -> column.gather(newRows, added)).toList();
      fresh.add(Batch.of(added, columns));
      weights = grown(weights, numbers.count());
    }
    int @Nullable [] change = changes.weights();
    for (int i = 0; i < size; i++) {
      change(rowNumbers[i], change == null ? 1 : change[i]);
    }
    memory.setTo(bytes());
  }

  private static int[] grown(int[] array, int size) {
    return size <= array.length ? array : Arrays.copyOf(array, Math.max(size, 2 * array.length));
  }

  private void change(int row, int by) {
    int before = weights[row];
    int after = Math.addExact(before, by);
    weights[row] = after;
    rows += by;
    present += (after == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
    touched.set(row / PAGE_ROWS);
  }

  private long bytes() {
    return numbers.sizeInBytes() + 4L * weights.length + pageBytes;
  }

  /// The view as it is now.
  ///
  /// @throws ThalwegException INTERNAL_ERROR when a row was taken away that was not there
  ViewVersion version(long number) {
    if (rows < 0) {
      throw new ThalwegException(
          ErrorCode.INTERNAL_ERROR, "more rows were taken away from the view than it had");
    }
    paginate();
    if (numbers.count() > 2L * present + PAGE_ROWS) {
      renumber();
    }
    memory.setTo(bytes());
    return new ViewVersion(number, generation, pages, rows);
  }

  /// Puts fresh rows into pages and renews the weights of pages that were touched.
  private void paginate() {
    if (!fresh.isEmpty()) {
      int full = pages.isEmpty() ? 0 : pages.size() - 1;
      List<Batch> parts = new ArrayList<>();
      if (!pages.isEmpty()) {
        Batch last = pages.getLast().rows();
        if (last.length() == PAGE_ROWS) {
          full++;
        } else {
          parts.add(last);
          pageBytes -= last.sizeInBytes();
          pages.removeLast();
        }
      }
      parts.addAll(fresh);
      fresh.clear();
      Batch all = Columns.concatBatches(parts);
      for (int from = 0; from < all.length(); from += PAGE_ROWS) {
        Batch page = all.slice(from, Math.min(PAGE_ROWS, all.length() - from));
        pages.add(page(full++, page));
        pageBytes += page.sizeInBytes() + 4L * page.length();
      }
    }
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      pages.set(i, page(i, pages.get(i).rows()));
    }
    touched.clear();
  }

  private ViewPage page(int index, Batch page) {
    int from = index * PAGE_ROWS;
    return new ViewPage(page, Arrays.copyOfRange(weights, from, from + page.length()));
  }

  /// Leaves out the rows that are gone.
  private void renumber() {
    List<ViewPage> old = pages;
    pages = new ArrayList<>();
    numbers = GroupKeys.of(schema.types());
    weights = new int[0];
    rows = 0;
    present = 0;
    pageBytes = 0;
    generation++;
    old.forEach(page -> add(page.present()));
    paginate();
  }

  @Override
  public void close() {
    memory.close();
  }
}
