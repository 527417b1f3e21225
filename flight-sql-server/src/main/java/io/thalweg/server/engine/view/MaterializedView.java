package io.thalweg.server.engine.view;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.runtime.ResultState;
import io.thalweg.planner.command.QualifiedName;
import io.thalweg.server.engine.job.EpochConsumer;
import io.thalweg.server.engine.relation.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The rows that a job keeps under a view's name. Thread-safe; one thread at a time writes.
///
/// What is written shows when its epoch ends, all at once. A new run of the job goes on with the
/// rows of its checkpoint; until its first epoch ends the last rows of the run before are shown.
public final class MaterializedView implements Relation, EpochConsumer, AutoCloseable {
  private static final String VERSION = "version";

  /// The part of the state that holds the rows.
  private static final String ROWS = "rows";

  /// Versions that stay although a newer one is there, because a plan names them.
  private static final int KEPT_VERSIONS = 64;

  private final String id;
  private final QualifiedName name;
  private final Schema schema;
  private final boolean appendOnly;
  private final MemoryPool memory;
  private final Runnable onChange;

  private final Map<Long, ViewVersion> named = new LinkedHashMap<>();
  private @Nullable ViewRows rows;
  private @Nullable ViewVersion current;
  private @Nullable ViewVersion saved;
  private CompletableFuture<Boolean> next = new CompletableFuture<>();
  private long generations;
  private boolean complete;
  private boolean closed;

  /// @param id names the view for ever
  /// @param appendOnly no row is ever taken away
  /// @param memory what the rows count against
  /// @param onChange called when there is a new version
  public MaterializedView(
      String id,
      QualifiedName name,
      Schema schema,
      boolean appendOnly,
      MemoryPool memory,
      Runnable onChange) {
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.appendOnly = appendOnly;
    this.memory = memory;
    this.onChange = onChange;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public QualifiedName name() {
    return name;
  }

  @Override
  public Kind kind() {
    return Kind.MATERIALIZED_VIEW;
  }

  public Schema schema() {
    return schema;
  }

  boolean appendOnly() {
    return appendOnly;
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public synchronized Table current() {
    ViewVersion version = current == null ? new ViewVersion(0, -1, List.of(), 0) : current;
    keep(version);
    Map<String, String> properties = Map.of(ID, id, VERSION, Long.toString(version.number()));
    TableHandle handle =
        new TableHandle(name.schema().catalog(), name.schema().schema(), name.name(), properties);
    return new ViewTable(this, handle, version);
  }

  private void keep(ViewVersion version) {
    named.remove(version.number());
    named.put(version.number(), version);
    if (named.size() > KEPT_VERSIONS) {
      named.remove(named.keySet().iterator().next());
    }
  }

  @Override
  public synchronized Table version(TableHandle handle) {
    long number = Long.parseLong(handle.properties().getOrDefault(VERSION, "0"));
    ViewVersion version = named.get(number);
    if (version == null) {
      throw new ThalwegException(
          ErrorCode.WRITE_CONFLICT,
          "view " + name + " changed many times since the statement began; run it again");
    }
    return new ViewTable(this, handle, version);
  }

  @Override
  public void begin(Optional<StateReader> state) {
    ViewRows restored;
    synchronized (this) {
      closeRows();
      generations += 1L << 32;
      restored = new ViewRows(schema, generations, memory.reservation("materialized view " + name));
      rows = restored;
      saved = null;
      complete = false;
    }
    state.ifPresent(from -> from.read(ROWS).forEachRemaining(restored::add));
    boolean first;
    synchronized (this) {
      first = state.isPresent() && current == null;
      if (first) {
        current = restored.version(1);
      }
    }
    if (first) {
      onChange.run();
    }
  }

  @Override
  public Optional<ResultState> kept() {
    return Optional.of(this::snapshot);
  }

  /// Writes the rows, or how they differ from those of the snapshot before, with their weights.
  private synchronized void snapshot(StateWriter state) {
    if (rows == null) {
      return;
    }
    ViewVersion version = rows.version(0);
    for (Batch batch : version.since(state.full() ? null : saved, schema, memory)) {
      state.write(ROWS, 0, batch);
    }
    saved = version;
  }

  @Override
  public synchronized void rows(Batch batch) {
    if (rows != null) {
      rows.add(batch);
    }
  }

  @Override
  public void epochEnd(long epoch) {
    CompletableFuture<Boolean> waiting;
    synchronized (this) {
      if (rows == null) {
        return;
      }
      ViewVersion version = rows.version(current == null ? 1 : current.number() + 1);
      if (appendOnly && current != null && version.rows() < current.rows()) {
        // A new run that has not come as far as the one before: nothing is to be taken back.
        return;
      }
      current = version;
      waiting = next;
      next = new CompletableFuture<>();
    }
    onChange.run();
    waiting.complete(true);
  }

  @Override
  public void end() {
    CompletableFuture<Boolean> waiting;
    synchronized (this) {
      complete = true;
      waiting = next;
      next = new CompletableFuture<>();
    }
    waiting.complete(true);
  }

  /// What a reader finds that has read up to a version.
  ///
  /// @param version a newer one, if there is one
  /// @param complete there will never be a newer one
  /// @param next completes when it is worth asking again
  record News(Optional<ViewVersion> version, boolean complete, CompletableFuture<?> next) {}

  /// @throws ThalwegException UNKNOWN_TABLE when the view was dropped
  synchronized News news(@Nullable ViewVersion read) {
    if (closed) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_TABLE, "view " + name + " was dropped or replaced");
    }
    boolean newer = current != null && current != read;
    return new News(
        newer ? Optional.ofNullable(current) : Optional.empty(), complete && !newer, next);
  }

  private void closeRows() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  /// Drops the rows; readers fail.
  @Override
  public void close() {
    CompletableFuture<Boolean> waiting;
    synchronized (this) {
      closed = true;
      closeRows();
      named.clear();
      waiting = next;
    }
    waiting.complete(true);
  }
}
