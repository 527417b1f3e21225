package io.thalweg.connectors.files.directory;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// One task's files: one per partition and checkpoint, more when many partitions are written at
/// once. Used by one thread at a time.
final class FileWriter implements StreamWriter {
  /// Files that are open at once; the oldest is completed when there would be more.
  private static final int MAX_OPEN = 100;

  private final DirectoryLayout layout;
  private final Path staging;
  private final int task;
  private final Consumer<String> prepared;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final Schema fileSchema;
  private final int[] fileColumns;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final List<String> complete = new ArrayList<>();
  private long files;

  /// @param name the final one, below the root
  private record Open(String name, TableSink sink) {}

  FileWriter(DirectoryLayout layout, Path staging, int task, Consumer<String> prepared) {
    this.layout = layout;
    this.staging = staging;
    this.task = task;
    this.prepared = prepared;
    this.fileColumns = layout.fileColumns().stream().mapToInt(Integer::intValue).toArray();
    this.fileSchema = layout.schema().select(layout.fileColumns());
  }

  @Override
  public void write(Batch batch) {
    Batch rows = unweighted(batch);
    if (rows.isEmpty()) {
      return;
    }
    if (layout.partitions().isEmpty()) {
      append("", rows);
      return;
    }
    Map<String, List<Integer>> byPath = new LinkedHashMap<>();
    for (int i = 0; i < rows.rowCount(); i++) {
      int row = rows.row(i);
      String path = PartitionPath.of(layout.schema(), layout.partitions(), rows, row);
      byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(row);
    }
    byPath.forEach(
        (path, some) -> {
          int[] selection = some.stream().mapToInt(Integer::intValue).toArray();
          append(path, rows.withSelection(selection, selection.length));
        });
  }

  /// Each row as often as it was inserted.
  private Batch unweighted(Batch batch) {
    int[] weights = batch.weights();
    if (weights == null) {
      return batch;
    }
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      if (weights[row] < 0) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT,
            "files in '" + layout.root() + "' take no row back; write a query that only adds rows");
      }
      IntStream.range(0, weights[row]).forEach(_ -> rows.add(row));
    }
    int[] all = rows.stream().mapToInt(Integer::intValue).toArray();
    List<Column> columns =
        batch.columns().stream().<Column>map(column -> column.gather(all, all.length)).toList();
    return Batch.of(all.length, columns);
  }

  private void append(String path, Batch rows) {
    Open file = open.get(path);
    if (file == null) {
      file = begin(path);
      open.put(path, file);
    }
    file.sink().write(rows.select(fileColumns));
  }

  private Open begin(String path) {
    if (open.size() == MAX_OPEN) {
      String oldest = open.keySet().iterator().next();
      complete(oldest);
    }
    String name = "part-" + task + "-" + id + "-" + files++ + layout.extension();
    try {
      Files.createDirectories(staging);
    } catch (IOException e) {
      throw FileErrors.unwritable(staging, e);
    }
    return new Open(
        path + name,
        layout.writing().write(staging.resolve(name), fileSchema, layout.writeOptions()));
  }

  private void complete(String path) {
    Open file = open.remove(path);
    if (file != null) {
      file.sink().commit();
      complete.add(file.name());
    }
  }

  @Override
  public String prepare(long checkpoint) {
    List.copyOf(open.keySet()).forEach(this::complete);
    if (complete.isEmpty()) {
      return "";
    }
    try {
      DirectoryTarget.force(staging);
    } catch (IOException e) {
      throw FileErrors.unwritable(staging, e);
    }
    String text = new StagedFiles(checkpoint, complete).text();
    complete.clear();
    prepared.accept(text);
    return text;
  }

  @Override
  public void close() {
    open.values().forEach(file -> file.sink().abort());
    open.clear();
  }
}
