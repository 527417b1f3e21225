package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.fuzz.Scope.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes random queries whose answers are determined: a LIMIT stands only behind a total order.
/// Used by one thread.
final class Queries {
  private static final int MAX_COLUMNS = 4;

  private final Random random;
  private final Expressions expressions;
  private final Sources sources;
  private final Summaries summaries;
  private int names;

  Queries(World world, Random random) {
    this.random = random;
    this.expressions = new Expressions(random);
    this.sources = new Sources(this, world, random, expressions);
    this.summaries = new Summaries(random, expressions);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  String newName(String prefix) {
    return prefix + names++;
  }

  /// The query of a number.
  static Query of(World world, long seed) {
    return new Queries(world, new Random(seed)).statement();
  }

  private Query statement() {
    Query body = compound(2);
    if (chance(6)) {
      body = withCommonTable(body);
    }
    return chance(2) ? ordered(body) : body;
  }

  /// The query behind a WITH clause, read once or joined to itself.
  private Query withCommonTable(Query body) {
    String name = newName("w");
    Sql columns = columnList(body.kinds().size());
    Sql text =
        chance(2)
            ? Sql.of("WITH %s (%s) AS (%s) SELECT * FROM %s", name, columns, body.sql(), name)
            : Sql.of(
                "WITH %s (%s) AS (%s) SELECT a.* FROM %s a JOIN %s b ON a.o0 = b.o0",
                name, columns, body.sql(), name, name);
    return new Query(text, body.kinds(), List.of());
  }

  private static Sql columnList(int count) {
    return Sql.of(
        "%s", IntStream.range(0, count).mapToObj(i -> "o" + i).collect(Collectors.joining(", ")));
  }

  private Query ordered(Query body) {
    int count = body.kinds().size();
    List<Integer> order = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean limit = chance(2);
    int keys = limit ? count : 1 + random.nextInt(count);
    for (int i = 0; i < keys; i++) {
      order.add(i);
      text.append(i == 0 ? "" : ", ").append(i + 1);
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> " DESC NULLS LAST";
            case 1 -> " DESC NULLS FIRST";
            case 2 -> " ASC NULLS FIRST";
            default -> "";
          });
    }
    if (limit) {
      text.append(" LIMIT ").append(random.nextInt(8));
      text.append(chance(3) ? " OFFSET " + random.nextInt(5) : "");
    }
    return new Query(
        Sql.of("SELECT * FROM (%s) q ORDER BY %s", body.sql(), text), body.kinds(), order);
  }

  /// A query without an order; its columns are named o0, o1 and so on.
  Query compound(int depth) {
    List<Kind> kinds = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_COLUMNS);
    for (int i = 0; i < count; i++) {
      kinds.add(expressions.kind());
    }
    return compound(kinds, depth);
  }

  private Query compound(List<Kind> kinds, int depth) {
    if (depth <= 0 || !chance(5)) {
      return select(kinds, depth);
    }
    String operation =
        List.of("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL")
            .get(random.nextInt(6));
    // Branches have the same types, also where expressions would differ in precision.
    Sql text =
        Sql.of(
            "(%s) " + operation + " (%s)",
            casted(select(kinds, depth - 1)),
            casted(select(kinds, depth - 1)));
    return new Query(text, kinds, List.of());
  }

  private Sql casted(Query query) {
    String alias = newName("s");
    List<Sql> items = new ArrayList<>();
    for (int i = 0; i < query.kinds().size(); i++) {
      Kind kind = query.kinds().get(i);
      String type = kind == Kind.DECIMAL ? "DECIMAL(30, 4)" : kind.type();
      items.add(Sql.of("CAST(%s.o%s AS %s) AS o%s", alias, i, type, i));
    }
    return Sql.of("SELECT %s FROM (%s) %s", Sql.join(items, ", "), query.sql(), alias);
  }

  private Query select(List<Kind> kinds, int depth) {
    Sources.Source source = sources.from(depth);
    Sql tail = chance(3) ? Sql.of("") : Sql.of(" WHERE %s", sources.filter(source.scope(), depth));
    return switch (random.nextInt(5)) {
      case 0, 1 -> summaries.grouped(kinds, source, tail);
      case 2 -> summaries.windowed(kinds, source, tail);
      default -> plain(kinds, source, tail);
    };
  }

  private Query plain(List<Kind> kinds, Sources.Source source, Sql tail) {
    List<Sql> items = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      items.add(Sql.of("%s AS o%s", expressions.of(kinds.get(i), source.scope(), 3), i));
    }
    Sql text =
        Sql.of(
            "SELECT %s%s FROM %s%s",
            chance(6) ? "DISTINCT " : "", Sql.join(items, ", "), source.sql(), tail);
    return new Query(text, kinds, List.of());
  }

  /// The scope of a query's columns under an alias.
  static Scope scopeOf(Query query, String alias) {
    List<Visible> columns = new ArrayList<>();
    for (int i = 0; i < query.kinds().size(); i++) {
      columns.add(new Visible(alias + ".o" + i, query.kinds().get(i)));
    }
    return new Scope(columns, List.of());
  }
}
