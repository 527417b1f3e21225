package io.thalweg.server.engine.job;

import io.thalweg.server.engine.relation.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a job is, as it is stored. Immutable.
///
/// @param id names the job for ever: its checkpoints, and what it writes
/// @param name that statements use
/// @param sql the statement that created it
/// @param catalog where unqualified names in it are looked up
/// @param schema where unqualified names in it are looked up
/// @param settings of the session that created it, and what WITH and ALTER JOB said
/// @param paused whether it was paused by a statement
/// @param view the view's full name, its catalog first; empty for other jobs
/// @param columns of the view
/// @param appendOnly whether rows of the view are never taken back
/// @param version counts the statements that made and replaced it, from 1
public record JobDefinition(
    String id,
    String name,
    Kind kind,
    String sql,
    String catalog,
    String schema,
    String user,
    Map<String, String> settings,
    boolean paused,
    List<String> view,
    List<TableDefinition.Column> columns,
    boolean appendOnly,
    long version) {
  public JobDefinition {
    version = Math.max(1, version);
    view = List.copyOf(view);
    settings = Map.copyOf(settings);
    columns = List.copyOf(columns);
  }

  /// What becomes of the job's rows.
  public enum Kind {
    /// They are kept as a materialized view.
    VIEW,
    /// They go to a table.
    JOB
  }

  JobDefinition withPaused(boolean now) {
    return with(settings, now, version);
  }

  JobDefinition withSettings(Map<String, String> changed) {
    Map<String, String> merged = new HashMap<>(settings);
    merged.putAll(changed);
    return with(merged, paused, version);
  }

  JobDefinition withVersion(long other) {
    return with(settings, paused, other);
  }

  private JobDefinition with(Map<String, String> newSettings, boolean newPaused, long newVersion) {
    return new JobDefinition(
        id,
        name,
        kind,
        sql,
        catalog,
        schema,
        user,
        newSettings,
        newPaused,
        view,
        columns,
        appendOnly,
        newVersion);
  }

  /// This definition in place of another one.
  ///
  /// @param sameState whether it goes on with the other's checkpoints
  public JobDefinition replacing(JobDefinition other, boolean sameState) {
    return new JobDefinition(
        sameState ? other.id : id,
        other.name,
        kind,
        sql,
        catalog,
        schema,
        user,
        settings,
        false,
        view,
        columns,
        appendOnly,
        other.version + 1);
  }
}
