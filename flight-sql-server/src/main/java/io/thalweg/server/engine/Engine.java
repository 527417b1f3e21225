package io.thalweg.server.engine;

import io.thalweg.connectors.files.parquet.encoding.UnpackingWarmup;
import io.thalweg.connectors.objectstore.SpillDirectory;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.kernel.KernelWarmup;
import io.thalweg.exec.runtime.Executor;
import io.thalweg.exec.runtime.ExecutorConfig;
import io.thalweg.exec.runtime.Executors;
import io.thalweg.planner.Planner;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.CommandBinder;
import io.thalweg.planner.command.QualifiedName;
import io.thalweg.server.engine.catalog.Catalogs;
import io.thalweg.server.engine.catalog.TableFunctions;
import io.thalweg.server.engine.catalog.Views;
import io.thalweg.server.engine.job.EpochConsumer;
import io.thalweg.server.engine.job.JobDefinition;
import io.thalweg.server.engine.job.Jobs;
import io.thalweg.server.engine.job.StoredJobCheckpoints;
import io.thalweg.server.engine.relation.Relation;
import io.thalweg.server.engine.relation.RelationCatalog;
import io.thalweg.server.engine.relation.Relations;
import io.thalweg.server.engine.relation.TableDefinition;
import io.thalweg.server.engine.result.RowStream;
import io.thalweg.server.engine.result.RunningQueries;
import io.thalweg.server.engine.stored.DataDirectory;
import io.thalweg.server.engine.view.MaterializedView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The engine of one process: catalogs, planner, executor and sessions. Thread-safe.
///
/// Closing it cancels what runs and releases everything.
public final class Engine implements AutoCloseable {
  /// Where unqualified names live unless `USE` says otherwise.
  public static final String DEFAULT_CATALOG = "memory";

  /// The first schema of the default catalog.
  public static final String DEFAULT_SCHEMA = "main";

  /// The version of the product.
  public static final String VERSION = "0.1.0";

  private static final int WARM_UP_AT = 2;

  private final EngineConfig config;
  private final List<Connector> connectors;
  private final MemoryPool memory;
  private final Catalogs catalogs = new Catalogs();
  private final Views views = new Views();
  private final Relations relations = new Relations();
  private final StreamTables streamTables;
  private final DataDirectory data;
  private final JobPlanning jobPlanning;
  private final Jobs jobs;
  private final RunningQueries queries = new RunningQueries();
  private final TableFunctions tableFunctions;
  private final Planner planner = new Planner();
  private final CommandBinder binder = new CommandBinder(planner);
  private final SpillDirectory spill;
  private final PlanCache plans = new PlanCache(this);
  private final Executor executor;
  private final AtomicLong executions = new AtomicLong();
  private final AtomicLong sessionIds = new AtomicLong();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  /// @param connectors each gives one catalog of its own name, if it has any, and its table
  ///   functions
  public Engine(EngineConfig config, List<Connector> connectors) {
    this.config = config;
    this.connectors = List.copyOf(connectors);
    this.memory = MemoryPool.root("the process", config.memoryBytes());
    for (Connector connector : connectors) {
      if (!connector.hasCatalog()) {
        continue;
      }
      Catalog catalog = connector.createCatalog(connector.name(), Map.of());
      boolean named = connector.name().equals(DEFAULT_CATALOG);
      catalogs.add(named ? new RelationCatalog(catalog, relations) : catalog);
    }
    this.data = new DataDirectory(config.data(), config.checkpoints());
    this.streamTables =
        new StreamTables(connectors, relations, data.definitions("table", TableDefinition.class));
    this.jobPlanning = new JobPlanning(this);
    this.jobs =
        new Jobs(
            jobPlanning,
            Optional.of(new StoredJobCheckpoints(data::checkpoints, memory, config.clock())),
            data.definitions("job", JobDefinition.class),
            config.clock());
    this.tableFunctions = new TableFunctions(connectors);
    this.spill = new SpillDirectory(config.spill());
    spill.removeLeftovers();
    this.executor =
        Executors.create(
            new ExecutorConfig(
                Executors.workers(config.workers()),
                memory,
                config.clock(),
                catalogs::resolve,
                new CopyTargets(),
                Optional.of(spill)));
  }

  /// Brings back what the data directory holds: tables first, then views and jobs, which go on.
  public void resume() {
    streamTables.resume();
    for (JobDefinition left : jobs.left()) {
      jobs.adopt(
          left,
          switch (left.kind()) {
            case VIEW -> addView(left);
            case JOB -> EpochConsumer.NONE;
          });
    }
    jobs.startAll();
  }

  /// Opens a session at the default catalog and schema.
  ///
  /// @param user the name `current_user` yields
  /// @throws ThalwegException SHUTTING_DOWN once [#drain] was called
  public Session openSession(String user) {
    requireRunning();
    Session session = new Session(this, "s" + sessionIds.incrementAndGet(), user);
    sessions.add(session);
    return session;
  }

  void requireRunning() {
    if (draining) {
      throw new ThalwegException(
          ErrorCode.SHUTTING_DOWN, "the engine is shutting down; connect again later");
    }
  }

  void sessionClosed(Session session) {
    sessions.remove(session);
  }

  /// Refuses new statements; those that run go on, unless they would go on for ever.
  public void drain() {
    draining = true;
    queries.all().stream()
        .map(RunningQueries.Entry::stream)
        .filter(RowStream::isContinuous)
        .forEach(stream -> stream.cancel("the engine is shutting down"));
  }

  public Catalogs catalogs() {
    return catalogs;
  }

  public Views views() {
    return views;
  }

  /// Declared tables and materialized views.
  public Relations relations() {
    return relations;
  }

  public Jobs jobs() {
    return jobs;
  }

  JobPlanning jobPlanning() {
    return jobPlanning;
  }

  /// Makes a view known, without rows yet.
  ///
  /// @throws ThalwegException DUPLICATE_NAME when its name is taken
  MaterializedView addView(JobDefinition definition) {
    MaterializedView view = makeView(definition, definition.id());
    relations.add(view);
    return view;
  }

  /// A view that nobody knows yet.
  MaterializedView makeView(JobDefinition definition, String id) {
    List<String> parts = definition.view();
    QualifiedName name =
        new QualifiedName(new SchemaPath(parts.get(0), parts.get(1)), parts.get(2));
    return new MaterializedView(
        id,
        name,
        new Schema(definition.columns().stream().map(TableDefinition.Column::field).toList()),
        definition.appendOnly(),
        memory,
        relations::changed);
  }

  void removeView(MaterializedView view) {
    relations.remove(view);
    view.close();
  }

  /// @throws ThalwegException INVALID_STATEMENT when a job reads the relation
  void requireUnread(Relation relation) {
    requireUnread(relation.name(), relation.id());
  }

  /// @throws ThalwegException INVALID_STATEMENT when a job reads the catalog's own table
  void requireUnread(Catalog catalog, QualifiedName name) {
    catalog
        .table(name.schema().schema(), name.name())
        .ifPresent(table -> requireUnread(name, JobPlanning.source(table.handle())));
  }

  private void requireUnread(QualifiedName name, String source) {
    jobs.all().stream()
        .filter(job -> job.reads(source))
        .filter(job -> !job.definition().id().equals(source))
        .findFirst()
        .ifPresent(
            job -> {
              throw new ThalwegException(
                  ErrorCode.INVALID_STATEMENT,
                  name + " is read by job " + job.name() + "; drop that first");
            });
  }

  StreamTables streamTables() {
    return streamTables;
  }

  /// What is kept to make the next query faster.
  public List<CacheState> caches() {
    List<CacheState> caches = new ArrayList<>();
    caches.addAll(plans.states());
    connectors.forEach(connector -> caches.addAll(connector.caches()));
    return caches;
  }

  public RunningQueries queries() {
    return queries;
  }

  public TableFunctions tableFunctions() {
    return tableFunctions;
  }

  /// The pool all queries draw from; zero bytes are in use when nothing runs.
  public MemoryPool memory() {
    return memory;
  }

  /// The columns of a view.
  ///
  /// @throws ThalwegException when the view's query cannot be planned any more
  public Schema viewColumns(SchemaPath schema, String name) {
    try (Session session = openSession("system")) {
      String sql =
          "SELECT * FROM "
              + quoted(schema.catalog())
              + "."
              + quoted(schema.schema())
              + "."
              + quoted(name);
      return session.prepare(sql).resultSchema().orElse(Schema.EMPTY);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  CommandBinder binder() {
    return binder;
  }

  /// Plans of statements that were planned before.
  PlanCache plans() {
    return plans;
  }

  Planner planner() {
    return planner;
  }

  /// The executor, for one more execution. The second one shows that the process is no single
  /// command: from then on it pays to compile the vector kernels.
  Executor executor() {
    if (executions.incrementAndGet() == WARM_UP_AT) {
      Thread.ofPlatform()
          .name("kernel-warmup")
          .daemon()
          .priority(Thread.MIN_PRIORITY)
          .start(
              () -> {
                new UnpackingWarmup().run();
                new KernelWarmup().run();
              });
    }
    return executor;
  }

  /// The time on the engine's clock.
  Instant now() {
    long micros = config.clock().epochMicros();
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }

  Clock clock() {
    return config.clock();
  }

  @Override
  public void close() {
    drain();
    jobs.close();
    queries.cancelAll("the engine is shutting down");
    List.copyOf(sessions).forEach(Session::close);
    executor.close();
    spill.close();
    catalogs.close();
    data.close();
  }
}
