package io.thalweg.server.engine.view;

import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryPool;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Follows a view from version to version. A reader that is asked rarely skips those between.
final class ViewChangesReader implements SplitReader {
  /// The position of a reader that has read nothing.
  private static final String BEGINNING = "-";

  private final MaterializedView view;
  private final int[] columns;
  private final MemoryPool memory;
  private @Nullable ViewVersion read;

  /// The version of the last [#handedOut].
  private @Nullable ViewVersion told;

  private Iterator<Batch> changes = Collections.emptyIterator();

  ViewChangesReader(MaterializedView view, ScanRequest request, MemoryPool memory) {
    this.view = view;
    this.columns = ViewReader.columns(request);
    this.memory = memory;
  }

  @Override
  public Progress read() {
    if (!changes.hasNext()) {
      MaterializedView.News news = view.news(read);
      Optional<ViewVersion> version = news.version();
      if (version.isEmpty()) {
        return news.complete() ? Progress.Finished.INSTANCE : new Progress.Pending(news.next());
      }
      changes = version.get().since(read, view.schema(), memory).iterator();
      read = version.get();
      if (!changes.hasNext()) {
        return new Progress.Pending(CompletableFuture.completedFuture(true));
      }
    }
    return new Progress.Rows(changes.next().select(columns));
  }

  @Override
  public boolean isBetweenChanges() {
    return !changes.hasNext();
  }

  @Override
  public String position() {
    return read == null ? BEGINNING : Long.toString(read.number());
  }

  @Override
  public boolean hasPassed(String end) {
    return read != null && read.number() >= Long.parseLong(end);
  }

  @Override
  public Optional<List<Batch>> handedOut(boolean all) {
    ViewVersion version = read;
    if (version == null) {
      return Optional.empty();
    }
    List<Batch> rows = version.since(all ? null : told, view.schema(), memory);
    told = version;
    return Optional.of(rows.stream().map(batch -> batch.select(columns)).toList());
  }

  @Override
  public void close() {
    changes = Collections.emptyIterator();
  }
}
