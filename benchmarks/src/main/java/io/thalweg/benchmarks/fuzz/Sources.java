package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.fuzz.Scope.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes FROM clauses and the filters behind them, with joins and subqueries of all forms. Used by
/// one thread.
final class Sources {
  private static final List<String> JOINS =
      List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "JOIN", "LEFT JOIN");

  private final Queries queries;
  private final World world;
  private final Random random;
  private final Expressions expressions;

  Sources(Queries queries, World world, Random random, Expressions expressions) {
    this.queries = queries;
    this.world = world;
    this.random = random;
    this.expressions = expressions;
  }

  /// What stands behind FROM and what it makes visible.
  record Source(Sql sql, Scope scope) {}

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Source from(int depth) {
    Source source = depth > 0 && chance(12) ? values() : single(depth);
    int joins = depth <= 0 ? random.nextInt(2) : random.nextInt(3);
    for (int i = 0; i < joins; i++) {
      source = chance(8) ? lateral(source) : join(source, single(depth - 1));
    }
    return source;
  }

  /// Rows that stand in the query.
  private Source values() {
    List<Kind> kinds = List.of(Kind.INT, Kind.TEXT, Kind.DATE);
    List<Sql> rows = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<Sql> items = new ArrayList<>();
      for (Kind kind : kinds) {
        items.add(chance(5) ? Sql.of("CAST(NULL AS %s)", kind.type()) : expressions.literal(kind));
      }
      rows.add(Sql.of("(%s)", Sql.join(items, ", ")));
    }
    String alias = queries.newName("v");
    List<Visible> columns = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      columns.add(new Visible(alias + ".o" + i, kinds.get(i)));
    }
    return new Source(
        Sql.of("(VALUES %s) %s (o0, o1, o2)", Sql.join(rows, ", "), alias),
        new Scope(columns, List.of()));
  }

  /// The source beside one row per row of it, computed from it.
  private Source lateral(Source source) {
    World.Table table = pick(world.tables());
    String inner = queries.newName("z");
    String alias = queries.newName("l");
    Visible column = pick(scope(table, inner).columns());
    List<Visible> columns = new ArrayList<>(source.scope().columns());
    columns.add(new Visible(alias + ".o0", column.kind()));
    columns.add(new Visible(alias + ".o1", Kind.INT));
    boolean left = chance(2);
    Sql text =
        Sql.of(
            "%s %s JOIN LATERAL (SELECT %s(%s) AS o0, COUNT(*) AS o1 FROM %s %s WHERE %s) %s%s",
            source.sql(),
            left ? "LEFT" : "CROSS",
            column.kind() == Kind.BOOL ? "BOOL_OR" : "MAX",
            column.name(),
            table.name(),
            inner,
            correlation(source.scope(), scope(table, inner)),
            alias,
            left ? " ON TRUE" : "");
    return new Source(text, new Scope(columns, source.scope().keys()));
  }

  private Source single(int depth) {
    if (depth > 0 && chance(6)) {
      Query query = queries.compound(depth - 1);
      String alias = queries.newName("d");
      return new Source(Sql.of("(%s) %s", query.sql(), alias), Queries.scopeOf(query, alias));
    }
    World.Table table = pick(world.tables());
    String alias = queries.newName("x");
    return new Source(Sql.of("%s %s", table.name(), alias), scope(table, alias));
  }

  private static Scope scope(World.Table table, String alias) {
    List<Visible> columns =
        table.columns().stream()
            .map(column -> new Visible(alias + "." + column.name(), column.kind()))
            .toList();
    return new Scope(columns, List.of(alias + ".id"));
  }

  private Source join(Source left, Source right) {
    List<Visible> columns = new ArrayList<>(left.scope().columns());
    columns.addAll(right.scope().columns());
    List<String> keys = new ArrayList<>();
    if (!left.scope().keys().isEmpty() && !right.scope().keys().isEmpty()) {
      keys.addAll(left.scope().keys());
      keys.addAll(right.scope().keys());
    }
    Scope both = new Scope(columns, keys);
    if (chance(12)) {
      return new Source(Sql.of("%s CROSS JOIN %s", left.sql(), right.sql()), both);
    }
    Sql condition = equality(left.scope(), right.scope());
    if (chance(3)) {
      condition = Sql.of("%s AND %s", condition, expressions.condition(both, 1));
    }
    return new Source(
        Sql.of("%s %s %s ON %s", left.sql(), pick(JOINS), right.sql(), condition), both);
  }

  /// An equality between both sides, rarely another comparison.
  private Sql equality(Scope left, Scope right) {
    for (int attempt = 0; attempt < 10; attempt++) {
      Visible column = pick(left.columns());
      List<Visible> partners = right.of(column.kind());
      if (!partners.isEmpty()) {
        String operator = chance(10) ? pick(List.of("<", ">=", "<>")) : "=";
        return Sql.of("%s " + operator + " %s", column.name(), pick(partners).name());
      }
    }
    return Sql.of("1 = 1");
  }

  /// A condition for WHERE.
  Sql filter(Scope scope, int depth) {
    if (depth <= 0 || !chance(3)) {
      return expressions.condition(scope, 3);
    }
    Sql subquery = subquery(scope);
    return switch (random.nextInt(3)) {
      case 0 -> subquery;
      case 1 -> Sql.of("(%s AND %s)", expressions.condition(scope, 1), subquery);
      default -> Sql.of("(%s OR %s)", expressions.condition(scope, 1), subquery);
    };
  }

  private Sql subquery(Scope outer) {
    World.Table table = pick(world.tables());
    String alias = queries.newName("y");
    Scope inner = scope(table, alias);
    Sql where = chance(3) ? Sql.of("") : Sql.of(" WHERE %s", correlation(outer, inner));
    Visible column = pick(inner.columns());
    Sql one = expressions.of(column.kind(), outer, 1);
    Sql rows = Sql.of("SELECT %s FROM %s %s%s", column.name(), table.name(), alias, where);
    return switch (random.nextInt(7)) {
      case 0 -> Sql.of("EXISTS (SELECT 1 FROM %s %s%s)", table.name(), alias, where);
      case 1 -> Sql.of("NOT EXISTS (SELECT 1 FROM %s %s%s)", table.name(), alias, where);
      case 2 -> Sql.of("(%s IN (%s))", one, rows);
      case 3 -> Sql.of("(%s NOT IN (%s))", one, rows);
      case 4 ->
          Sql.of(
              "(%s %s (SELECT %s(%s) FROM %s %s%s))",
              one,
              pick(List.of("=", "<", ">=", "<>")),
              pick(List.of("MIN", "MAX")),
              column.name(),
              table.name(),
              alias,
              where);
      case 5 ->
          Sql.of(
              "(%s %s %s (%s))",
              one, pick(List.of("=", "<", ">=", "<>")), pick(List.of("ANY", "ALL")), rows);
      default ->
          Sql.of(
              "((SELECT COUNT(*) FROM %s %s%s) %s %s)",
              table.name(), alias, where, pick(List.of("=", "<", ">=")), random.nextInt(4));
    };
  }

  private Sql correlation(Scope outer, Scope inner) {
    Sql local = expressions.condition(inner, 1);
    if (chance(3)) {
      return local;
    }
    Sql joined = equality(outer, inner);
    return chance(2) ? joined : Sql.of("%s AND %s", joined, local);
  }
}
