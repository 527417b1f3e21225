package io.thalweg.connectors.memory;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One table over time: its newest version, and older ones while somebody reads them.
///
/// Thread-safe. Writers commit one after the other under the store's lock; a version itself never
/// changes.
final class TableStore {
  private static final String ID = "id";
  private static final String VERSION = "version";

  /// Versions that stay although nobody refers to them, so that a statement that was planned a
  /// moment ago still finds its own.
  private static final int KEPT_VERSIONS = 8;

  private final MemoryCatalog catalog;
  private final String schemaName;
  private final String name;
  private final long id;
  private final Deque<MemoryTable> recent = new ArrayDeque<>();
  private final Map<Long, WeakReference<MemoryTable>> older = new HashMap<>();
  private MemoryTable current;
  private long nextChunkId;
  private boolean dropped;

  TableStore(MemoryCatalog catalog, String schemaName, String name, long id, Schema columns) {
    this.catalog = catalog;
    this.schemaName = schemaName;
    this.name = name;
    this.id = id;
    this.current = new MemoryTable(this, handle(0), columns, List.of());
  }

  private TableHandle handle(long version) {
    return new TableHandle(
        catalog.name(),
        schemaName,
        name,
        Map.of(ID, Long.toString(id), VERSION, Long.toString(version)));
  }

  /// Whether `handle` was made by this table and not by one of the same name before it.
  boolean isNamedBy(TableHandle handle) {
    return Long.toString(id).equals(handle.properties().get(ID));
  }

  private static long versionOf(TableHandle handle) {
    return Long.parseLong(handle.properties().getOrDefault(VERSION, "0"));
  }

  synchronized MemoryTable current() {
    return current;
  }

  /// The version that `handle` names.
  ///
  /// @throws ThalwegException WRITE_CONFLICT when it is gone, because many commits followed it
  synchronized MemoryTable version(TableHandle handle) {
    long wanted = versionOf(handle);
    if (wanted == versionOf(current.handle())) {
      return current;
    }
    WeakReference<MemoryTable> reference = older.get(wanted);
    MemoryTable table = reference == null ? null : reference.get();
    if (table == null) {
      throw new ThalwegException(
          ErrorCode.WRITE_CONFLICT,
          "table '" + name + "' changed many times since the statement began; run it again");
    }
    return table;
  }

  synchronized void drop() {
    dropped = true;
  }

  synchronized long newChunkId() {
    return nextChunkId++;
  }

  /// Makes the chunks that `change` derives from the newest ones the next version.
  ///
  /// @throws ThalwegException WRITE_CONFLICT when the table was dropped, or by `change`
  synchronized void commit(UnaryOperator<List<Chunk>> change) {
    if (dropped) {
      throw new ThalwegException(
          ErrorCode.WRITE_CONFLICT,
          "table '" + name + "' was dropped or replaced while the statement ran");
    }
    List<Chunk> chunks = change.apply(current.chunks());
    remember(current);
    TableHandle next = handle(versionOf(current.handle()) + 1);
    current = new MemoryTable(this, next, current.schema(), chunks);
    catalog.changed();
  }

  private void remember(MemoryTable table) {
    recent.addLast(table);
    older.put(versionOf(table.handle()), new WeakReference<>(table));
    if (recent.size() > KEPT_VERSIONS) {
      recent.removeFirst();
      Iterator<WeakReference<MemoryTable>> references = older.values().iterator();
      while (references.hasNext()) {
        if (references.next().get() == null) {
          references.remove();
        }
      }
    }
  }
}
