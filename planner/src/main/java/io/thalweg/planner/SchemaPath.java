package io.thalweg.planner;

/// A schema's full name: one entry of a search path.
public record SchemaPath(String catalog, String schema) {
  @Override
  public String toString() {
    return catalog + "." + schema;
  }
}
