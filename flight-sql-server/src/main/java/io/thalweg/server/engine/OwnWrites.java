package io.thalweg.server.engine;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.command.Command;
import io.thalweg.server.engine.job.Job;
import io.thalweg.server.engine.job.JobState;
import io.thalweg.server.engine.job.Jobs;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which views do not show yet what one session has written: a statement of the session that reads
/// such a view waits until it does. Thread-safe.
final class OwnWrites {
  /// How long a statement waits for each job; then it reads what there is.
  private static final Duration MOST = Duration.ofSeconds(30);

  private final Jobs jobs;

  /// Ids of the views' jobs.
  private final Set<String> behind = ConcurrentHashMap.newKeySet();

  OwnWrites(Jobs jobs) {
    this.jobs = jobs;
  }

  /// The session has changed what `statement` writes to.
  void wrote(PlannedStatement statement) {
    for (Fragment fragment : statement.plan().fragments()) {
      note(fragment.root());
    }
  }

  private void note(PlanNode node) {
    if (node instanceof Modify modify) {
      wrote(modify.table());
    }
    node.inputs().forEach(this::note);
  }

  void wrote(TableHandle table) {
    jobs.viewsOf(JobPlanning.source(table)).forEach(job -> behind.add(job.definition().id()));
  }

  /// Waits until the views that a statement reads show what the session has written.
  ///
  /// @return whether it has waited: then the statement is to be planned anew
  boolean await(Command command) {
    if (behind.isEmpty() || !(command instanceof Command.Run(PlannedStatement statement))) {
      return false;
    }
    Set<String> reads = JobPlanning.reads(statement);
    reads.retainAll(behind);
    for (String id : reads) {
      jobs.all().stream().filter(job -> job.definition().id().equals(id)).forEach(this::await);
      behind.remove(id);
    }
    return !reads.isEmpty();
  }

  private void await(Job job) {
    if (job.status().state() == JobState.RUNNING || job.status().state() == JobState.STARTING) {
      var _ = jobs.refresh(job, MOST);
    }
  }
}
