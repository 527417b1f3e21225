package io.thalweg.server.engine;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.command.Command;
import io.thalweg.planner.command.Command.Streaming;
import io.thalweg.planner.command.QualifiedName;
import io.thalweg.planner.stream.LateRowTables;
import io.thalweg.server.engine.job.EpochConsumer;
import io.thalweg.server.engine.job.Job;
import io.thalweg.server.engine.job.JobDefinition;
import io.thalweg.server.engine.job.Jobs;
import io.thalweg.server.engine.relation.Relation;
import io.thalweg.server.engine.relation.TableDefinition;
import io.thalweg.server.engine.result.StatementResult;
import io.thalweg.server.engine.show.JobRows;
import io.thalweg.server.engine.view.MaterializedView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Carries out what statements do to materialized views and jobs.
final class JobCommands {
  /// Options of WITH that are no settings.
  private static final String DISCARD_STATE = "discard_state";

  private static final List<String> OPTIONS = List.of(DISCARD_STATE, LateRowTables.OPTION);

  private final Session session;
  private final Engine engine;
  private final String sql;

  /// @param sql the statement's text
  JobCommands(Session session, String sql) {
    this.session = session;
    this.engine = session.engine();
    this.sql = sql;
  }

  private Jobs jobs() {
    return engine.jobs();
  }

  StatementResult run(Streaming command) {
    switch (command) {
      case Streaming.CreateMaterializedView create -> createView(create);
      case Streaming.CreateJob create -> createJob(create);
      case Streaming.DropMaterializedView drop -> dropView(drop);
      case Streaming.DropJob drop -> dropJob(drop);
      case Streaming.PauseJob(String name) -> jobs().pause(jobs().require(name));
      case Streaming.ResumeJob(String name) -> jobs().resume(jobs().require(name));
      case Streaming.CheckpointJob(String name) -> jobs().checkpoint(jobs().require(name));
      case Streaming.RestoreJob restore ->
          jobs().restore(jobs().require(restore.name()), restore.checkpoint());
      case Streaming.AlterJob alter -> {
        Map<String, String> settings =
            checked("ALTER JOB " + alter.name(), alter.options(), List.of());
        jobs().alter(jobs().require(alter.name()), settings);
      }
      case Streaming.DescribeJob(String name) -> {
        return new StatementResult.Rows(JobRows.describe(jobs(), jobs().require(name)));
      }
    }
    return CommandRunner.done();
  }

  private void createView(Streaming.CreateMaterializedView create) {
    QualifiedName name = create.name();
    Map<String, String> settings = settings("MATERIALIZED VIEW " + name, create.options());
    Optional<MaterializedView> replaced = replaced(name, create.mode());
    if (replaced.isEmpty() && isTaken(name, create.mode())) {
      return;
    }
    JobDefinition definition =
        definition(
            name.name(),
            JobDefinition.Kind.VIEW,
            settings,
            List.of(name.schema().catalog(), name.schema().schema(), name.name()),
            create.columns(),
            create.query().appendOnly());
    if (replaced.isPresent()) {
      new Replacements(session)
          .replace(
              jobOf(replaced.get()),
              replaced.get(),
              definition,
              create.query(),
              discards(create.options()));
      return;
    }
    MaterializedView view = engine.addView(definition);
    try {
      jobs().create(definition, view);
    } catch (RuntimeException e) {
      engine.removeView(view);
      throw e;
    }
  }

  /// The view that OR REPLACE is about, if there is one.
  private Optional<MaterializedView> replaced(QualifiedName name, Command.Mode mode) {
    return mode == Command.Mode.OR_REPLACE
        ? engine
            .relations()
            .find(name)
            .filter(MaterializedView.class::isInstance)
            .map(MaterializedView.class::cast)
        : Optional.empty();
  }

  private Job jobOf(MaterializedView view) {
    return jobs().all().stream()
        .filter(job -> job.definition().id().equals(view.id()))
        .findFirst()
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_TABLE, "materialized view " + view.name() + " was dropped"));
  }

  private static boolean discards(Map<String, String> options) {
    return options.getOrDefault(DISCARD_STATE, "false").equalsIgnoreCase("true");
  }

  /// @return whether there is nothing to do, because the name is taken and that is fine
  private boolean isTaken(QualifiedName name, Command.Mode mode) {
    Catalog catalog = engine.catalogs().require(name.schema().catalog());
    if (!name.schema().catalog().equals(Engine.DEFAULT_CATALOG)) {
      throw new ThalwegException(
          ErrorCode.READ_ONLY,
          "MATERIALIZED VIEW " + name + ": the catalog for views is " + Engine.DEFAULT_CATALOG);
    }
    if (catalog.schemas().stream().noneMatch(name.schema().schema()::equalsIgnoreCase)) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_SCHEMA, "there is no schema " + name.schema() + "; CREATE SCHEMA");
    }
    boolean exists =
        catalog.table(name.schema().schema(), name.name()).isPresent()
            || engine.views().find(name.schema(), name.name()).isPresent();
    if (!exists || mode == Command.Mode.IF_NOT_EXISTS) {
      return exists;
    }
    throw new ThalwegException(
        ErrorCode.DUPLICATE_NAME,
        "there is a table or view " + name + " already; choose another name or drop it first");
  }

  private void createJob(Streaming.CreateJob create) {
    Map<String, String> settings = settings("JOB " + create.name(), create.options());
    Optional<Job> existing = jobs().find(create.name());
    if (existing.isPresent() && create.mode() == Command.Mode.IF_NOT_EXISTS) {
      return;
    }
    JobDefinition definition =
        definition(create.name(), JobDefinition.Kind.JOB, settings, List.of(), Schema.EMPTY, true);
    if (existing.isPresent() && create.mode() == Command.Mode.OR_REPLACE) {
      requireNoView(existing.get());
      new Replacements(session)
          .replace(existing.get(), definition, create.job(), discards(create.options()));
    } else {
      jobs().create(definition, EpochConsumer.NONE);
    }
  }

  private JobDefinition definition(
      String name,
      JobDefinition.Kind kind,
      Map<String, String> settings,
      List<String> view,
      Schema columns,
      boolean appendOnly) {
    return new JobDefinition(
        "j" + UUID.randomUUID(),
        name,
        kind,
        sql,
        session.current().catalog(),
        session.current().schema(),
        session.user(),
        settings,
        false,
        view,
        columns.fields().stream().map(TableDefinition.Column::of).toList(),
        appendOnly,
        1);
  }

  /// The session's settings with those of WITH.
  private Map<String, String> settings(String owner, Map<String, String> with) {
    Map<String, String> settings = new HashMap<>(session.settings().changed());
    settings.putAll(checked(owner, with, OPTIONS));
    return settings;
  }

  /// Those options that are settings.
  ///
  /// @param others that there may be
  private Map<String, String> checked(
      String owner, Map<String, String> options, List<String> others) {
    Map<String, String> settings = new HashMap<>(options);
    settings.keySet().removeAll(others);
    settings.keySet().stream()
        .filter(name -> Setting.find(name).isEmpty())
        .findAny()
        .ifPresent(
            unknown -> {
              throw new ThalwegException(
                  ErrorCode.INVALID_ARGUMENT,
                  owner
                      + " has no option '"
                      + unknown
                      + "'; there are "
                      + (others.isEmpty() ? "" : others + " and ")
                      + "what SHOW SETTINGS lists");
            });
    var _ = session.settings().with(settings);
    return settings;
  }

  private void dropView(Streaming.DropMaterializedView drop) {
    Optional<Relation> relation = engine.relations().find(drop.name());
    if (relation.isPresent() && relation.get() instanceof MaterializedView view) {
      drop(view);
    } else if (!drop.ifExists()) {
      throw new ThalwegException(
          ErrorCode.UNKNOWN_TABLE,
          "there is no materialized view " + drop.name() + "; SHOW TABLES lists what there is");
    }
  }

  private void drop(MaterializedView view) {
    engine.requireUnread(view);
    jobs().all().stream()
        .filter(job -> job.definition().id().equals(view.id()))
        .forEach(jobs()::drop);
    engine.removeView(view);
  }

  private void dropJob(Streaming.DropJob drop) {
    Optional<Job> job = jobs().find(drop.name());
    if (job.isPresent()) {
      requireNoView(job.get());
      jobs().drop(job.get());
    } else if (!drop.ifExists()) {
      jobs().require(drop.name());
    }
  }

  private static void requireNoView(Job job) {
    if (job.definition().kind() == JobDefinition.Kind.VIEW) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "job "
              + job.name()
              + " keeps a materialized view; DROP MATERIALIZED VIEW ends both, PAUSE JOB stops it");
    }
  }
}
