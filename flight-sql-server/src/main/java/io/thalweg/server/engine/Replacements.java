package io.thalweg.server.engine;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.ResultDerivation;
import io.thalweg.planner.StateComparison;
import io.thalweg.server.engine.job.EpochConsumer;
import io.thalweg.server.engine.job.Job;
import io.thalweg.server.engine.job.JobDefinition;
import io.thalweg.server.engine.view.MaterializedView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Carries out CREATE OR REPLACE of views and jobs: with their state when the new query can go on
/// with it. Used by one statement.
final class Replacements {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Session session;
  private final Engine engine;

  Replacements(Session session) {
    this.session = session;
    this.engine = session.engine();
  }

  /// @param statement the new query
  /// @param discard whether the state may be lost
  void replace(Job old, JobDefinition changed, PlannedStatement statement, boolean discard) {
    Optional<StateComparison> kept = kept(old, statement, discard);
    JobDefinition now = changed.replacing(old.definition(), kept.isPresent());
    engine.jobs().replace(old, now, EpochConsumer.NONE, Optional::empty);
  }

  /// The view shows its rows all the while.
  void replace(
      Job old,
      MaterializedView view,
      JobDefinition changed,
      PlannedStatement statement,
      boolean discard) {
    Optional<StateComparison> kept = kept(old, statement, discard);
    JobDefinition now = changed.replacing(old.definition(), kept.isPresent());
    MaterializedView next = engine.makeView(now, now.id());
    if (!next.schema().equals(view.schema())) {
      engine.requireUnread(view);
    }
    try {
      engine
          .jobs()
          .replace(
              old,
              now,
              next,
              () -> kept.flatMap(StateComparison::rows).flatMap(it -> rows(old, it)));
    } catch (RuntimeException e) {
      next.close();
      throw e;
    }
    engine.relations().replace(view, next);
    view.close();
  }

  /// @return empty when the new query begins anew
  /// @throws ThalwegException STATE_WOULD_BE_LOST when it would and that was not said
  private Optional<StateComparison> kept(Job old, PlannedStatement statement, boolean discard) {
    if (discard) {
      return Optional.empty();
    }
    PlannedStatement before = engine.jobPlanning().plan(old.definition());
    StateComparison comparison = StateComparison.of(before, statement);
    if (!comparison.isCompatible()) {
      throw new ThalwegException(
          ErrorCode.STATE_WOULD_BE_LOST,
          "CREATE OR REPLACE "
              + old.name()
              + " would lose "
              + texts(comparison.lost())
              + (comparison.added().isEmpty()
                  ? ""
                  : " and needs " + texts(comparison.added()) + ", which would begin empty")
              + "; WITH (discard_state = true) begins anew and reads the input again");
    }
    return Optional.of(comparison);
  }

  private static String texts(List<String> operators) {
    return operators.isEmpty() ? "nothing" : String.join("; ", operators);
  }

  /// The rows of the new query at the last checkpoint of the old one.
  private Optional<StateReader> rows(Job old, ResultDerivation derivation) {
    MaterializedView before = engine.makeView(old.definition(), "derivation-" + UUID.randomUUID());
    engine.relations().addUnnamed(before);
    try {
      return engine
          .jobs()
          .kept(
              old,
              state -> {
                before.begin(Optional.of(state));
                List<Batch> rows = rows(before, derivation);
                return _ -> rows.iterator();
              });
    } finally {
      engine.relations().removeUnnamed(before);
      before.close();
    }
  }

  private List<Batch> rows(MaterializedView before, ResultDerivation derivation) {
    List<Batch> rows = new ArrayList<>();
    try (RunningQuery query =
        engine
            .executor()
            .start(derivation.plan(before.current().handle()), List.of(), session.queryOptions())) {
      while (true) {
        switch (query.next(PATIENCE)) {
          case ResultPoll.Rows(Batch batch) -> rows.add(batch);
          case ResultPoll.Finished _ -> {
            return rows;
          }
          case ResultPoll.NotReady _, ResultPoll.EpochEnd _ -> {
            // Asks again.
          }
        }
      }
    }
  }
}
