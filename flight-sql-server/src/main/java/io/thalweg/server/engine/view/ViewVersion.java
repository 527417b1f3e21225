package io.thalweg.server.engine.view;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.state.Consolidation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A view as of the end of one epoch. Immutable.
///
/// @param number counts the versions of the view from 1
/// @param generation pages with the same index in versions of one generation hold the same rows
/// @param rows that are in the view, repeated ones counted
record ViewVersion(long number, long generation, List<ViewPage> pages, long rows) {
  private static final int BATCH_ROWS = 2048;

  ViewVersion {
    pages = List.copyOf(pages);
  }

  /// What was added and taken away since `before`, each row at most once.
  ///
  /// @param before null: nothing was there
  List<Batch> since(@Nullable ViewVersion before, Schema schema, MemoryPool memory) {
    return before == null || before.generation == generation
        ? pageByPage(before)
        : rowByRow(before, schema, memory);
  }

  private List<Batch> pageByPage(@Nullable ViewVersion before) {
    List<Batch> changes = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      ViewPage page = pages.get(i);
      ViewPage old = before == null || i >= before.pages.size() ? null : before.pages.get(i);
      if (page != old) {
        Batch change = old == null ? page.present() : page.since(old);
        if (!change.isEmpty()) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private List<Batch> rowByRow(ViewVersion before, Schema schema, MemoryPool memory) {
    List<Batch> changes = new ArrayList<>();
    try (Consolidation sums =
        new Consolidation(schema.types(), memory.reservation("changes of a view"))) {
      before.pages.forEach(page -> sums.add(page.present(), -1));
      pages.forEach(page -> sums.add(page.present()));
      for (Batch batch = sums.take(BATCH_ROWS); batch != null; batch = sums.take(BATCH_ROWS)) {
        changes.add(batch);
      }
    }
    return changes;
  }
}
