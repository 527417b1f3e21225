package io.thalweg.connectors.memory;

import io.thalweg.connectors.pending.News;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
  private final String incarnation = UUID.randomUUID().toString();
  private final ChangeHistory history = new ChangeHistory();
  private final Map<String, MemoryTarget> targets = new HashMap<>();
  private final News commits = new News();
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

  static long versionOf(TableHandle handle) {
    return Long.parseLong(handle.properties().getOrDefault(VERSION, "0"));
  }

  /// Names the table for ever, among those of all processes.
  String incarnation() {
    return incarnation;
  }

  String name() {
    return name;
  }

  synchronized MemoryTable current() {
    return current;
  }

  /// The version that `handle` names.
  ///
  /// @throws ThalwegException WRITE_CONFLICT when it is gone, because many commits followed it
  MemoryTable version(TableHandle handle) {
    return version(versionOf(handle));
  }

  synchronized MemoryTable version(long wanted) {
    if (wanted == current.version()) {
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

  void drop() {
    synchronized (this) {
      dropped = true;
    }
    commits.announce();
  }

  /// Where the job of this name writes; one object per job, which knows what is committed.
  synchronized MemoryTarget target(String job) {
    return targets.computeIfAbsent(job, _ -> new MemoryTarget(this));
  }

  /// From now on versions are kept for streams.
  synchronized void follow() {
    history.follow();
  }

  /// Completes at the next commit; to be asked for before [#after].
  CompletableFuture<?> changed() {
    return commits.next();
  }

  /// The next version to show behind `base` (null: behind nothing); null while there is none.
  ///
  /// @throws ThalwegException UNKNOWN_TABLE when the table was dropped
  synchronized @Nullable MemoryTable after(@Nullable MemoryTable base) {
    if (dropped) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_TABLE, "table '" + name + "' was dropped while a stream followed it");
    }
    if (base == null || base == current) {
      return base == null ? current : null;
    }
    return history.after(base.version()).orElse(current);
  }

  /// The version a stream goes on from.
  ///
  /// @throws ThalwegException INVALID_ARGUMENT when it is no longer kept
  synchronized MemoryTable followed(long wanted) {
    return wanted == current.version()
        ? current
        : history
            .version(wanted)
            .orElseThrow(
                () ->
                    new ThalwegException(
                        ErrorCode.INVALID_ARGUMENT,
                        "the stream of table '"
                            + name
                            + "' cannot go on at its version "
                            + wanted
                            + ", which is no longer kept; start the job anew"));
  }

  synchronized long newChunkId() {
    return nextChunkId++;
  }

  /// Makes the chunks that `chunks` derives from the newest ones the next version.
  ///
  /// @throws ThalwegException WRITE_CONFLICT when the table was dropped, or by `chunks`
  void commit(UnaryOperator<List<Chunk>> chunks) {
    synchronized (this) {
      replace(chunks);
    }
    commits.announce();
  }

  private void replace(UnaryOperator<List<Chunk>> chunks) {
    if (dropped) {
      throw new ThalwegException(
          ErrorCode.WRITE_CONFLICT,
          "table '" + name + "' was dropped or replaced while the statement ran");
    }
    List<Chunk> after = chunks.apply(current.chunks());
    remember(current);
    TableHandle handle = handle(current.version() + 1);
    MemoryTable next = new MemoryTable(this, handle, current.schema(), after);
    history.add(current, next);
    current = next;
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
