package io.thalweg.server.engine.view;

import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Reads some pages of a version: each row as often as it is in the view.
final class ViewReader implements SplitReader {
  private final Iterator<ViewPage> pages;
  private final int[] columns;

  ViewReader(List<ViewPage> pages, ScanRequest request) {
    this.pages = pages.iterator();
    this.columns = columns(request);
  }

  static int[] columns(ScanRequest request) {
    return request.columns().stream().mapToInt(column -> column).toArray();
  }

  @Override
  public Progress read() {
    if (!pages.hasNext()) {
      return Progress.Finished.INSTANCE;
    }
    ViewPage page = pages.next();
    return new Progress.Rows(repeated(page.rows().select(columns), page.weights()));
  }

  private static Batch repeated(Batch rows, int[] weights) {
    int length = rows.length();
    int[] selection = new int[length];
    int present = 0;
    int total = 0;
    for (int i = 0; i < length; i++) {
      selection[present] = i;
      present += weights[i] > 0 ? 1 : 0;
      total = Math.addExact(total, Math.max(0, weights[i]));
    }
    if (total == present) {
      return total == length ? rows : rows.withSelection(selection, present);
    }
    int[] picked = new int[total];
    int at = 0;
    for (int i = 0; i < present; i++) {
      int next = at + weights[selection[i]];
      Arrays.fill(picked, at, next, selection[i]);
      at = next;
    }
    return Batch.of(
        total,
        rows.columns().stream()
            .<Column>map(column -> column.gather(picked, picked.length))
            .toList());
  }

  @Override
  public void close() {
    // Versions belong to nobody.
  }
}
