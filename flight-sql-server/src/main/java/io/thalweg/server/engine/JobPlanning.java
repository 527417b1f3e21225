package io.thalweg.server.engine;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.runtime.ResultState;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.command.Command;
import io.thalweg.server.engine.job.JobDefinition;
import io.thalweg.server.engine.job.JobStarter;
import io.thalweg.server.engine.relation.Relation;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Plans jobs from their definitions and starts them. Thread-safe.
final class JobPlanning implements JobStarter {
  private final Engine engine;

  JobPlanning(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Started start(
      JobDefinition definition,
      Optional<Checkpoints> checkpoints,
      Optional<Restored> from,
      Optional<ResultState> result) {
    try (Session session = engine.openSession(definition.user())) {
      definition.settings().forEach(session.settings()::set);
      PlannedStatement statement = plan(definition, session);
      StreamOptions options = session.settings().streaming(definition.id());
      if (checkpoints.isPresent()) {
        options = options.withCheckpoints(checkpoints.get());
      }
      if (from.isPresent()) {
        requireStates(definition, statement, from.get());
        options = options.withRestored(from.get());
      }
      if (result.isPresent()) {
        options = options.withResult(result.get());
      }
      return new Started(
          engine.executor().startStream(statement.plan(), session.queryOptions(), options),
          reads(statement));
    }
  }

  /// The continuous plan of a job as it is now.
  PlannedStatement plan(JobDefinition definition) {
    try (Session session = engine.openSession(definition.user())) {
      definition.settings().forEach(session.settings()::set);
      return plan(definition, session);
    }
  }

  private PlannedStatement plan(JobDefinition definition, Session session) {
    SessionPlanning planning =
        new SessionPlanning(
            engine,
            session.settings(),
            new SchemaPath(definition.catalog(), definition.schema()),
            definition.user(),
            true,
            Map.of());
    return switch (engine.binder().bind(definition.sql(), planning)) {
      case Command.Streaming.CreateMaterializedView view -> view.query();
      case Command.Streaming.CreateJob job -> job.job();
      default ->
          throw new ThalwegException(
              ErrorCode.INVALID_STATEMENT,
              "job " + definition.name() + " is defined by no statement of a job");
    };
  }

  /// State without an operator would be forgotten, and another operator begin without its own.
  private static void requireStates(
      JobDefinition definition, PlannedStatement statement, Restored from) {
    Set<String> unknown = new TreeSet<>(from.identities());
    unknown.remove(ResultState.IDENTITY);
    statement.plan().stream().stream()
        .flatMap(stream -> stream.nodes().values().stream())
        .forEach(node -> unknown.remove(node.identity()));
    if (!unknown.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.STATE_WOULD_BE_LOST,
          "job "
              + definition.name()
              + " is planned in another way than when checkpoint "
              + from.info().id()
              + " was made: "
              + unknown.size()
              + " of its operators' states have no place; CREATE OR REPLACE it WITH (discard_state"
              + " = true) to begin anew");
    }
  }

  /// What a statement reads: as [#source] names it.
  static Set<String> reads(PlannedStatement statement) {
    Set<String> ids = new HashSet<>();
    for (Fragment fragment : statement.plan().fragments()) {
      addReads(fragment.root(), ids);
    }
    return ids;
  }

  /// What a job that reads the table notes: the relation's id, or the table's name when it is none.
  static String source(TableHandle table) {
    return table.properties().getOrDefault(Relation.ID, table.toString());
  }

  private static void addReads(PlanNode node, Set<String> ids) {
    if (node instanceof Scan scan) {
      ids.add(source(scan.table()));
    }
    node.inputs().forEach(input -> addReads(input, ids));
  }
}
