package io.thalweg.server.engine.relation;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.planner.command.QualifiedName;
import java.util.Map;

/// One name that the engine keeps. Thread-safe.
public interface Relation {
  /// The property of handles that names the relation for ever.
  String ID = "relation";

  /// Under which no other relation is, was or will be.
  String id();

  QualifiedName name();

  Kind kind();

  /// Its newest version.
  Table current();

  /// The version that a handle of this relation names.
  Table version(TableHandle handle);

  /// What to show about it beside its columns, in order; without secrets.
  Map<String, String> properties();

  /// What a relation is.
  enum Kind {
    TABLE("TABLE"),
    MATERIALIZED_VIEW("MATERIALIZED VIEW");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    public String sql() {
      return sql;
    }
  }
}
