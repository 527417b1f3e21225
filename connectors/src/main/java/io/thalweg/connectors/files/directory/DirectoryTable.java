package io.thalweg.connectors.files.directory;

import io.thalweg.connectors.files.directory.DirectoryLayout.Found;
import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A directory. Immutable; every scan looks anew which files there are.
public record DirectoryTable(TableDeclaration declaration, DirectoryLayout layout)
    implements Table {
  private static final String NAME = "directory.file";

  @Override
  public TableHandle handle() {
    return declaration.handle();
  }

  @Override
  public Schema schema() {
    return declaration.schema();
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(true, List.of(), List.of(), true, declaration.watermark());
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    List<Split> all = new ArrayList<>();
    for (Found file : layout.list()) {
      for (Split piece : OneFileReader.splits(layout, file.name(), request)) {
        Map<String, String> properties = new HashMap<>(piece.properties());
        properties.put(NAME, file.name());
        all.add(new Split(piece.label(), piece.rows(), piece.bytes(), properties));
      }
    }
    return all;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    String name = split.properties().getOrDefault(NAME, "");
    return new OneFileReader(layout, name, split, request, context);
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(
        new TableStream() {
          @Override
          public boolean appendOnly() {
            return true;
          }

          @Override
          public List<Split> splits(ScanRequest request) {
            return List.of(new Split(handle().table(), -1, -1, Map.of()));
          }

          @Override
          public Map<String, String> ends() {
            return Map.of(
                handle().table(),
                layout.list().stream().map(Found::name).collect(Collectors.joining("\n")));
          }

          @Override
          public SplitReader open(Split split, ScanRequest request, ReadContext context) {
            String position = split.properties().getOrDefault(POSITION, "");
            return new ArrivalReader(layout, request, context, position);
          }
        });
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public TableSink insert() {
    return new DirectorySink(new DirectoryTarget(layout, "insert-" + UUID.randomUUID()));
  }

  @Override
  public StreamTarget streamTarget(String job) {
    return new DirectoryTarget(layout, job);
  }
}
