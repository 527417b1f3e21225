package io.thalweg.core.function;

import static io.thalweg.core.function.Entries.window;
import static io.thalweg.core.function.TypeRules.first;
import static io.thalweg.core.function.TypeRules.fixed;
import static io.thalweg.core.function.TypeRules.nothing;
import static io.thalweg.core.type.SimpleType.BIGINT;
import static io.thalweg.core.type.SimpleType.DOUBLE;
import static io.thalweg.core.type.SimpleType.VARCHAR;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Functions that see other rows of their window partition. Aggregates may stand there as well.
final class WindowFunctions {
  private static final UnaryOperator<DataType> SAME = UnaryOperator.identity();

  private static final String SESSION =
      "(SELECT %s(t) OVER (ORDER BY t RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW)"
          + " FROM (VALUES (TIMESTAMP '2026-01-01 10:00:00')) v (t))";

  private WindowFunctions() {}

  static List<FunctionDefinition> all() {
    TypeRule big = nothing(BIGINT);
    TypeRule fraction = nothing(DOUBLE);
    TypeRule value = first(TypeRules::any, VARCHAR, SAME);
    TypeRule session = first(type -> type instanceof TimestampType, TimestampType.MICROS, SAME);
    String offset = "x ANY [, offset BIGINT [, default: type of x]] -> type of x";
    return List.of(
        window("row_number", "-> BIGINT", "row_number() OVER ()", "Position from 1.", big),
        window("rank", "-> BIGINT", "rank() OVER (ORDER BY 1)", "Position with gaps.", big),
        window(
            "dense_rank",
            "-> BIGINT",
            "dense_rank() OVER (ORDER BY 1)",
            "Position without gaps.",
            big),
        window(
            "percent_rank",
            "-> DOUBLE",
            "percent_rank() OVER (ORDER BY 1)",
            "(rank - 1) / (rows - 1).",
            fraction),
        window(
            "cume_dist",
            "-> DOUBLE",
            "cume_dist() OVER (ORDER BY 1)",
            "The fraction of rows up to this one and its peers.",
            fraction),
        window(
            "ntile",
            "buckets BIGINT -> BIGINT",
            "ntile(4) OVER (ORDER BY 1)",
            "The bucket from 1 when rows are spread evenly.",
            fixed(BIGINT, BIGINT)),
        window(
            "session_start",
            "time TIMESTAMP -> type of time",
            SESSION.formatted("session_start"),
            "The first time of the row's session; the frame reaches back as far as its gap.",
            session),
        window(
            "session_last",
            "time TIMESTAMP -> type of time",
            SESSION.formatted("session_last"),
            "The last time of the row's session; the frame reaches back as far as its gap.",
            session),
        window("lag", offset, "lag(1) OVER (ORDER BY 1)", "A row before.", lagOrLead()),
        window("lead", offset, "lead(1) OVER (ORDER BY 1)", "A row behind.", lagOrLead()),
        window(
                "first_value",
                "x ANY -> type of x",
                "first_value(1) OVER ()",
                "The frame's first.",
                value)
            .alias("first"),
        window(
                "last_value",
                "x ANY -> type of x",
                "last_value(1) OVER ()",
                "The frame's last.",
                value)
            .alias("last"),
        window(
            "nth_value",
            "x ANY, n BIGINT -> type of x",
            "nth_value(1, 1) OVER ()",
            "The frame's n-th.",
            first(TypeRules::any, VARCHAR, SAME, BIGINT)));
  }

  private static TypeRule lagOrLead() {
    return first(TypeRules::any, VARCHAR, SAME)
        .or(first(TypeRules::any, VARCHAR, SAME, BIGINT))
        .or(WindowFunctions::withDefault);
  }

  private static Optional<Binding> withDefault(Arguments arguments) {
    if (arguments.size() != 3 || !CommonType.fits(arguments.type(1), BIGINT)) {
      return Optional.empty();
    }
    return CommonType.of(arguments.type(0), arguments.type(2))
        .map(type -> type == SimpleType.NULL ? VARCHAR : type)
        .map(type -> new Binding(List.of(type, BIGINT, type), type));
  }
}
