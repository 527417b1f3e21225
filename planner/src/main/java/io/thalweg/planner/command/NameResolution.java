package io.thalweg.planner.command;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.SchemaPath;
import java.util.List;
import java.util.Optional;

/// Completes names of one to three parts from the session's search path.
final class NameResolution {
  private final PlannerSession session;

  NameResolution(PlannerSession session) {
    this.session = session;
  }

  private SchemaPath current() {
    return session.searchPath().getFirst();
  }

  /// The full name that `parts` mean for a table or view.
  QualifiedName object(List<String> parts) {
    return switch (parts.size()) {
      case 1 -> new QualifiedName(current(), parts.getFirst());
      case 2, 3 -> new QualifiedName(schema(parts.subList(0, parts.size() - 1)), parts.getLast());
      default -> throw tooMany(parts);
    };
  }

  /// The schema that one or two parts mean: a schema of the current catalog, or catalog and schema,
  /// or a catalog's first schema.
  SchemaPath schema(List<String> parts) {
    if (parts.size() == 2) {
      return new SchemaPath(catalog(parts.getFirst()).name(), parts.getLast());
    }
    if (parts.size() != 1) {
      throw tooMany(parts);
    }
    String name = parts.getFirst();
    Catalog catalog = catalog(current().catalog());
    if (catalog.schemas().stream().noneMatch(name::equalsIgnoreCase)) {
      Optional<Catalog> other = session.catalog(name);
      if (other.isPresent() && !other.get().schemas().isEmpty()) {
        return new SchemaPath(other.get().name(), other.get().schemas().getFirst());
      }
    }
    return new SchemaPath(catalog.name(), name);
  }

  /// The schema that one or two parts name, whether it exists or not.
  SchemaPath newSchema(List<String> parts) {
    return switch (parts.size()) {
      case 1 -> new SchemaPath(current().catalog(), parts.getFirst());
      case 2 -> new SchemaPath(catalog(parts.getFirst()).name(), parts.getLast());
      default -> throw tooMany(parts);
    };
  }

  private Catalog catalog(String name) {
    return session
        .catalog(name)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.UNKNOWN_CATALOG,
                    "there is no catalog '" + name + "'; there are " + session.catalogNames()));
  }

  private static ThalwegException tooMany(List<String> parts) {
    return new ThalwegException(
        ErrorCode.INVALID_STATEMENT,
        "the name " + String.join(".", parts) + " has too many parts; write catalog.schema.name");
  }
}
