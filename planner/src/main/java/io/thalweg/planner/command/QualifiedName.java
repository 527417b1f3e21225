package io.thalweg.planner.command;

import io.thalweg.planner.SchemaPath;

/// The full name of a table or view.
public record QualifiedName(SchemaPath schema, String name) {
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
