package io.thalweg.server.engine.view;

import io.thalweg.core.data.Batch;

/// Some rows of a view and how often each is in it. Immutable.
///
/// @param rows without selection and weights
/// @param weights one per row; 0: not in the view
record ViewPage(Batch rows, int[] weights) {

  /// The rows by which `this` differs from `before`, the same page earlier on, with their weights;
  /// `before` may have fewer rows.
  Batch since(ViewPage before) {
    int length = rows.length();
    int[] change = weights.clone();
    for (int i = 0; i < before.weights.length; i++) {
      change[i] -= before.weights[i];
    }
    return changed(length, change);
  }

  /// The rows that are in the view.
  Batch present() {
    return changed(rows.length(), weights);
  }

  private Batch changed(int length, int[] change) {
    int[] selection = new int[length];
    int count = 0;
    for (int i = 0; i < length; i++) {
      selection[count] = i;
      count += change[i] == 0 ? 0 : 1;
    }
    Batch all = rows.withWeights(change);
    return count == length ? all : all.withSelection(selection, count);
  }
}
