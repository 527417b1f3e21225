package io.thalweg.connectors.files.directory;

import io.thalweg.connectors.files.directory.DirectoryLayout.Found;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the files of a directory as they appear, oldest first.
///
/// A position is the rows read of the file at hand, its name, and the names of all files done that
/// are still there, a line each. Names are kept, because a file may appear with a time before that
/// of one that is done: it is moved in when it is complete.
final class ArrivalReader implements SplitReader {
  private final DirectoryLayout layout;
  private final ScanRequest request;
  private final ReadContext context;
  private final Set<String> done = new LinkedHashSet<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Deque<Split> pieces = new ArrayDeque<>();
  private String file = "";
  private long rows;
  private long skip;
  private @Nullable SplitReader reader;

  /// @param position what [#position] gave; empty: from the beginning
  ArrivalReader(DirectoryLayout layout, ScanRequest request, ReadContext context, String position) {
    this.layout = layout;
    this.request = request;
    this.context = context;
    if (!position.isEmpty()) {
      String[] lines = position.split("\n", -1);
      skip = Long.parseLong(lines[0]);
      done.addAll(List.of(lines).subList(2, lines.length));
      if (!lines[1].isEmpty()) {
        begin(lines[1]);
      }
    }
  }

  private void begin(String name) {
    file = name;
    rows = 0;
    pieces.addAll(OneFileReader.splits(layout, name, request));
  }

  @Override
  public Progress read() {
    while (true) {
      SplitReader open = reader;
      if (open != null) {
        Progress progress = open.read();
        if (progress instanceof Progress.Finished) {
          open.close();
          reader = null;
        } else if (progress instanceof Progress.Rows(Batch batch)) {
          Batch rest = unread(batch);
          if (!rest.isEmpty()) {
            return new Progress.Rows(rest);
          }
        } else {
          return progress;
        }
      } else if (!pieces.isEmpty()) {
        reader = new OneFileReader(layout, file, pieces.removeFirst(), request, context);
      } else if (!next()) {
        return new Progress.Pending(
            new CompletableFuture<>()
                .completeOnTimeout(null, layout.poll().toMillis(), TimeUnit.MILLISECONDS));
      }
    }
  }

  /// What a restored reader has not handed out before.
  private Batch unread(Batch batch) {
    int count = batch.rowCount();
    int known = (int) Math.min(skip, count);
    skip -= known;
    rows += count;
    return known == 0 ? batch : batch.slice(known, count - known);
  }

  /// Goes on to the next file; false when there is none.
  private boolean next() {
    if (!file.isEmpty()) {
      done.add(file);
      file = "";
      rows = 0;
      skip = 0;
    }
    if (waiting.isEmpty()) {
      List<Found> there = layout.list();
      done.retainAll(there.stream().map(Found::name).collect(Collectors.toSet()));
      there.stream().map(Found::name).filter(name -> !done.contains(name)).forEach(waiting::add);
    }
    if (waiting.isEmpty()) {
      return false;
    }
    begin(waiting.removeFirst());
    return true;
  }

  @Override
  public String position() {
    StringBuilder text = new StringBuilder();
    text.append(file.isEmpty() ? 0 : Math.max(rows, rows + skip)).append('\n').append(file);
    done.forEach(name -> text.append('\n').append(name));
    return text.toString();
  }

  /// A file that is gone before it was read is waited for no longer.
  @Override
  public boolean hasPassed(String end) {
    return reader == null
        && pieces.isEmpty()
        && end.lines().allMatch(name -> name.equals(file) || isOver(name));
  }

  private boolean isOver(String name) {
    return done.contains(name) || (waiting.isEmpty() && !layout.isThere(name));
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
