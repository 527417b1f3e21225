package io.thalweg.connectors.memory;

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
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.type.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A memory table that was declared with a watermark. Unlike the tables of the catalog it is always
/// the newest version; a scan reads the one that was newest when its splits were made. Thread-safe.
final class DeclaredMemoryTable implements Table {
  private static final String VERSION = "version";

  private final TableDeclaration declaration;
  private final TableStore store;

  DeclaredMemoryTable(TableDeclaration declaration) {
    this.declaration = declaration;
    MemoryCatalog owner = new MemoryCatalog(declaration.handle().catalog());
    MemoryCatalog.checkColumns(declaration.handle().table(), declaration.schema());
    this.store =
        new TableStore(
            owner,
            declaration.handle().schema(),
            declaration.handle().table(),
            0,
            declaration.schema());
  }

  @Override
  public TableHandle handle() {
    return declaration.handle();
  }

  @Override
  public Schema schema() {
    return declaration.schema();
  }

  @Override
  public Schema schemaWithRowId() {
    return store.current().schemaWithRowId();
  }

  @Override
  public TableStatistics statistics() {
    return store.current().statistics();
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(true, List.of(), List.of(), true, declaration.watermark());
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    MemoryTable now = store.current();
    return now.splits(request).stream().map(split -> of(now, split)).toList();
  }

  private static Split of(MemoryTable version, Split split) {
    Map<String, String> properties = new HashMap<>(split.properties());
    properties.put(VERSION, Long.toString(version.version()));
    return new Split(split.label(), split.rows(), split.bytes(), properties);
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    long version = Long.parseLong(split.properties().getOrDefault(VERSION, "0"));
    return store.version(version).open(split, request, context);
  }

  @Override
  public Optional<TableStream> stream() {
    return store.current().stream();
  }

  @Override
  public boolean acceptsRetractions() {
    return true;
  }

  @Override
  public StreamTarget streamTarget(String job) {
    return store.target(job);
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public TableSink insert() {
    return store.current().insert();
  }

  @Override
  public TableSink change() {
    return store.current().change();
  }
}
