package io.thalweg.planner.command;

import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.ExplainFormat;
import io.thalweg.planner.PlannedStatement;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A statement the engine can carry out. Immutable.
public sealed interface Command {

  /// A query, or a change of a table's rows.
  record Run(PlannedStatement statement) implements Command {}

  /// @param analyze run `statement` and report what was measured
  record Explain(boolean analyze, ExplainFormat format, PlannedStatement statement)
      implements Command {}

  /// @param columns of the new table; those of the query when there is one
  /// @param query fills the table
  record CreateTable(
      QualifiedName name, Mode mode, Schema columns, Optional<PlannedStatement> query)
      implements Command {}

  /// A table whose rows a connector keeps, or one with event time.
  ///
  /// @param columns of the new table
  /// @param keys ordinals of the PRIMARY KEY and of each UNIQUE, the primary one first
  /// @param options of WITH, keys in lower case; `connector` names who keeps the rows, without it
  ///   they are kept in memory
  record CreateStreamTable(
      QualifiedName name,
      Mode mode,
      Schema columns,
      List<Set<Integer>> keys,
      Optional<WatermarkSpec> watermark,
      Map<String, String> options)
      implements Command {}

  record CreateView(QualifiedName name, Mode mode, ViewDefinition definition) implements Command {}

  record CreateSchema(SchemaPath schema, Mode mode) implements Command {}

  record DropTable(QualifiedName name, boolean ifExists) implements Command {}

  record DropView(QualifiedName name, boolean ifExists) implements Command {}

  record DropSchema(SchemaPath schema, boolean ifExists, boolean cascade) implements Command {}

  record Truncate(QualifiedName name) implements Command {}

  /// @param path as written
  /// @param options keys in lower case
  record Copy(PlannedStatement query, String path, Map<String, String> options)
      implements Command {}

  /// @param name in lower case
  record SetOption(String name, String value) implements Command {}

  /// @param name in lower case; empty for all
  record ResetOption(Optional<String> name) implements Command {}

  /// @param parts one or two, as written
  record Use(List<String> parts) implements Command {}

  /// @param of where to look, as written; empty for the current place
  /// @param like a LIKE pattern
  record Show(Kind kind, List<String> of, Optional<String> like) implements Command {
    /// What is listed.
    public enum Kind {
      CATALOGS,
      SCHEMAS,
      TABLES,
      COLUMNS,
      FUNCTIONS,
      JOBS,
      SETTINGS,
      SETTING
    }
  }

  /// The columns of a table or query.
  record Describe(Schema schema) implements Command {}

  /// Statistics of each column of a query.
  ///
  /// @param sql the query's text
  record Summarize(String sql, Schema schema) implements Command {}

  /// A statement that is accepted and has nothing to do, such as CREATE INDEX or COMMIT.
  record Nothing() implements Command {}

  /// What makes, changes or drops a continuous query. Names of jobs keep their spelling; options
  /// have keys in lower case.
  sealed interface Streaming extends Command {

    /// @param definition the query's text, to be planned again when the job resumes
    /// @param columns of the view: those of the query, with the view's names
    /// @param query continuous; its kind is STREAM
    record CreateMaterializedView(
        QualifiedName name,
        Mode mode,
        ViewDefinition definition,
        Schema columns,
        Map<String, String> options,
        PlannedStatement query)
        implements Streaming {}

    /// @param definition the text of INSERT, to be planned again when the job resumes
    /// @param job continuous; its kind is JOB
    record CreateJob(
        String name,
        Mode mode,
        ViewDefinition definition,
        Map<String, String> options,
        PlannedStatement job)
        implements Streaming {}

    record DropMaterializedView(QualifiedName name, boolean ifExists) implements Streaming {}

    record DropJob(String name, boolean ifExists) implements Streaming {}

    record DescribeJob(String name) implements Streaming {}

    record PauseJob(String name) implements Streaming {}

    record ResumeJob(String name) implements Streaming {}

    record CheckpointJob(String name) implements Streaming {}

    /// @param checkpoint the checkpoint's number
    record RestoreJob(String name, long checkpoint) implements Streaming {}

    record AlterJob(String name, Map<String, String> options) implements Streaming {}
  }

  /// What CREATE does when the name is taken.
  enum Mode {
    FAIL_IF_EXISTS,
    IF_NOT_EXISTS,
    OR_REPLACE
  }
}
