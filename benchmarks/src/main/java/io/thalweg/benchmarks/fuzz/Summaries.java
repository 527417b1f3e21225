package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.fuzz.Scope.Visible;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes queries with aggregates, grouping sets and window functions. Used by one thread.
final class Summaries {
  private final Random random;
  private final Expressions expressions;

  Summaries(Random random, Expressions expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// Groups by some columns; of the wanted kinds the first ones are keys where they can be.
  Query grouped(List<Kind> kinds, Sources.Source source, Sql tail) {
    List<Visible> keys = keys(source.scope());
    List<Sql> items = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      List<Visible> same = keys.stream().filter(key -> key.kind() == kind).toList();
      boolean useKey = !same.isEmpty() && !chance(3);
      boolean asksSet = kind == Kind.INT && !keys.isEmpty() && chance(4);
      Sql item =
          useKey
              ? Sql.of("%s", pick(same).name())
              : asksSet
                  ? Sql.of("CAST(GROUPING(%s) AS BIGINT)", pick(keys).name())
                  : aggregate(kind, source.scope());
      items.add(Sql.of("%s AS o%s", item, i));
    }
    Sql having =
        chance(4)
            ? Sql.of(
                " HAVING %s %s %s",
                aggregate(Kind.INT, source.scope()),
                pick(List.of("<", ">=", "=")),
                expressions.literal(Kind.INT))
            : Sql.of("");
    Sql text =
        Sql.of(
            "SELECT %s FROM %s%s%s%s",
            Sql.join(items, ", "), source.sql(), tail, groupBy(keys), having);
    return new Query(text, kinds, List.of());
  }

  private List<Visible> keys(Scope scope) {
    Set<Visible> keys = new LinkedHashSet<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      keys.add(pick(scope.columns()));
    }
    return List.copyOf(keys);
  }

  private Sql groupBy(List<Visible> keys) {
    if (keys.isEmpty()) {
      return Sql.of("");
    }
    String list = String.join(", ", keys.stream().map(Visible::name).toList());
    return switch (random.nextInt(8)) {
      case 0 -> Sql.of(" GROUP BY ROLLUP (%s)", list);
      case 1 -> Sql.of(" GROUP BY CUBE (%s)", list);
      case 2 -> Sql.of(" GROUP BY GROUPING SETS ((%s), (%s), ())", list, keys.getFirst().name());
      default -> Sql.of(" GROUP BY %s", list);
    };
  }

  /// An aggregate whose result has this kind.
  private Sql aggregate(Kind kind, Scope scope) {
    Sql plain =
        switch (kind) {
          case INT -> integerAggregate(scope);
          case DECIMAL ->
              chance(2) ? Sql.of("SUM(%s)", expressions.of(kind, scope, 0)) : extreme(kind, scope);
          case DOUBLE -> realAggregate(scope);
          case BOOL ->
              Sql.of(
                  "%s(%s)", pick(List.of("BOOL_AND", "BOOL_OR")), expressions.condition(scope, 1));
          case TEXT -> chance(3) ? joinedText(scope) : extreme(kind, scope);
          case EDGE, ODD, DATE, TIMESTAMP -> extreme(kind, scope);
        };
    Sql filtered =
        chance(5) ? Sql.of("%s FILTER (WHERE %s)", plain, expressions.condition(scope, 1)) : plain;
    return isNoisy(plain)
        ? Sql.of(
            "CASE WHEN ABS(%s) < 1e-6 THEN 0e0 ELSE CAST(CAST(%s * 0.7e0 AS REAL) AS DOUBLE) END",
            filtered, filtered)
        : filtered;
  }

  /// Whether rounding may leave a little where the exact result is zero, and other last digits with
  /// another order of the rows, which DISTINCT and its kind would see. A REAL is without them; the
  /// factor takes results, which are short binary fractions, from halfway between two REALs.
  private static boolean isNoisy(Sql aggregate) {
    return List.of("VAR_POP", "STDDEV_SAMP", "COVAR_POP").stream()
        .anyMatch(aggregate.ours()::startsWith);
  }

  private Sql extreme(Kind kind, Scope scope) {
    return Sql.of("%s(%s)", pick(List.of("MIN", "MAX")), expressions.of(kind, scope, 1));
  }

  private Sql integerAggregate(Scope scope) {
    return switch (random.nextInt(5)) {
      case 0 -> Sql.of("COUNT(*)");
      case 1 -> Sql.of("COUNT(%s)", expressions.of(expressions.kind(), scope, 1));
      case 2 -> Sql.of("COUNT(DISTINCT %s)", expressions.of(expressions.kind(), scope, 1));
      case 3 -> Sql.of("SUM(%s)", expressions.of(Kind.INT, scope, 0));
      default -> Sql.of("SUM(DISTINCT %s)", expressions.of(Kind.INT, scope, 0));
    };
  }

  private Sql realAggregate(Scope scope) {
    Sql argument = expressions.of(Kind.DOUBLE, scope, 0);
    Sql other = expressions.of(Kind.DOUBLE, scope, 0);
    return switch (random.nextInt(7)) {
      case 0 -> Sql.of("SUM(%s)", argument);
      case 1 -> Sql.of("AVG(%s)", argument);
      case 2 -> Sql.of("AVG(CAST(%s AS DOUBLE))", expressions.of(Kind.INT, scope, 0));
      case 3 -> Sql.of("%s(%s)", pick(List.of("VAR_POP", "STDDEV_SAMP")), argument);
      case 4 -> Sql.of("COVAR_POP(%s, %s)", argument, other);
      case 5 -> Sql.of("MEDIAN(%s)", argument);
      default -> extreme(Kind.DOUBLE, scope);
    };
  }

  private Sql joinedText(Scope scope) {
    List<Visible> texts = scope.of(Kind.TEXT);
    if (texts.isEmpty()) {
      return extreme(Kind.TEXT, scope);
    }
    String argument = pick(texts).name();
    return Sql.of("STRING_AGG(%s, ',' ORDER BY %s)", argument, argument);
  }

  /// Some columns and window functions over a determined order.
  Query windowed(List<Kind> kinds, Sources.Source source, Sql tail) {
    List<Sql> items = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      Sql item = chance(2) ? window(kind, source.scope()) : expressions.of(kind, source.scope(), 1);
      items.add(Sql.of("%s AS o%s", item, i));
    }
    Sql qualify =
        !source.scope().keys().isEmpty() && chance(5)
            ? Sql.of(
                " QUALIFY ROW_NUMBER() OVER (%s) <= %s",
                ordered(source.scope()), 1 + random.nextInt(3))
            : Sql.of("");
    Sql text = Sql.of("SELECT %s FROM %s%s%s", Sql.join(items, ", "), source.sql(), tail, qualify);
    return new Query(text, kinds, List.of());
  }

  private Sql window(Kind kind, Scope scope) {
    Sql argument = expressions.of(kind, scope, 1);
    boolean total = !scope.keys().isEmpty();
    if (!total || chance(3)) {
      return Sql.of("%s OVER (%s)", aggregateOver(kind, scope), partition(scope));
    }
    if (kind == Kind.INT && chance(3)) {
      String rank = pick(List.of("ROW_NUMBER()", "RANK()", "DENSE_RANK()", "NTILE(3)", "COUNT(*)"));
      return Sql.of("%s OVER (%s)", rank, ordered(scope));
    }
    return switch (random.nextInt(3)) {
      case 0 ->
          Sql.of(
              "%s(%s, %s) OVER (%s)",
              pick(List.of("LAG", "LEAD")), argument, random.nextInt(3), ordered(scope));
      case 1 ->
          Sql.of(
              "%s(%s) OVER (%s %s)",
              pick(List.of("FIRST_VALUE", "LAST_VALUE", "MIN", "MAX")),
              kind == Kind.BOOL ? Sql.of("%s", "1 = 1") : argument,
              ordered(scope),
              frame());
      default -> Sql.of("%s OVER (%s %s)", aggregateOver(kind, scope), ordered(scope), frame());
    };
  }

  private Sql aggregateOver(Kind kind, Scope scope) {
    return switch (kind) {
      case INT ->
          chance(2)
              ? Sql.of("COUNT(%s)", expressions.of(expressions.kind(), scope, 0))
              : Sql.of("SUM(%s)", expressions.of(Kind.INT, scope, 0));
      case DOUBLE, DECIMAL -> Sql.of("SUM(%s)", expressions.of(kind, scope, 0));
      case BOOL -> Sql.of("BOOL_OR(%s)", expressions.of(kind, scope, 0));
      case TEXT, EDGE, ODD, DATE, TIMESTAMP -> extreme(kind, scope);
    };
  }

  private Sql partition(Scope scope) {
    return chance(2) ? Sql.of("") : Sql.of("PARTITION BY %s", pick(scope.columns()).name());
  }

  /// A partition and an order in which no two rows are equal.
  private Sql ordered(Scope scope) {
    String first =
        pick(scope.columns()).name()
            + pick(List.of(" NULLS LAST", " DESC NULLS LAST", " NULLS FIRST", " DESC NULLS FIRST"));
    return Sql.of("%s ORDER BY %s, %s", partition(scope), first, String.join(", ", scope.keys()));
  }

  private String frame() {
    return pick(
        List.of(
            "",
            "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
            "ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
            "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
            "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            "RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            "ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING"));
  }
}
