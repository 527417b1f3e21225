package io.thalweg.planner.validate;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import io.thalweg.planner.validate.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/// Finds tables and views by name: `t`, `schema.t`, `catalog.t` or `catalog.schema.t`.
public final class TableNames {
  private final PlannerSession session;
  private final List<SchemaPath> path;

  /// @param path where unqualified names are looked up
  public TableNames(PlannerSession session, List<SchemaPath> path) {
    this.session = session;
    this.path = path;
  }

  /// What a name means: exactly one of the two is there.
  ///
  /// @param schema where it was found
  public record Found(
      SchemaPath schema, String name, @Nullable Table table, @Nullable ViewDefinition view) {}

  /// @throws ThalwegException UNKNOWN_TABLE (or CATALOG, SCHEMA) with suggestions
  public Found find(SqlIdentifier identifier) {
    String name = identifier.names.getLast();
    for (SchemaPath schema : candidates(identifier)) {
      Optional<Found> found = in(schema, name);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw unknown(identifier);
  }

  private Optional<Found> in(SchemaPath schema, String name) {
    Optional<Found> view = session.view(schema, name).map(v -> new Found(schema, name, null, v));
    if (view.isPresent()) {
      return view;
    }
    return session
        .catalog(schema.catalog())
        .flatMap(catalog -> catalog.table(schema.schema(), name))
        .map(table -> new Found(schema, name, table, null));
  }

  /// The schemas in which an identifier's last part may be a table, best first.
  private List<SchemaPath> candidates(SqlIdentifier identifier) {
    List<String> names = identifier.names;
    return switch (names.size()) {
      case 1 -> path;
      case 2 -> twoParts(names.getFirst());
      case 3 -> List.of(new SchemaPath(names.get(0), names.get(1)));
      default ->
          throw Positions.error(
              ErrorCode.UNKNOWN_TABLE,
              identifier,
              "a table's name has at most three parts: catalog.schema.table");
    };
  }

  private List<SchemaPath> twoParts(String first) {
    List<SchemaPath> schemas = new ArrayList<>();
    for (SchemaPath entry : path) {
      schemas.add(new SchemaPath(entry.catalog(), first));
    }
    session
        .catalog(first)
        .ifPresent(
            catalog -> {
              for (SchemaPath entry : path) {
                schemas.add(new SchemaPath(first, entry.schema()));
              }
              catalog.schemas().forEach(s -> schemas.add(new SchemaPath(first, s)));
            });
    return schemas;
  }

  private ThalwegException unknown(SqlIdentifier identifier) {
    List<String> names = identifier.names;
    if (names.size() == 3 && session.catalog(names.getFirst()).isEmpty()) {
      return Positions.error(
          ErrorCode.UNKNOWN_CATALOG,
          identifier,
          "catalog "
              + names.getFirst()
              + " does not exist"
              + Suggestions.hint(
                  names.getFirst(), session.catalogNames(), "SHOW CATALOGS lists all"));
    }
    String hint =
        Suggestions.hint(
            names.getLast(), known(candidates(identifier)), "SHOW TABLES lists those there are");
    return Positions.error(
        ErrorCode.UNKNOWN_TABLE,
        identifier,
        "table " + String.join(".", names) + " does not exist" + hint);
  }

  private List<String> known(List<SchemaPath> schemas) {
    List<String> known = new ArrayList<>();
    for (SchemaPath schema : schemas) {
      Optional<Catalog> catalog = session.catalog(schema.catalog());
      if (catalog.isPresent() && containsIgnoringCase(catalog.get().schemas(), schema.schema())) {
        known.addAll(catalog.get().tables(schema.schema()));
      }
      known.addAll(session.viewNames(schema));
    }
    return known;
  }

  private static boolean containsIgnoringCase(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
