package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.fuzz.Scope.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes random scalar expressions on which both engines must agree. Used by one thread.
///
/// Left out is what the dialects define differently, see `docs/dialect.md`: division by zero is
/// avoided, integers are divided with each engine's own operator.
final class Expressions {
  private static final Kind[] COMPARABLE = Kind.values();

  private final Random random;

  Expressions(Random random) {
    this.random = random;
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Kind kind() {
    return COMPARABLE[random.nextInt(COMPARABLE.length)];
  }

  /// An expression of this kind, over the columns of `scope`.
  Sql of(Kind kind, Scope scope, int depth) {
    if (depth <= 0 || chance(3)) {
      return leaf(kind, scope);
    }
    if (chance(6)) {
      return conditional(kind, scope, depth - 1);
    }
    return switch (kind) {
      case INT -> integer(scope, depth - 1);
      case EDGE, ODD -> leaf(kind, scope);
      case DECIMAL -> decimal(scope, depth - 1);
      case DOUBLE -> real(scope, depth - 1);
      case TEXT -> text(scope, depth - 1);
      case BOOL -> condition(scope, depth - 1);
      case DATE -> date(scope, depth - 1);
      case TIMESTAMP -> timestamp(scope, depth - 1);
    };
  }

  private Sql leaf(Kind kind, Scope scope) {
    List<Visible> columns = scope.of(kind);
    if (!columns.isEmpty() && !chance(5)) {
      return Sql.of("%s", pick(columns).name());
    }
    return chance(8) ? Sql.of("CAST(NULL AS %s)", kind.type()) : literal(kind);
  }

  Sql literal(Kind kind) {
    String text = pick(kind.literals());
    return kind == Kind.DOUBLE || kind == Kind.INT || kind == Kind.DECIMAL
        ? Sql.of("CAST(%s AS %s)", text, kind.type())
        : Sql.of("%s", text);
  }

  private Sql conditional(Kind kind, Scope scope, int depth) {
    Sql one = of(kind, scope, depth);
    Sql other = of(kind, scope, depth);
    return switch (random.nextInt(7)) {
      case 0 -> Sql.of("CASE WHEN %s THEN %s ELSE %s END", condition(scope, depth), one, other);
      case 1 -> Sql.of("CASE WHEN %s THEN %s END", condition(scope, depth), one);
      case 2 -> {
        Kind subject = kind();
        yield Sql.of(
            "CASE %s WHEN %s THEN %s ELSE %s END",
            of(subject, scope, depth), of(subject, scope, 0), one, other);
      }
      case 3 -> Sql.of("COALESCE(%s, %s)", one, other);
      case 4 -> Sql.of("NULLIF(%s, %s)", one, other);
      case 5 -> kind == Kind.BOOL ? one : Sql.of("GREATEST(%s, %s)", one, other);
      default -> kind == Kind.BOOL ? one : Sql.of("LEAST(%s, %s)", one, other);
    };
  }

  private Sql integer(Scope scope, int depth) {
    Sql one = of(Kind.INT, scope, depth);
    return switch (random.nextInt(11)) {
      case 0 -> Sql.of("(%s + %s)", one, of(Kind.INT, scope, depth));
      case 1 -> Sql.of("(%s - %s)", one, of(Kind.INT, scope, depth));
      case 2 -> Sql.of("(%s * %s)", one, of(Kind.INT, scope, 0));
      // SUM(BIGINT) is an INT for the generator, but a DECIMAL for us: its quotient has a fraction.
      case 3 -> Sql.both("(CAST(%s AS BIGINT) / %s)", "(%s // %s)", one, notZero());
      case 4 -> Sql.of("MOD(%s, %s)", one, notZero());
      case 5 -> Sql.of("(- %s)", one);
      case 6 -> Sql.of("ABS(%s)", one);
      case 7 -> Sql.of("CAST(LENGTH(%s) AS BIGINT)", of(Kind.TEXT, scope, depth));
      case 8 ->
          Sql.of(
              "CAST(POSITION(%s IN %s) AS BIGINT)",
              literal(Kind.TEXT), of(Kind.TEXT, scope, depth));
      case 9 ->
          Sql.of(
              "CAST(EXTRACT(%s FROM %s) AS BIGINT)",
              pick(List.of("YEAR", "MONTH", "DAY", "QUARTER")),
              of(chance(2) ? Kind.DATE : Kind.TIMESTAMP, scope, depth));
      default -> Sql.of("CAST(SIGN(%s) AS BIGINT)", one);
    };
  }

  private Sql notZero() {
    return Sql.of("CAST(%s AS BIGINT)", pick(List.of("2", "3", "-7", "10")));
  }

  private Sql decimal(Scope scope, int depth) {
    Sql one = of(Kind.DECIMAL, scope, depth);
    return switch (random.nextInt(5)) {
      case 0 -> Sql.of("(%s + %s)", one, of(Kind.DECIMAL, scope, 0));
      case 1 -> Sql.of("(%s - %s)", one, of(Kind.DECIMAL, scope, 0));
      case 2 -> Sql.of("(- %s)", one);
      case 3 -> Sql.of("ABS(%s)", one);
      default -> Sql.of("(%s * %s)", leaf(Kind.DECIMAL, scope), leaf(Kind.DECIMAL, scope));
    };
  }

  private Sql real(Scope scope, int depth) {
    Sql one = of(Kind.DOUBLE, scope, depth);
    return switch (random.nextInt(6)) {
      case 0 -> Sql.of("(%s + %s)", one, of(Kind.DOUBLE, scope, depth));
      case 1 -> Sql.of("(%s - %s)", one, of(Kind.DOUBLE, scope, depth));
      case 2 -> Sql.of("(%s * %s)", one, of(Kind.DOUBLE, scope, 0));
      case 3 -> Sql.of("ABS(%s)", one);
      case 4 -> Sql.of("CAST(%s AS DOUBLE)", of(Kind.INT, scope, depth));
      default -> Sql.of("%s(%s)", pick(List.of("FLOOR", "CEIL")), one);
    };
  }

  private Sql text(Scope scope, int depth) {
    Sql one = of(Kind.TEXT, scope, depth);
    return switch (random.nextInt(10)) {
      case 0 -> Sql.of("(%s || %s)", one, of(Kind.TEXT, scope, depth));
      case 1 -> Sql.of("UPPER(%s)", one);
      case 2 -> Sql.of("LOWER(%s)", one);
      case 3 ->
          Sql.of("SUBSTRING(%s FROM %s FOR %s)", one, 1 + random.nextInt(3), random.nextInt(3));
      case 4 -> Sql.of("TRIM(%s)", one);
      case 5 -> Sql.of("REPLACE(%s, 'a', %s)", one, literal(Kind.TEXT));
      case 6 -> Sql.of("CAST(%s AS VARCHAR)", of(Kind.INT, scope, depth));
      case 7 -> Sql.of("LEFT(%s, %s)", one, random.nextInt(4));
      case 8 -> Sql.of("REVERSE(%s)", one);
      default -> Sql.of("LPAD(%s, %s, 'xy')", one, random.nextInt(6));
    };
  }

  private Sql date(Scope scope, int depth) {
    return switch (random.nextInt(3)) {
      case 0 ->
          Sql.of(
              "CAST(%s + INTERVAL '%s' %s AS DATE)",
              of(Kind.DATE, scope, depth),
              random.nextInt(40),
              pick(List.of("DAY", "MONTH", "YEAR")));
      case 1 -> Sql.of("CAST(%s AS DATE)", of(Kind.TIMESTAMP, scope, depth));
      default ->
          Sql.of(
              "CAST(DATE_TRUNC('%s', %s) AS DATE)",
              pick(List.of("month", "year", "day", "week")), of(Kind.DATE, scope, depth));
    };
  }

  private Sql timestamp(Scope scope, int depth) {
    return switch (random.nextInt(3)) {
      case 0 ->
          Sql.of(
              "(%s - INTERVAL '%s' %s)",
              of(Kind.TIMESTAMP, scope, depth),
              random.nextInt(100),
              pick(List.of("HOUR", "MINUTE", "SECOND", "DAY", "MONTH")));
      case 1 -> Sql.of("CAST(%s AS TIMESTAMP)", of(Kind.DATE, scope, depth));
      default ->
          Sql.of(
              "DATE_TRUNC('%s', %s)",
              pick(List.of("hour", "minute", "day")), of(Kind.TIMESTAMP, scope, depth));
    };
  }

  /// A condition.
  Sql condition(Scope scope, int depth) {
    if (depth <= 0) {
      return comparison(scope, 0);
    }
    return switch (random.nextInt(10)) {
      case 0 -> Sql.of("(%s AND %s)", condition(scope, depth - 1), condition(scope, depth - 1));
      case 1 -> Sql.of("(%s OR %s)", condition(scope, depth - 1), condition(scope, depth - 1));
      case 2 -> Sql.of("(NOT %s)", condition(scope, depth - 1));
      case 3 -> {
        Sql any = of(kind(), scope, depth - 1);
        yield Sql.of("(%s IS %s)", any, pick(List.of("NULL", "NOT NULL")));
      }
      case 4 ->
          Sql.of(
              "(%s IS %s)",
              of(Kind.BOOL, scope, depth - 1),
              pick(List.of("TRUE", "NOT TRUE", "FALSE", "NOT FALSE")));
      case 5 -> inList(scope, depth - 1);
      case 6 ->
          Sql.of(
              "(%s %s %s)",
              of(Kind.TEXT, scope, depth - 1),
              pick(List.of("LIKE", "NOT LIKE", "ILIKE")),
              pick(List.of("'a%'", "'%b%'", "'_b%'", "'%'", "''", "'ab_'", "'%€'")));
      default -> comparison(scope, depth - 1);
    };
  }

  private Sql comparison(Scope scope, int depth) {
    Kind kind = kind();
    Sql one = of(kind, scope, depth);
    Sql other = of(kind.isNumber() && chance(4) ? Kind.DECIMAL : kind, scope, depth);
    if (chance(8)) {
      return Sql.of("(%s BETWEEN %s AND %s)", one, other, of(kind, scope, 0));
    }
    String operator =
        pick(List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"));
    return Sql.of("(%s " + operator + " %s)", one, other);
  }

  private Sql inList(Scope scope, int depth) {
    Kind kind = kind();
    List<Sql> options = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      options.add(chance(8) ? Sql.of("NULL") : literal(kind));
    }
    return Sql.of(
        "(%s %s (%s))",
        of(kind, scope, depth), pick(List.of("IN", "NOT IN")), Sql.join(options, ", "));
  }
}
