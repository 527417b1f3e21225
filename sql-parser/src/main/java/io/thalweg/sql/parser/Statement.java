package io.thalweg.sql.parser;

import java.util.List;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// One parsed statement. Immutable as far as the `SqlNode`s in it are left alone: Calcite's
/// validator rewrites them in place, so a statement is planned once and parsed again otherwise.
///
/// Names are `SqlIdentifier`s: they keep the spelling of the text, one to three parts, each with
/// its position and whether it was quoted. [Dialect] lists the nodes in queries that Calcite's
/// validator does not know.
public sealed interface Statement {

  /// A query. `SELECT` is bounded, `SELECT STREAM` continuous.
  ///
  /// @param streaming whether the outermost SELECT says STREAM
  /// @param emit when a continuous query shows rows; CHANGES unless said otherwise
  record Query(SqlNode query, boolean streaming, Emit emit) implements Statement {}

  /// @param analyze also run the statement and report what was measured
  record Explain(boolean analyze, ExplainFormat format, Statement statement) implements Statement {}

  /// `CREATE TABLE`, with a query as `CREATE TABLE … AS`.
  record CreateTable(
      SqlIdentifier name,
      CreateMode mode,
      TableElements elements,
      List<Option> options,
      @Nullable SqlNode query)
      implements Statement {
    public CreateTable {
      options = List.copyOf(options);
    }
  }

  /// @param columns new names for the query's columns, empty to keep them
  record CreateView(SqlIdentifier name, CreateMode mode, List<SqlIdentifier> columns, SqlNode query)
      implements Statement {
    public CreateView {
      columns = List.copyOf(columns);
    }
  }

  record CreateSchema(SqlIdentifier name, CreateMode mode) implements Statement {}

  /// Accepted so that scripts made for other engines run; Thalweg keeps no indexes.
  record CreateIndex(@Nullable SqlIdentifier name, SqlIdentifier table) implements Statement {}

  /// `DROP TABLE|VIEW|MATERIALIZED VIEW|SCHEMA|INDEX`.
  ///
  /// @param cascade also drop what depends on it (`CASCADE`)
  record Drop(ObjectKind kind, SqlIdentifier name, boolean ifExists, boolean cascade)
      implements Statement {}

  record Insert(SqlInsert call) implements Statement {}

  record Update(SqlUpdate call) implements Statement {}

  record Delete(SqlDelete call) implements Statement {}

  record Merge(SqlMerge call) implements Statement {}

  record Truncate(SqlIdentifier table) implements Statement {}

  /// `COPY … TO`: writes the rows of `query` to a file.
  ///
  /// `COPY t TO` is `COPY (SELECT * FROM t) TO`.
  record Copy(SqlNode query, String path, List<Option> options) implements Statement {
    public Copy {
      options = List.copyOf(options);
    }
  }

  /// `SET name = value`; a bare word as value is a string literal.
  record Set(SqlIdentifier name, SqlNode value) implements Statement {}

  /// @param name null for `RESET ALL`
  record Reset(@Nullable SqlIdentifier name) implements Statement {}

  /// `USE catalog`, `USE catalog.schema` or `USE schema`.
  record Use(SqlIdentifier name) implements Statement {}

  /// @param of where to look: a table for COLUMNS, a schema or catalog for TABLES and SCHEMAS, the
  ///   setting for `SHOW name`; null for the current one or all
  /// @param like keep names that match this LIKE pattern, ignoring case
  record Show(ShowKind kind, @Nullable SqlIdentifier of, @Nullable String like)
      implements Statement {}

  /// The columns of a table, a file or a query.
  record Describe(SqlNode query) implements Statement {}

  /// Statistics of each column of a table, a file or a query.
  record Summarize(SqlNode query) implements Statement {}

  /// `BEGIN`, `COMMIT`, `ROLLBACK`: hints, because every statement commits on its own.
  record Transaction(TransactionKind kind) implements Statement {}

  /// What makes, changes or drops a continuous query.
  sealed interface Streaming extends Statement {

    /// A job that keeps the view up to date.
    record CreateMaterializedView(
        SqlIdentifier name,
        CreateMode mode,
        List<SqlIdentifier> columns,
        List<Option> options,
        Query query)
        implements Streaming {
      public CreateMaterializedView {
        columns = List.copyOf(columns);
        options = List.copyOf(options);
      }
    }

    /// A job that inserts until it is dropped.
    record CreateJob(
        SqlIdentifier name, CreateMode mode, List<Option> options, Insert insert, Emit emit)
        implements Streaming {
      public CreateJob {
        options = List.copyOf(options);
      }
    }

    record DescribeJob(SqlIdentifier name) implements Streaming {}

    record PauseJob(SqlIdentifier name) implements Streaming {}

    record ResumeJob(SqlIdentifier name) implements Streaming {}

    record DropJob(SqlIdentifier name, boolean ifExists) implements Streaming {}

    record CheckpointJob(SqlIdentifier name) implements Streaming {}

    /// @param checkpoint the checkpoint's number
    record RestoreJob(SqlIdentifier name, long checkpoint) implements Streaming {}

    record AlterJob(SqlIdentifier name, List<Option> options) implements Streaming {
      public AlterJob {
        options = List.copyOf(options);
      }
    }
  }

  /// When a continuous query shows rows.
  enum Emit {
    /// The change of each epoch.
    CHANGES,
    /// Only rows that cannot change any more.
    ON_WATERMARK
  }

  enum ExplainFormat {
    TEXT,
    JSON,
    DOT
  }

  /// What CREATE does when the name is taken.
  enum CreateMode {
    /// It fails.
    FAIL_IF_EXISTS,
    /// `IF NOT EXISTS`: it leaves what is there.
    IF_NOT_EXISTS,
    /// `OR REPLACE`.
    OR_REPLACE
  }

  enum ObjectKind {
    TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    SCHEMA,
    INDEX
  }

  enum ShowKind {
    CATALOGS,
    SCHEMAS,
    TABLES,
    COLUMNS,
    FUNCTIONS,
    JOBS,
    SETTINGS,
    /// `SHOW name`: one setting's value.
    SETTING
  }

  enum TransactionKind {
    BEGIN,
    COMMIT,
    ROLLBACK
  }
}
